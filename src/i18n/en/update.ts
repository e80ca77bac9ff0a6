export const update = {
  ready: 'A newer Hopscope is ready. Your lab is kept.',
  take: 'Reload',
  later: 'Later',
};
