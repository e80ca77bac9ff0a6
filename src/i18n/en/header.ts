export const header = {
  tagline: 'What a Docker host’s network really does, hop by hop',
  undo: 'Undo',
  redo: 'Redo',
  language: 'Language',
  theme: 'Theme',
  themeSystem: 'As the system',
  themeLight: 'Light',
  themeDark: 'Dark',
};
