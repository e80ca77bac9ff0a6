export const embed = {
  bar: 'Play',
  open: 'Open in Hopscope',
};
