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
  dockerAt: 'Docker runs on {{host}}, not here.',
  runAt: 'Run {{line}} on {{host}}',
  held: 'Still running: Ctrl+C or the next command ends it',
  earlier: 'Show {{count}} earlier commands',
  working: 'Still working.',
  interrupt: 'Interrupt (Ctrl+C)',
  input: 'Command at {{place}}',
  reverse: 'Search earlier lines',
  found: 'Line found',
  more: 'and {{count}} more',
  show: 'Show {{name}} in the picture',
  hint: 'Type a command, such as docker ps or ip addr. Tab completes it, and help lists what else there is.',
};

/** Of a line that did not run to its end. */
export const ended = {
  interrupted: 'Interrupted. The lab is as it was before.',
  time: 'Ended after 30 seconds of work. The lab is as it was before.',
  memory: 'Ended, since it took more memory than there is for a command. The lab is as it was before.',
  hops: 'Ended at 200,000 hops: packets seem to go round and round. The lab is as it was before.',
  output: 'Ended, since it printed more than 1 MB. The lab is as it was before.',
  commands: 'Ended after 10,000 commands: a loop does not seem to end. The lab is as it was before.',
};
