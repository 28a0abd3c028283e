// A classic script, which runs on a page that was opened from a disk as well, where the page's modules do not: it says what to do.
if (location.protocol === 'file:') {
  addEventListener('DOMContentLoaded', () => {
    const hint = document.createElement('p');
    hint.setAttribute('role', 'alert');
    const link = document.createElement('a');
    link.href = './quandian.html';
    link.append('quandian.html');
    hint.append('从文件打开的网页不能载入圈点的模块：请打开同一个文件夹里的 ', link, '（单文件版，不用联网），或用任何静态服务器打开这一页。');
    document.querySelector('main').prepend(hint);
  });
}
