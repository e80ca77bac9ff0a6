export const dialog = {
  command: 'The command this runs',
  copy: 'Copy the command',
  cancel: 'Cancel',
  close: 'Close',
  failed: 'The command failed and said nothing.',
  host: 'Host',
};

export const container = {
  title: 'Add a container',
  description: 'It starts at once on {{host}}.',
  action: 'Add container',
  image: 'Image',
  name: 'Name',
  nameHint: 'Docker makes one up if you leave it empty.',
  network: 'Network',
  networkDefault: 'bridge (default)',
  networkHint: 'Others reach it by address only.',
  networkDns: 'Others on it reach it by name.',
  ports: 'Published ports',
  addPort: 'Publish a port',
  hostPort: 'Host port {{number}}',
  containerPort: 'Container port {{number}}',
  protocol: 'Protocol {{number}}',
  removePort: 'Remove port {{number}}',
  more: 'More options',
  command: 'Command',
  commandHint: 'Runs instead of the image’s own command.',
  alias: 'Network alias',
  aliasHint: 'Another name on a network of your own.',
  environment: 'Environment',
  environmentHint: 'One NAME=value a line.',
};

export const network = {
  title: 'Add a network',
  about: {
    bridge: 'A bridge of its own on the host, with a DNS server for its containers.',
    macvlan: 'Containers sit on an interface of the host, each with its own MAC address: like machines on the LAN.',
    ipvlan: 'Containers sit on an interface of the host and share its MAC address: like machines on the LAN.',
    overlay: 'One network across all hosts of a swarm: VXLAN carries its frames from host to host.',
  },
  action: 'Add network',
  name: 'Name',
  driver: 'Driver',
  needsSwarm: 'This host has to be a swarm manager: docker swarm init.',
  parent: 'Parent',
  parentHint: 'An interface of the host; eth0.10 makes a VLAN.',
  mode: 'Mode',
  modeHint: {
    macvlan: 'bridge lets its containers talk to each other.',
    ipvlan: 'l2 switches, l3 and l3s route.',
  },
  range: 'Range for containers',
  rangeHint: 'A part of the subnet that nothing else on the LAN uses.',
  attachable: 'Attachable',
  attachableHint: 'Containers of docker run may join it, not only services.',
  encrypted: 'Encrypted',
  encryptedHint: 'Between the hosts, by IPsec.',
  subnet: 'Subnet',
  subnetHint: 'Docker chooses one if you leave it empty.',
  gateway: 'Gateway',
  gatewayHint: 'Usually the first address of the subnet.',
  internal: 'Internal',
  internalHint: 'Containers on it cannot reach anything outside.',
  talk: 'Containers may talk to each other',
  talkHint: 'If off, only published ports are open.',
};

export const connect = {
  title: 'Connect {{name}} to a network',
  description: 'It gets one more interface, with an address of that network.',
  noneLeft: 'It is on every network already. Add another network first.',
  action: 'Connect',
  network: 'Network',
};

export const send = {
  title: 'Send',
  description: 'Watch it on its way, hop by hop.',
  action: 'Send',
  from: 'From',
  to: 'To',
  swap: 'Swap the two ends',
  kind: 'What',
  kinds: {
    curl: 'HTTP request',
    ping: 'Ping',
    dns: 'DNS question',
  },
  name: 'Name to ask for',
  address: 'Address or name',
  port: 'Port',
  hint: {
    curl: 'Published and exposed ports are suggested.',
    ping: 'One ICMP echo request.',
    dns: 'Asks the DNS server of the place it is sent from.',
  },
  machines: 'Machines',
  containers: 'Containers',
  stopped: '{{name}} (not running)',
};

export const disconnect = {
  title: 'Disconnect {{name}} from a network',
  description: 'Its interface on that network is removed, with its address.',
  action: 'Disconnect',
  network: 'Network',
};

export const rename = {
  title: 'Rename {{name}}',
  description: 'Others on its networks reach it by the new name from now on.',
  action: 'Rename',
  name: 'New name',
};

export const duplicate = {
  title: 'Duplicate {{name}}',
  description: 'Another container with the same options; its host ports are the next free ones.',
  action: 'Duplicate',
  name: 'Name of the duplicate',
};
