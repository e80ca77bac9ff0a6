/** The moments of a story, a sentence each. `<b>` is strong, `<m>` is mono. */
export const story = {
  send: {
    tcp: '<b>{{from}}</b> opens a TCP connection to <m>{{to}}</m>: it sends a SYN.',
    udp: '<b>{{from}}</b> sends a UDP datagram to <m>{{to}}</m>.',
    echo: '<b>{{from}}</b> sends an echo request to <m>{{to}}</m>.',
    icmp: '<b>{{from}}</b> sends an ICMP message to <m>{{to}}</m>.',
    by: 'That address is on no network of its own, so the packet goes to the gateway <m>{{via}}</m>.',
    byServer: 'The server is on no network of its own, so the question goes to the gateway <m>{{via}}</m>.',
  },
  name: {
    asks: '<b>{{from}}</b> asks the DNS server <m>{{server}}</m> for the address of <m>{{name}}</m>.',
    asksReverse: '<b>{{from}}</b> asks the DNS server <m>{{server}}</m> for the name of <m>{{name}}</m>.',
    asksRecord: '<b>{{from}}</b> asks the DNS server <m>{{server}}</m> for the {{type}} record of <m>{{name}}</m>.',
    forwards: 'That server does not know it, so it asks <m>{{other}}</m>.',
    found: 'The answer is <m>{{answer}}</m>.',
    none: 'The answer is that there is no such name (NXDOMAIN).',
    nameless: 'The answer is that it has none (NXDOMAIN).',
    empty: 'The answer is that this name has no {{type}} record.',
    failed: 'The answer is that the server could not find out ({{status}}).',
    silent: 'No answer comes.',
  },
  neighbour: {
    found: '<b>{{from}}</b> asks on its link who has <m>{{ip}}</m>. <b>{{who}}</b> answers with its MAC address.',
    proxied:
      '<b>{{from}}</b> asks on its link who has <m>{{ip}}</m>. <b>{{who}}</b> answers for <b>{{target}}</b>, which is on another host, with the MAC address of <b>{{target}}</b>.',
    none: '<b>{{from}}</b> asks on its link who has <m>{{ip}}</m>. Nobody answers.',
  },
  route: {
    default: '<b>{{place}}</b> passes the packet on by its default route, to the gateway <m>{{via}}</m>.',
    to: '<b>{{place}}</b> passes the packet on by its route to <m>{{route}}</m>, to the gateway <m>{{via}}</m>.',
    byRule: 'Rule {{rule}} of <b>{{place}}</b> chose the routing table <m>{{table}}</m>.',
  },
  rewrite: {
    destination:
      '<b>{{place}}</b> changes the destination: rule {{number}} of chain <m>{{chain}}</m> turns <m>{{before}}</m> into <m>{{after}}</m> ({{target}}).',
    source:
      '<b>{{place}}</b> changes the source: rule {{number}} of chain <m>{{chain}}</m> turns <m>{{before}}</m> into <m>{{after}}</m> ({{target}}).',
    known:
      '<b>{{place}}</b> knows this connection and turns <m>{{before}}</m> into <m>{{after}}</m>, as for its first packet (conntrack).',
    balanced: 'The load balancer on <b>{{place}}</b> gives the connection to the task at <m>{{after}}</m> (IPVS).',
  },
  rule: '<b>{{place}}</b> lets the packet through: rule {{number}} of chain <m>{{chain}}</m> accepts it.',
  bridge: {
    known: 'The bridge <m>{{bridge}}</m> sends the frame out of <m>{{port}}</m>, towards <b>{{to}}</b>.',
    tunnel: 'The bridge <m>{{bridge}}</m> sends the frame out of <m>{{port}}</m>, into the tunnel to <b>{{to}}</b>.',
    flood: 'The bridge does not know yet where that MAC address is, and sends the frame out of every port.',
  },
  encapsulate: '<b>{{place}}</b> puts the whole frame into a VXLAN packet to <b>{{to}}</b>, <m>{{remote}}</m>.',
  decapsulate: '<b>{{place}}</b> takes the frame out of the VXLAN packet.',
  arrive: {
    program:
      'The packet has arrived: <b>{{program}}</b> on <b>{{place}}</b> listens on {{protocol}} port <m>{{port}}</m>.',
    socket: 'The packet has arrived at the socket of <b>{{place}}</b> that waits for it.',
    echo: 'The packet has arrived: the kernel of <b>{{place}}</b> answers echo requests by itself.',
  },
  proxy:
    '<b>{{program}}</b> on <b>{{place}}</b> opens a connection of its own to <m>{{to}}</m> and passes on what it is sent.',
  answer: {
    back: 'The answer comes back to <b>{{to}}</b>.',
    undone:
      'The answer comes back to <b>{{to}}</b>. On its way <b>{{place}}</b> puts back what it had changed: <m>{{before}}</m> is <m>{{after}}</m> again.',
    refused: '<b>{{from}}</b> answers that the port is closed: the connection is refused.',
    error: '<b>{{from}}</b> tells <b>{{to}}</b> by ICMP what went wrong: {{type}}.',
    errorInside: 'The kernel of <b>{{from}}</b> tells the program that sent it what went wrong: {{type}}.',
    lost: 'The answer does not get back.',
  },
  handshake: {
    back: 'SYN-ACK comes back and ACK goes out: the connection stands.',
    undone:
      'SYN-ACK comes back, <b>{{place}}</b> turns <m>{{before}}</m> back into <m>{{after}}</m>, and ACK goes out: the connection stands.',
    lost: 'The answer to the SYN does not get back.',
  },
  data: {
    http: '<b>{{program}}</b> gets the request <m>{{request}}</m> and answers with status {{status}}.',
    any: 'Data goes over the connection.',
  },
  close: {
    fin: 'Both ends close the connection: FIN and ACK, each way.',
    reset: '<b>{{from}}</b> resets the connection.',
  },
  retry: 'Nothing has come back, so <b>{{from}}</b> sends it again.',
  again: {
    one: 'One more packet of the same kind follows.',
    more: 'More of the same kind follows, {{count}} packets.',
  },
  sameEnd: 'It is dropped by <b>{{place}}</b> again, for the same reason.',
  packet: '<m>{{packet}}</m> goes from <b>{{from}}</b> to <b>{{place}}</b>.',
  packetInside: '<m>{{packet}}</m> stays inside <b>{{place}}</b>.',
  /** What comes next, in a few words that do not say how it goes. */
  next: {
    send: 'a packet from <b>{{from}}</b>',
    name: '<b>{{from}}</b> looks for a name',
    neighbour: '<b>{{from}}</b> looks for a MAC address',
    route: 'the routes of <b>{{place}}</b>',
    rewrite: 'NAT on <b>{{place}}</b>',
    rule: 'the rules of <b>{{place}}</b>',
    bridge: 'a bridge',
    encapsulate: 'into the tunnel',
    decapsulate: 'out of the tunnel',
    arrive: 'the packet is at <b>{{place}}</b>',
    proxy: 'a program in between',
    answer: 'the answer',
    handshake: 'the rest of the TCP handshake',
    data: 'data over the connection',
    close: 'the connection is closed',
    retry: '<b>{{from}}</b> tries once more',
    again: 'more of the same',
    drop: 'what <b>{{place}}</b> does with the packet',
    packet: '<m>{{packet}}</m> from <b>{{from}}</b>',
  },
};
