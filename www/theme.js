// Before the first paint: the theme and the language that the reader chose, so that nothing flashes.
try {
  const { theme, language } = JSON.parse(localStorage.getItem('quandian.choices')) ?? {};
  if (theme) document.documentElement.dataset.theme = theme;
  if (language) document.documentElement.lang = language;
} catch {
  // What was kept cannot be read, or nothing may be kept: the system's theme it is.
}
