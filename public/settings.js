/* global document, localStorage, location, matchMedia */
// What carries a class: '' for the windows of one browser only, '/mqtt' for a broker behind this server, 'wss://…' for another one.
const classBroker = '';
// Before the first paint: the colours and the panels as they were left. src/store/settings.ts keeps them.
(() => {
  let kept = {};
  let known = false;
  try {
    kept = JSON.parse(localStorage.getItem('hopscope.settings')) ?? {};
    known = kept.welcomed === true || localStorage.getItem('hopscope.document') !== null || location.hash !== '';
  } catch {
    // storage is blocked or spoilt: all begins as on the first visit
  }
  const { dataset, style } = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  dataset.classBroker = classBroker;
  dataset.theme = kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : dark ? 'dark' : 'light';
  if (kept.inspectorOpen === false) dataset.inspector = 'closed';
  if (kept.terminalOpen === false) dataset.terminal = 'closed';
  if (!known) dataset.sheet = 'closed';
  if (location.hash !== '') dataset.opening = '';
  for (const [name, size] of [
    ['--inspector-width', kept.inspectorWidth],
    ['--terminal-height', kept.terminalHeight],
  ])
    if (typeof size === 'number') style.setProperty(name, `${size}px`);
})();
