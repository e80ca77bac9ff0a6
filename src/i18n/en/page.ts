export const controls = {
  copied: 'Copied',
  panels: 'Panels',
  resizeInspector: 'Width of the inspector',
  resizeTerminal: 'Height of the terminal',
  showInspector: 'Show the inspector',
  showTerminal: 'Show the terminal',
  dismiss: 'Dismiss',
  opening: 'Opening the lab…',
};

export const editor = {
  label: 'File editor',
  open: 'Edit files…',
};

export const toolbar = {
  label: 'Add and send',
  container: 'Container',
  network: 'Network',
  host: 'Host',
  full: 'The LAN has room for eight hosts.',
  send: 'Send',
};

export const graph = {
  picture: 'Picture of the lab: the arrow keys go from one thing to the next, Enter opens its actions',
  internet: 'Internet',
  lan: 'LAN',
  engine: 'Engine',
  netfilter: 'netfilter',
  netfilterHint: 'routing, iptables, conntrack',
  minimap: 'Small map of the whole picture: click, drag or press the arrow keys to move what is seen',
  legend: 'What the marks mean',
  noRules: 'no rules',
  chains_one: '{{count}} chain',
  chains_other: '{{count}} chains',
  containers_one: '{{count}} container',
  containers_other: '{{count}} containers',
  services_one: '{{count}} service',
  services_other: '{{count}} services',
  healthy: 'healthy',
  starting: 'starting',
  unhealthy: 'unhealthy',
  runningOf: '{{running}} of {{containers}} running',
  startingOf: '{{count}} starting',
  unhealthyOf: '{{count}} unhealthy',
  dependencies: 'Show which service depends on which',
  dependsOn: 'depends on',
  projects: 'Projects',
  filterProjects: 'Show networks and projects',
  all: 'All',
  ruleHint: 'Step through a request: the rule that each packet meets stands here',
  alsoHere: 'also on {{network}}',
  noAddress: 'no address',
  internal: 'internal',
  hostNetwork: 'host network',
  noNetwork: 'no network',
  sharedNetwork: 'network of {{container}}',
  stopped: 'stopped',
  created: 'created',
  paused: 'paused',
  restarting: 'restarting',
  down: 'down',
  send: 'Send',
  tools: 'What of the picture is seen',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  tidy: 'Tidy up',
  filter: 'Show networks',
  allNetworks: 'All networks',
  fit: 'Show all',
  follow: 'Follow the packet',
  followEnd: 'Stop following the packet',
};

export const welcome = {
  title: 'Start with a container',
  text: 'Watch its interface, address and firewall rules appear, then follow a packet through every hop.',
  add: 'Add a container',
  example: 'Show me a request',
  type: 'Or run on host1:',
  run: 'Run {{line}}',
};

export const classroom = {
  label: 'Class',
};

export const notice = {
  undone: 'Undone:',
  redone: 'Redone:',
  edited: 'Edited:',
  deleted: 'Deleted:',
  failed: 'Failed:',
  ended: 'This could not be opened, since a command in it was ended:',
  simulatorFailed: 'The simulator could not run this. Please report it with the command:',
  noLesson: 'There is no such lesson:',
  noClass: 'This address leads to no class. Ask for it again. Your lab is as it was.',
  classDamaged:
    'This address of a class is incomplete, or was changed on its way. Copy the whole of it, or scan the code. Your lab is as it was.',
  classInsecure:
    'A class is encrypted, which the browser allows over HTTPS or on localhost only. Your lab is as it was.',
  imported: 'Brought in from a host.',
  counts: 'Assumed: {{assumed}}. Lacking in the lab: {{lacks}}. Changed by hand: {{changes}}.',
  differs: 'What differs',
  foreign: 'This is no document of Hopscope, and nothing that a Docker host prints. Your lab is as it was.',
  damaged: 'This link or file is incomplete, or was changed on its way. Ask for it again. Your lab is as it was.',
  newer: 'This was made with a newer Hopscope. Reload the page to get the newest version. Your lab is as it was.',
  'too-large': 'This is larger than any lab that Hopscope opens. Your lab is as it was.',
};

export const failure = {
  title: 'Hopscope stopped working',
  text: 'An error in the page itself has stopped it. Your commands so far are listed below, so that you can run them again.',
  reload: 'Start again',
};

export const outline = {
  label: 'Outline of the lab',
  actions: 'Actions for {{name}}',
  machines: 'Machines',
  networks: 'Networks of {{machine}}',
  containers: 'Containers of {{machine}}',
  projects: 'Projects of {{machine}}',
  project: 'Project {{name}} on {{machine}}',
  whole: '{{name}}, the whole project',
  alone: 'Containers of {{machine}} in no project',
  health: '{{name}}, {{health}}',
  stopped: '{{name}}, not running',
  more: 'Show {{count}} more',
};

export const actions = {
  menu: 'Actions',
  sendFrom: 'Send from here…',
  sendTo: 'Send to here…',
  terminal: 'Open a terminal',
  connect: 'Connect to a network…',
  disconnect: 'Disconnect from a network…',
  duplicate: 'Duplicate…',
  rename: 'Rename…',
  pause: 'Pause',
  unpause: 'Unpause',
  restart: 'Restart',
  stop: 'Stop',
  start: 'Start',
  remove: 'Remove',
  addHere: 'Add a container here…',
  networkHere: 'Add a network here…',
  fold: 'Fold {{name}} into one card',
  unfold: 'Unfold {{name}}',
  showOnly: 'Show only this project',
  showAll: 'Show everything',
  composeUp: 'Bring up (docker compose up)',
  composeDown: 'Bring down (docker compose down)',
};

export const level = {
  label: 'Level of detail',
  overview: 'Overview',
  wiring: 'Wiring',
  netfilter: 'Netfilter',
};

export const example = {
  title: 'This is an example.',
  next: 'Try next:',
  empty: 'Start with an empty lab',
  more: 'More examples',
};
