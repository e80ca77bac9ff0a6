export const inspector = {
  label: 'Inspector',
  hide: 'Hide the inspector',
  backToHop: 'Back to the hop',
  backToLab: 'Back to the lab',
  hopTitle: 'Hop {{number}} of {{count}} · {{stage}}',
  packets_one: '{{count}} packet',
  packets_other: '{{count}} packets',
  before: 'before:',
  after: 'after:',
  lab: 'The lab',
  labHint: 'A host with Docker Engine 28.5.2 and a client on one LAN, and a router to the internet.',
  machines: 'Machines',
  networks: 'Networks',
  containers: 'Containers',
  noContainers: 'None yet.',
  container: 'Container',
  network: 'Network',
  published: 'Published ports',
  interfaces: 'Interfaces',
  routes: 'Routes',
  internal: 'internal',
  masqueraded: 'NAT to the host’s address',
  noTalk: 'blocked',
};

export const evidence = {
  rule: 'Matched rule',
  policy: 'Chain policy',
  route: 'Route',
  forwarding: 'Forwarding table',
  neighbour: 'Neighbour table',
  socket: 'Socket',
  setting: 'Kernel setting',
};

export const stage = {
  in: 'in at {{device}}',
  out: 'out of {{device}}',
  bridge: 'bridge',
  neighbour: 'neighbour table',
  routing: 'routing',
  conntrack: 'conntrack',
  socket: 'socket',
};

export const field = {
  source: 'source',
  destination: 'destination',
  sourcePort: 'source',
  destinationPort: 'destination',
  identifier: 'identifier',
  sequence: 'sequence',
  data: 'data',
  about: 'about',
  sender: 'sender',
  target: 'target',
  question: 'question',
  answer: 'answer',
  mark: 'mark',
  length: 'octets',
  image: 'image',
  command: 'command',
  id: 'id',
  exposes: 'exposes',
  address: 'address',
  address6: 'IPv6',
  gateway: 'gateway',
  hostInterface: 'on the host',
  names: 'DNS names',
  subnet: 'subnet',
  bridge: 'bridge',
  outside: 'outside',
  talk: 'between them',
};

export const state = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  exited: 'stopped, exit code {{code}}',
  removing: 'being removed',
  dead: 'dead',
  short: {
    created: 'created',
    running: 'running',
    paused: 'paused',
    restarting: 'restarting',
    exited: 'stopped',
    removing: 'being removed',
    dead: 'dead',
  },
};

export const machine = {
  host: 'Docker host',
  client: 'LAN client',
  router: 'router',
  internet: 'internet',
};

export { diagnosis, why } from './diagnosis.ts';
export { events } from './timeline.ts';
