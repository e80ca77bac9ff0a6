export const header = {
  language: 'Language',
  tagline: 'See what a Docker host’s network really does, hop by hop',
};
