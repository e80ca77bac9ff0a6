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
  meant: {
    misspelt: 'Did you mean:',
    stopped: 'It does not run. Start it first:',
    elsewhere: 'That is on {{host}}:',
    like: 'No registry is reached from this lab. An image that it has and that is near to it:',
    standIn: 'An image can stand in for it, which serves the same ports:',
    shellEnded:
      'It has ended already: a container runs as long as its first process, and a shell without a terminal finds nothing to read. With a terminal it stays:',
    jobEnded:
      'It has ended already: a container runs as long as its first process, and that has done its work. What it printed:',
    failedAtOnce: 'Its first process has failed, and the container ended with it. What it said:',
  },
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
  sealed: 'What it printed is shown once you have guessed.',
  sealedInClass: 'What it printed is shown once the class has been told.',
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
