import type { GlossaryEntry } from '../shape.ts';

/** The terms that the page uses, each explained in a sentence or two. */
export const glossary = {
  alias: {
    term: 'network alias',
    also: ['alias', 'aliases'],
    text: 'Another name by which a container is found on one network. Several containers may share one, and Docker’s name server then gives all their addresses.',
  },
  ack: {
    term: 'ACK',
    text: 'A TCP flag: “I have got what you sent”. The third packet of a TCP handshake is a plain ACK.',
  },
  arp: {
    term: 'ARP',
    text: 'How IPv4 finds the MAC address of an IP address on the same link: a question to everybody, and an answer from the one that has it.',
  },
  bridge: {
    term: 'bridge',
    also: ['bridges'],
    text: 'A switch made of software inside the kernel. Docker makes one for each network of the bridge driver and plugs every container of it in.',
  },
  broadcast: { term: 'broadcast', text: 'A frame or packet for everybody on the link. ARP questions are sent so.' },
  chain: {
    term: 'chain',
    also: ['chains'],
    text: 'A list of firewall rules that a packet is checked against from the first to the last. A rule may jump to another chain.',
  },
  cidr: {
    term: 'CIDR',
    text: 'The way to write a range of addresses: 172.17.0.0/16 means all addresses whose first 16 bits are those of 172.17.',
  },
  conntrack: {
    term: 'conntrack',
    also: ['connection tracking'],
    text: 'The kernel’s memory of all flows that pass. With it the firewall knows an answer from a new request, and NAT is undone for answers.',
  },
  container: {
    term: 'container',
    also: ['containers'],
    text: 'Processes with a file system and a network namespace of their own, on the kernel of the host.',
  },
  defaultRoute: {
    term: 'default route',
    text: 'The route for all destinations that no other route matches, usually to a gateway.',
  },
  dnat: {
    term: 'DNAT',
    text: 'Destination NAT: the address or port that a packet goes to is replaced. Publishing a port works by it: the host’s port becomes the container’s.',
  },
  dns: {
    term: 'DNS',
    also: ['DNS server', 'name server'],
    text: 'The system that turns names into addresses. A program asks a DNS server, which is listed in /etc/resolv.conf.',
  },
  docker0: {
    term: 'docker0',
    text: 'The bridge of Docker’s default network. Containers are plugged in there when no network is chosen.',
  },
  dockerProxy: {
    term: 'docker-proxy',
    text: 'A small program of Docker for each published port. It accepts what DNAT leaves alone, such as connections to 127.0.0.1 on the host, and passes them on to the container.',
  },
  dockerUser: {
    term: 'DOCKER-USER',
    text: 'A chain for your own rules about traffic to and from containers. It is checked before Docker’s own rules.',
  },
  echo: {
    term: 'echo request',
    also: ['echo requests', 'ping'],
    text: 'What ping sends: an ICMP message that asks for an answer. The kernel of the other end answers it by itself.',
  },
  embeddedDns: {
    term: 'embedded DNS',
    also: ['127.0.0.11'],
    text: 'Docker’s own name server, at 127.0.0.11 inside every container on a network that you created. It knows containers by name and asks others about the rest.',
  },
  ephemeralPort: {
    term: 'ephemeral port',
    also: ['ephemeral ports'],
    text: 'The port that the kernel picks for the side that opens a connection, usually from 32768 to 60999.',
  },
  expose: {
    term: 'expose',
    also: ['exposes', 'exposed'],
    text: 'A note on an image or container about the ports its program uses. It opens nothing to the outside: that takes publishing.',
  },
  fin: {
    term: 'FIN',
    text: 'A TCP flag: “I have nothing more to send”. Each side closes its direction of the connection with one.',
  },
  flood: {
    term: 'flood',
    also: ['floods', 'flooding'],
    text: 'What a switch or bridge does with a frame when it does not know where the destination is: it sends it out of every other port.',
  },
  forward: {
    term: 'FORWARD',
    text: 'The hook for packets that pass through a machine on their way to another, such as from the LAN to a container.',
  },
  forwardingTable: {
    term: 'forwarding table',
    text: 'A bridge’s list of which MAC address is behind which port, learned from the frames that come in.',
  },
  fragment: {
    term: 'fragment',
    also: ['fragments'],
    text: 'A piece of a packet that was cut because it is larger than the MTU. The receiver puts the pieces together.',
  },
  frame: {
    term: 'frame',
    also: ['frames'],
    text: 'What travels on a link: a packet with the MAC addresses of its sender and of the next receiver in front.',
  },
  gateway: {
    term: 'gateway',
    also: ['gateways'],
    text: 'The router that a machine gives packets to when the destination is not on its own network. For a container it is the address of the bridge on the host.',
  },
  hairpin: {
    term: 'hairpin',
    text: 'A packet that goes back out of the port it came in by: a container asks for its own published port and so reaches itself.',
  },
  hook: {
    term: 'hook',
    also: ['hooks'],
    text: 'A point on a packet’s way through the kernel where netfilter checks it: PREROUTING, INPUT, FORWARD, OUTPUT or POSTROUTING.',
  },
  host: { term: 'Docker host', text: 'The machine that runs Docker Engine and its containers.' },
  icmp: {
    term: 'ICMP',
    text: 'The protocol for messages about the network itself: pings, and errors such as “destination unreachable”.',
  },
  ingress: {
    term: 'ingress',
    text: 'The overlay network of a swarm that carries requests for published service ports from the host asked to a host with a task.',
  },
  input: { term: 'INPUT', text: 'The hook for packets that are for this machine itself.' },
  interface: {
    term: 'interface',
    also: ['interfaces'],
    text: 'Where a machine or container is plugged into a network, real or virtual. It has a name such as eth0, a MAC address and usually an IP address.',
  },
  internalNetwork: {
    term: 'internal network',
    also: ['internal'],
    text: 'A Docker network whose containers reach each other but nothing outside, and nobody outside reaches them.',
  },
  ipForward: {
    term: 'ip_forward',
    also: ['net.ipv4.ip_forward'],
    text: 'The kernel setting that decides whether a machine passes on packets that are for others. Docker turns it on.',
  },
  iptables: {
    term: 'iptables',
    also: ['ip6tables'],
    text: 'The command that lists and changes the kernel’s firewall and NAT rules. Docker writes its rules with it.',
  },
  ipvlan: {
    term: 'ipvlan',
    text: 'A network driver whose containers sit on an interface of the host and share its MAC address: on the LAN each is an address of its own.',
  },
  ipvs: {
    term: 'IPVS',
    text: 'The load balancer in the kernel. A swarm uses it to spread the connections to a service over its tasks.',
  },
  lan: {
    term: 'LAN',
    text: 'The local network that the machines are plugged into. Here it is one switch with the subnet 192.168.65.0/24.',
  },
  loopback: {
    term: 'loopback',
    also: ['127.0.0.1'],
    text: 'The interface lo, by which a machine or container talks to itself. 127.0.0.1 is its address, a different one in each namespace.',
  },
  mac: {
    term: 'MAC address',
    also: ['MAC addresses'],
    text: 'The address of an interface on its link, six octets such as 02:42:ac:11:00:02. It says who gets the frame next, not where the packet ends.',
  },
  macvlan: {
    term: 'macvlan',
    text: 'A network driver whose containers sit on an interface of the host with a MAC address each, like machines on the LAN.',
  },
  masquerade: {
    term: 'MASQUERADE',
    also: ['masquerade', 'masquerades'],
    text: 'SNAT to the address of whatever interface the packet leaves by. So containers reach the outside under the address of their host.',
  },
  mtu: {
    term: 'MTU',
    text: 'The size of the largest packet that an interface sends in one piece, usually 1500 octets.',
  },
  namespace: {
    term: 'network namespace',
    also: ['namespace', 'namespaces'],
    text: 'A network stack of its own inside one kernel: interfaces, addresses, routes, firewall rules and sockets. Each container has one.',
  },
  nat: {
    term: 'NAT',
    also: ['address translation'],
    text: 'Replacing addresses or ports in packets that pass, and putting them back in the answers.',
  },
  neighbour: {
    term: 'neighbour table',
    also: ['neighbour'],
    text: 'A machine’s list of the MAC addresses of IP addresses on its links, learned by ARP (for IPv6 by neighbour discovery).',
  },
  netfilter: {
    term: 'netfilter',
    text: 'The part of the Linux kernel that checks, drops and rewrites packets. iptables is its command.',
  },
  nic: { term: 'NIC', text: 'The network card of a machine: its interface to the LAN, here eth0.' },
  output: { term: 'OUTPUT', text: 'The hook for packets that this machine sends itself.' },
  overlay: {
    term: 'overlay network',
    also: ['overlay', 'overlay networks'],
    text: 'One network across all hosts of a swarm. Frames between hosts travel inside VXLAN packets.',
  },
  packet: {
    term: 'packet',
    also: ['packets'],
    text: 'A piece of traffic with the IP address it comes from and the one it goes to.',
  },
  policy: {
    term: 'policy',
    also: ['policies'],
    text: 'What a built-in chain does with a packet that no rule has decided about: ACCEPT or DROP.',
  },
  port: {
    term: 'port',
    also: ['ports'],
    text: 'A number by which TCP and UDP tell the programs of one address apart. (A bridge’s port is something else: where an interface is plugged in.)',
  },
  publish: {
    term: 'published port',
    also: ['published ports', 'publish a port', 'published', 'publishes'],
    text: 'A port of the host that leads to a port of a container, as docker run -p 8080:80 makes it: by a DNAT rule and docker-proxy.',
  },
  postrouting: {
    term: 'POSTROUTING',
    text: 'The last hook before a packet leaves a machine. Here SNAT and MASQUERADE replace the source.',
  },
  prerouting: {
    term: 'PREROUTING',
    text: 'The first hook for a packet that arrives, before routing. Here DNAT replaces the destination.',
  },
  promiscuous: {
    term: 'promiscuous',
    text: 'A mode in which an interface takes all frames, also those for other MAC addresses. Ports of a bridge are in it.',
  },
  route: {
    term: 'route',
    also: ['routes'],
    text: 'An entry of the routing table: for which destinations a packet leaves by which interface and to which gateway. The longest matching prefix wins.',
  },
  router: {
    term: 'router',
    also: ['routers'],
    text: 'A machine that passes packets on between networks. Here it joins the LAN to the internet.',
  },
  routing: {
    term: 'routing',
    text: 'Choosing by the routing table whether a packet is for this machine, and else by which interface and to whom it goes next.',
  },
  routingMesh: {
    term: 'routing mesh',
    text: 'In a swarm every host takes requests for a published service port, and passes them on to a host with a task.',
  },
  rpFilter: {
    term: 'rp_filter',
    also: ['reverse path filter'],
    text: 'The kernel setting by which a machine drops packets whose answer would leave by another interface than the one they came in by.',
  },
  rst: {
    term: 'RST',
    text: 'A TCP flag that ends a connection at once. A closed port answers a SYN with it: the connection is refused.',
  },
  rule: {
    term: 'rule',
    also: ['rules'],
    text: 'An entry of a chain: which packets it is for, and what is done with them, such as ACCEPT, DROP or DNAT.',
  },
  snat: {
    term: 'SNAT',
    text: 'Source NAT: the address or port that a packet comes from is replaced, so that answers come back to the machine that did it.',
  },
  socket: {
    term: 'socket',
    also: ['sockets'],
    text: 'The end of a connection inside a machine, by which a program sends and receives. A server’s socket listens on a port.',
  },
  stp: {
    term: 'STP',
    also: ['spanning tree'],
    text: 'The protocol by which bridges agree which links to leave out so that frames do not go round in circles. Docker’s bridges have it off.',
  },
  subnet: {
    term: 'subnet',
    also: ['subnets'],
    text: 'The range of addresses of one network, such as 172.17.0.0/16. Its members reach each other without a router.',
  },
  swarm: {
    term: 'swarm',
    also: ['swarms'],
    text: 'Several Docker hosts that work as one. Managers keep its networks and services; tasks of a service run on any host.',
  },
  switch: {
    term: 'switch',
    also: ['switches'],
    text: 'A device that joins the cables of a LAN and sends each frame to the port where its destination is.',
  },
  syn: {
    term: 'SYN',
    also: ['SYN-ACK'],
    text: 'The first packet of a TCP connection. The other end answers with SYN-ACK if the port is open, and with RST if it is closed.',
  },
  sysctl: {
    term: 'sysctl',
    text: 'A setting of the kernel, such as net.ipv4.ip_forward, and the command that reads and changes it.',
  },
  table: {
    term: 'nat table',
    also: ['filter table'],
    text: 'The table of netfilter with the chains that rewrite addresses. Only the first packet of a connection is checked against it. The chains that let through or drop are in the filter table.',
  },
  tcp: {
    term: 'TCP',
    text: 'The protocol of connections: opened with a handshake, everything arrives in order or is sent again. HTTP runs over it.',
  },
  ttl: {
    term: 'TTL',
    text: 'A number in each packet that every router makes smaller by one. At 0 the packet is dropped, so none goes round for ever.',
  },
  udp: {
    term: 'UDP',
    text: 'The protocol of single messages: no connection, no promise that one arrives. DNS and VXLAN use it.',
  },
  veth: {
    term: 'veth',
    also: ['veth pair'],
    text: 'A virtual cable: two interfaces, and what goes in at one comes out at the other. One end is the container’s eth0, the other a port of the bridge.',
  },
  vip: {
    term: 'VIP',
    also: ['virtual IP'],
    text: 'The one address of a swarm service. IPVS gives each connection to it to one of the tasks.',
  },
  vlan: {
    term: 'VLAN',
    text: 'Several separate networks over one cable: each frame carries a tag with the number of its network.',
  },
  vxlan: {
    term: 'VXLAN',
    text: 'A way to carry whole frames inside UDP packets (port 4789), so that one network can span hosts. Overlay networks use it.',
  },
} satisfies Readonly<Record<string, GlossaryEntry>>;
