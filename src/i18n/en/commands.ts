/** What the page can do, in the palette and on the sheet of shortcuts. */
export const commands = {
  addContainer: 'Add a container…',
  addNetwork: 'Add a network…',
  addHost: 'Add a host',
  addDevice: 'Add a device to the LAN',
  send: 'Send…',
  gallery: 'Open an example…',
  new: 'New lab',
  tidy: 'Tidy the picture',
  level: 'Level of detail: {{level}}',
  present: 'Present',
  presentEnd: 'End presenting',
  hideAnswers: 'Hide the answers: why it fails, and the fix',
  showAnswers: 'Show the answers: why it fails, and the fix',
  reasonsAtOnce: 'Tell at once why it fails',
  reasonsInTurn: 'Tell why it fails when the story gets there',
  theme: {
    system: 'Theme: same as the system',
    light: 'Theme: light',
    dark: 'Theme: dark',
  },
  terminal: 'Go to the terminal',
  terminalAt: 'Terminal at {{name}}',
  palette: 'All commands',
  search: 'Search the lab',
  shortcuts: 'Keyboard shortcuts',
  glossary: 'Glossary',
  term: 'Glossary: {{term}}',
};

export const palette = {
  commands: 'Commands',
  commandsHint: 'What do you want to do?',
  search: 'Search the lab',
  searchHint: 'Name, address, id, image, port…',
  nothing: 'Nothing found',
  group: {
    selection: 'Selected',
    lab: 'Lab',
    story: 'Story',
    view: 'View',
    terminal: 'Terminal',
    page: 'Page',
    glossary: 'Glossary',
    things: 'In the lab',
  },
  kind: {
    machine: 'machine',
    network: 'network',
    container: 'container',
  },
};

export const shortcuts = {
  title: 'Keyboard shortcuts',
  description: 'Outside of text fields, and in the terminal.',
  picture: 'Picture',
  nodes: 'Go to the next thing',
  pan: 'Move the picture (any arrow)',
  zoom: 'Zoom in and out',
  menu: 'Open the actions of a thing',
  complete: 'Complete the word',
  history: 'Earlier and later lines',
  reverse: 'Search earlier lines',
  interrupt: 'Cancel the line and the commands that wait',
  clear: 'Clear the screen',
  lineEnds: 'To the start, to the end',
  kill: 'Delete to the start, to the end, a word',
};

export const gallery = {
  title: 'Examples',
  description: 'Each is a few commands and some traffic. Change it as you like.',
  replaces: 'An example replaces your lab. Undo brings your lab back.',
  published: {
    title: 'A published port',
    text: 'A client on the LAN asks the host, and the host rewrites the destination to the container.',
  },
  default: {
    title: 'The default bridge',
    text: 'Containers reach each other by address. Names are not known here: the first request fails.',
  },
  named: {
    title: 'A network of your own',
    text: 'The embedded DNS server knows containers by name and alias, so a request to “backend” arrives.',
  },
  isolated: {
    title: 'Two separate networks',
    text: 'A friend on the same network gets an answer. What a stranger on another one sends is dropped by the host.',
  },
  proxy: {
    title: 'A proxy in front of a private network',
    text: 'Only the proxy is published. The app behind it sits on an internal network and has no way out.',
  },
  host: {
    title: 'The host’s own network',
    text: 'The server listens on the host itself. Nothing is published, and nothing is rewritten.',
  },
  macvlan: {
    title: 'Containers as machines on the LAN',
    text: 'With macvlan a container acts like a machine on the LAN. The client gets an answer, the container’s own host does not.',
  },
  overlay: {
    title: 'One network across two hosts',
    text: 'A swarm and an overlay network: a request to “web” travels inside VXLAN from one host to the other.',
  },
};

export const presenter = {
  label: 'Presentation',
  nothing: 'Nothing has been sent yet. Press S to send something, or Escape to go back.',
};

export const help = {
  engine: '{{place}} runs Docker Engine, with the tools of a Linux host. To begin with:',
  container: 'You are inside {{place}}, with its own interfaces, routes and DNS settings. To begin with:',
  machine: '{{place}} is a Linux machine without Docker. To begin with:',
  lan: 'Here you plug machines into the LAN: up to eight hosts with Docker Engine, and devices without it. Each gets an address and a terminal:',
  commands: 'All commands here; pipes, loops and redirections work as in bash:',
};

/** The glossary; its entries are in `glossary.ts`, which is loaded apart. */
export const terms = {
  title: 'Glossary',
  description: 'The terms that this page uses, each in a sentence or two.',
  all: 'All terms',
  show: 'Show me',
};
