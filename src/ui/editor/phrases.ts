import type { TFunction } from 'i18next';

/** What CodeMirror itself says, in the page's language. */
export const phrasesOf = (t: TFunction<'editor'>): Record<string, string> => ({
  'Control character': t('code.control'),
  Completions: t('code.completions'),
  Diagnostics: t('code.diagnostics'),
  'No diagnostics': t('code.noDiagnostics'),
  Find: t('code.find'),
  Replace: t('code.replaceWith'),
  next: t('code.next'),
  previous: t('code.previous'),
  all: t('code.all'),
  'match case': t('code.matchCase'),
  'by word': t('code.byWord'),
  regexp: t('code.regexp'),
  replace: t('code.replace'),
  'replace all': t('code.replaceAll'),
  close: t('code.close'),
  'current match': t('code.currentMatch'),
  'replaced $ matches': t('code.replacedMany'),
  'replaced match on line $': t('code.replacedOne'),
  'on line': t('code.onLine'),
  'Go to line': t('code.goToLine'),
  go: t('code.go'),
});
