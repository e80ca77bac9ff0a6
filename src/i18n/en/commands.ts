/** What the page can do, in the palette and on the sheet of shortcuts. */
export const commands = {
  addContainer: 'Add a container…',
  addNetwork: 'Add a network…',
  engineSettings: 'Engine settings…',
  addHost: 'Add a host',
  addDevice: 'Add a device to the LAN',
  send: 'Send…',
  gallery: 'Open an example…',
  maker: 'Make a lesson…',
  submissions: 'Check submissions…',
  examine: 'Examine this lab…',
  new: 'New lab',
  hubImages: 'In new labs, images as on Docker Hub',
  tidy: 'Tidy the picture',
  level: 'Level of detail: {{level}}',
  present: 'Present',
  presentEnd: 'End presenting',
  classStart: 'Start a class',
  classGoOn: 'Resume the class',
  scenes: 'Scenes of a talk',
  compare: 'Compare traffic side by side',
  guess: 'Guess what happens before it is shown',
  guessEnd: 'Show traffic at once, without guessing',
  guessReveal: 'Reveal what happens',
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
  about: 'About Hopscope',
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
    class: 'Class',
    lessons: 'Lessons',
    things: 'In the lab',
  },
  kind: {
    machine: 'machine',
    network: 'network',
    container: 'container',
    project: 'project',
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
    caption:
      'The client asks port 8080 of the host. A DNAT rule puts the container’s address in, and the answer leaves with the host’s address again.',
    next: 'ask from the host itself, where docker-proxy answers.',
  },
  default: {
    title: 'The default bridge',
    text: 'Containers reach each other by address. Names are not known here: the first request fails.',
    caption:
      'box asks for “web” by name. The default bridge has no name server for its containers, so nobody knows that name.',
    next: 'ask for the same container by its address. That works.',
  },
  named: {
    title: 'A network of your own',
    text: 'The embedded DNS server knows containers by name and alias, so a request to “backend” arrives.',
    caption:
      'box asks the embedded DNS server at 127.0.0.11 what “backend” stands for. It is an alias of api, so the request arrives there.',
    next: 'the container’s own name leads to the same address.',
  },
  isolated: {
    title: 'Two separate networks',
    text: 'A friend on the same network gets an answer. What a stranger on another one sends is dropped by the host.',
    caption:
      'stranger sends to web, which is on another network. The host drops it: Docker lets nothing pass from one bridge to another.',
    next: 'put stranger on the same network, and send again.',
  },
  proxy: {
    title: 'A proxy in front of a private network',
    text: 'Only the proxy is published. The app behind it sits on an internal network and has no way out.',
    caption:
      'proxy is on both networks, so it finds app by name on the private one. From outside there is no other way to app.',
    next: 'send from app to the internet. An internal network has no way out.',
  },
  host: {
    title: 'The host’s own network',
    text: 'The server listens on the host itself. Nothing is published, and nothing is rewritten.',
    caption: 'web has no network of its own: it listens on the host’s port 80. No rule rewrites the client’s request.',
    next: 'a container reaches it at its gateway, which is the host.',
  },
  macvlan: {
    title: 'Containers as machines on the LAN',
    text: 'With macvlan a container acts like a machine on the LAN. The client gets an answer, the container’s own host does not.',
    caption:
      'host1 asks for the address of its own container, and nobody answers: macvlan keeps a host and its containers apart.',
    next: 'any other machine on the LAN reaches the container.',
  },
  overlay: {
    title: 'One network across two hosts',
    text: 'A swarm and an overlay network: a request to “web” travels inside VXLAN from one host to the other.',
    caption:
      'box asks for web, which runs on the other host. Each frame crosses the LAN inside a UDP packet (VXLAN, port 4789).',
    next: 'send a ping the same way.',
  },
  shop: {
    title: 'A shop: front, back and data',
    text: 'A compose file with three networks: the proxy reaches the app, the app reaches the database, and nobody else does.',
    caption:
      'The client asks port 80 of the host, where the proxy is published. It reaches app by its service name; db is on a network that it is not on.',
    next: 'ask db from app, which is on both networks.',
  },
  sharing: {
    title: 'Two projects that share a network',
    text: 'Two compose projects with one network in common. The second finds the first by its service name there, and nothing else of it.',
    caption:
      'box belongs to the project desk. On the network plaza, which both projects use, “web” is the other project’s service.',
    next: 'db is on the other project’s own network, so its name is not known here.',
  },
  sidecar: {
    title: 'A sidecar in another’s network',
    text: 'With network_mode: service:main a container has the network of another: one address for both, and localhost is common.',
    caption:
      'box asks main at port 8080. There side answers, which has no address of its own: it lives in main’s network.',
    next: 'side shows main’s interface and address as its own.',
  },
  monitoring: {
    title: 'Monitoring beside a service',
    text: 'Prometheus is on both networks and asks web by name. Grafana is published and reaches Prometheus alone.',
    caption:
      'The client asks port 3000 of the host, where grafana is published. It shares a network with prometheus, and none with web.',
    next: 'ask prometheus from grafana, by its service name.',
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

/** What the page is made of. The texts of the licences stand as their authors wrote them. */
export const about = {
  title: 'About Hopscope',
  description: 'It runs in your browser and sends nothing anywhere.',
  packages: 'With parts of {{count}} packages by others',
  failed: 'The list of licences could not be loaded. It is the file licences.json of the built page.',
};
