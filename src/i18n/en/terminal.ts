export const terminal = {
  label: 'Terminal',
  places: 'Terminals',
  open: 'Open a terminal',
  openAt: 'Terminal at',
  close: 'Close the terminal of {{place}}',
  copy: 'Copy what it shows',
  clear: 'Clear',
  hide: 'Hide the terminal',
  output: 'Output',
  input: 'Command at {{place}}',
  hint: 'Type a command, such as docker ps or ip addr. Tab completes it, the arrow keys bring earlier ones back.',
};
