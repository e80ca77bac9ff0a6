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
  routed: 'by the host, without NAT',
  onWire: 'on the wire of {{device}}',
  byGateway: 'by docker_gwbridge, with NAT',
  hostStack: 'as the host itself',
  noTalk: 'blocked',
  raw: 'As the tools print it',
  notFoundOut: 'This took too long to find out.',
  nothingPrinted: '(prints nothing)',
  family: 'Family of addresses',
  policy: 'policy',
  noRules: 'No rules.',
  hits_one: 'hit by {{count}} packet of this traffic',
  hits_other: 'hit by {{count}} packets of this traffic',
  ports: 'Ports',
  learned: '{{seconds}} s ago',
  dns: 'DNS server',
  dnsMembers: 'Docker’s name server, at 127.0.0.11 in each member, answers for these names, to members only.',
  dnsNone: 'This network has no name server of its own: its members do not find each other by name.',
  sandbox: 'Sandbox',
  endpoint: 'Endpoint',
  sockets: 'Listening sockets',
  processes: 'Processes',
  connections: 'Connections',
  wayOut: 'way out',
  none: 'none',
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
  switch: 'switch',
  neighbour: 'neighbour table',
  routing: 'routing',
  conntrack: 'conntrack',
  socket: 'socket',
};

export const field = {
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

export const packet = {
  title: 'Packet',
  tree: 'Layers of the packet',
  octets: 'Octets of the packet',
  showOctets: 'Show the octets',
  copy: 'Copy the packet as text',
  added: 'put on here',
  fragments: 'Fragments',
  fragment: 'Fragment {{number}} of {{count}}',
  fragmentBack: 'The fragment before',
  fragmentOn: 'The next fragment',
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
export { matrix } from './matrix.ts';
