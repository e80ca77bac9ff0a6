export const header = {
  untitled: 'Untitled lab',
  document: 'Document: {{title}}',
  search: 'Search',
  present: 'Present',
  more: 'More',
  undo: 'Undo',
  redo: 'Redo',
  language: 'Language',
  theme: 'Theme',
  themeSystem: 'Same as the system',
  themeLight: 'Light',
  themeDark: 'Dark',
};
