// What to do about each failure, for the developers of the page that it happens on, in the three languages of the interface.

export const REMEDIES = {
  network: {
    'zh-Hans': '检查网络，并确认 wasm/ 与脚本放在同一个文件夹里，或用 asset-base 指明它在哪里。',
    'zh-Hant': '檢查網路，並確認 wasm/ 與腳本放在同一個資料夾裡，或用 asset-base 指明它在哪裡。',
    en: 'Check the network, and that wasm/ lies in the folder of the script, or say with asset-base where it lies.',
  },
  mime: {
    'zh-Hans': '让服务器把 .js 作为 text/javascript、.wasm 作为 application/wasm 发送，缺少的文件返回 404 而不是网页。',
    'zh-Hant': '讓伺服器把 .js 作為 text/javascript、.wasm 作為 application/wasm 傳送，缺少的檔案回覆 404 而不是網頁。',
    en: 'Have the server send .js as text/javascript and .wasm as application/wasm, and 404 rather than a page for what is missing.',
  },
  cors: {
    'zh-Hans': '让存放圈点的服务器发送 Access-Control-Allow-Origin，或把文件放到网页自己的站点，或用 mode="iframe"。',
    'zh-Hant': '讓存放圈點的伺服器傳送 Access-Control-Allow-Origin，或把檔案放到網頁自己的站台，或用 mode="iframe"。',
    en: 'Have the server that holds Quandian send Access-Control-Allow-Origin, or host the files with the page, or use mode="iframe".',
  },
  csp: {
    'zh-Hans':
      "在内容安全策略里允许 script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; connect-src 'self'（放在别处时还要那里的域名和 worker-src blob:）。",
    'zh-Hant':
      "在內容安全政策裡允許 script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; connect-src 'self'（放在別處時還要那裡的網域和 worker-src blob:）。",
    en: "Allow script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; connect-src 'self' in the content security policy (from another origin: that origin, and worker-src blob:, as well).",
  },
  file: {
    'zh-Hans': '从文件打开的网页不能载入模块：改用 quandian.html 单文件版，或用任何静态服务器打开。',
    'zh-Hant': '從檔案開啟的網頁不能載入模組：改用 quandian.html 單檔版，或用任何靜態伺服器開啟。',
    en: 'A page opened from a file may not load modules: use the one file quandian.html, or serve the page over HTTP.',
  },
  'wasm-off': {
    'zh-Hans': '在浏览器里打开 WebAssembly（有的“增强安全”模式会关掉它），或换一个浏览器。',
    'zh-Hant': '在瀏覽器裡開啟 WebAssembly（有的「加強安全」模式會關掉它），或換一個瀏覽器。',
    en: 'Switch WebAssembly on in the browser (some "enhanced security" modes switch it off), or take another browser.',
  },
  trap: {
    'zh-Hans': '分析这段文字时出错两次；请把文字连同错误信息报告给圈点。',
    'zh-Hant': '分析這段文字時出錯兩次；請把文字連同錯誤訊息回報給圈點。',
    en: 'The analyser crashed over this text twice; please report the text and the message.',
  },
  argument: {
    'zh-Hans': '日期写作 YYYY-MM-DD。',
    'zh-Hant': '日期寫作 YYYY-MM-DD。',
    en: 'Write dates as YYYY-MM-DD.',
  },
  target: {
    'zh-Hans': 'for 要用选择器指明网页里的一个元素。',
    'zh-Hant': 'for 要用選擇器指明網頁裡的一個元素。',
    en: 'Give in for a selector that an element of the page matches.',
  },
  source: {
    'zh-Hans': 'src 要指向这个网页可以读取的文本。',
    'zh-Hant': 'src 要指向這個網頁可以讀取的文字。',
    en: 'Give in src the address of a text that the page may fetch.',
  },
};

/** What to do about a failure with this code, in a language of the interface. */
export function remedy(code, language = 'en') {
  const words = REMEDIES[code] ?? REMEDIES.network;
  return words[language] ?? words.en;
}
