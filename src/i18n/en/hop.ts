/** What happened at a hop and why. `<b>` is strong, `<m>` is mono. */
export const hop = {
  device: {
    out: '<b>{{place}}</b> sends the frame out of <m>{{device}}</m>.',
    in: 'The frame arrives at <b>{{place}}</b> on <m>{{device}}</m>.',
    port: 'The frame arrives at port <m>{{device}}</m> of a bridge. It is addressed to another MAC address, so the bridge decides where it goes.',
    outCut:
      '<b>{{place}}</b> sends the packet out of <m>{{device}}</m> in {{pieces}} fragments: no more than {{mtu}} octets go this way at once.',
    inCut: 'The packet arrives at <b>{{place}}</b> on <m>{{device}}</m> in {{pieces}} fragments.',
    loopback: 'The packet stays inside <b>{{place}}</b>: it travels over the loopback device.',
  },
  forwarding: {
    known:
      'The bridge has learned that <m>{{mac}}</m> is behind port <m>{{port}}</m> and forwards the frame there only.',
    broadcast: 'A broadcast concerns everybody, so the bridge sends the frame out of every other port.',
    flood: 'The bridge does not know yet where <m>{{mac}}</m> is, so it sends the frame out of every other port.',
    local: 'The frame is addressed to the bridge itself, so it goes up into the network stack of <b>{{place}}</b>.',
    none: 'The bridge has no other port that this frame could leave by.',
  },
  switch: {
    in: 'The frame arrives at the switch of the <b>LAN</b>, from <b>{{machine}}</b>.',
    out: 'The switch of the <b>LAN</b> sends the frame on to <b>{{machine}}</b>.',
    known:
      'The switch of the <b>LAN</b> has learned that <m>{{mac}}</m> is at <b>{{machine}}</b> and sends the frame there only.',
    broadcast: 'A broadcast concerns everybody, so the switch of the <b>LAN</b> sends the frame to all other machines.',
    flood:
      'The switch of the <b>LAN</b> does not know yet where <m>{{mac}}</m> is, so it sends the frame to all other machines.',
    local: 'The frame is addressed to the router, so the switch of the <b>LAN</b> hands it to <b>{{router}}</b>.',
  },
  vxlan: {
    wraps:
      '<m>{{device}}</m> knows which host has <m>{{mac}}</m>: it wraps the whole frame in VXLAN (network {{vni}}) and UDP, to <m>{{remote}}</m>.',
    unwraps:
      'The VXLAN socket in the kernel of <b>{{place}}</b> gets the packet and takes the frame out, which goes on in the overlay network.',
    answers:
      '<m>{{device}}</m> answers in the name of <m>{{ip}}</m>, so that no question has to cross to the other host: Docker has entered its MAC address <m>{{mac}}</m> here.',
  },
  neighbour: {
    known: 'The neighbour table says that <m>{{ip}}</m> has the MAC address <m>{{mac}}</m>.',
    unknown:
      'The MAC address of <m>{{ip}}</m> is not known yet, so <b>{{place}}</b> asks by ARP and keeps the packet until an answer comes.',
    answered:
      '<m>{{destination}}</m> is an address of <b>{{place}}</b>, so it answers with its MAC address. It notes that <m>{{ip}}</m> is at <m>{{mac}}</m>.',
    learned:
      'The answer has come: <m>{{ip}}</m> is at <m>{{mac}}</m>. <b>{{place}}</b> keeps that in its neighbour table.',
    silent:
      'The question is for <m>{{destination}}</m>, which is not an address of <b>{{place}}</b>, so it stays silent.',
    failed: 'Nobody answered the ARP requests for <m>{{ip}}</m>.',
  },
  route: {
    local: '<m>{{destination}}</m> is an address of <b>{{place}}</b> itself, so the packet is for this machine.',
    direct: 'The route <m>{{route}}</m> matches: the destination is on the network behind <m>{{device}}</m>.',
    via: 'The route <m>{{route}}</m> matches: the packet goes to the gateway <m>{{via}}</m> by <m>{{device}}</m>.',
    directByRule:
      'Rule {{rule}} leads to the table <m>{{table}}</m>, where the route <m>{{route}}</m> matches: the destination is on the network behind <m>{{device}}</m>.',
    viaByRule:
      'Rule {{rule}} leads to the table <m>{{table}}</m>, where the route <m>{{route}}</m> matches: the packet goes to the gateway <m>{{via}}</m> by <m>{{device}}</m>.',
    broadcast: '<m>{{destination}}</m> is a broadcast address here.',
    refused: 'Dropped: rule {{rule}} of the policy routing of <b>{{place}}</b> refuses the packet (<m>{{table}}</m>).',
    none: 'No route of <b>{{place}}</b> leads to <m>{{destination}}</m>.',
  },
  connection: {
    new: 'conntrack has not seen this flow before, so its state is <b>NEW</b>.',
    establishedOriginal: 'conntrack knows this flow and has seen an answer to it, so its state is <b>ESTABLISHED</b>.',
    establishedReply: 'conntrack recognises the answer to a flow that it knows, so its state is <b>ESTABLISHED</b>.',
    related: 'conntrack finds that this packet is about a flow that it knows, so its state is <b>RELATED</b>.',
    invalid: 'conntrack cannot make sense of this packet, so its state is <b>INVALID</b>.',
    untracked: 'This packet is exempt from connection tracking.',
    translated:
      'conntrack knows this flow and translates it as before, from <m>{{before}}</m> to <m>{{after}}</m>: <b>{{target}}</b>. The rules of the nat table are not asked again.',
    reversed:
      'This is an answer, so conntrack undoes the address translation of the request: the sender sees the address that it wrote to.',
  },
  rule: {
    accept: 'Rule {{number}} of chain <b>{{chain}}</b> matches and lets the packet through.',
    return: 'Rule {{number}} of chain <b>{{chain}}</b> matches and leaves this chain.',
    notrack: 'Rule {{number}} of chain <b>{{chain}}</b> matches and exempts the packet from connection tracking.',
    dnat: 'The packet was sent to <m>{{before}}</m>. Rule {{number}} of chain <b>{{chain}}</b> rewrites its destination to <m>{{after}}</m>.',
    snat: 'Rule {{number}} of chain <b>{{chain}}</b> rewrites the source from <m>{{before}}</m> to <m>{{after}}</m>.',
    masquerade:
      'The packet leaves the container network, so rule {{number}} of chain <b>{{chain}}</b> hides the source <m>{{before}}</m> behind <m>{{after}}</m>, the address of the device that it leaves by.',
    redirect:
      'Rule {{number}} of chain <b>{{chain}}</b> redirects the packet from <m>{{before}}</m> to <m>{{after}}</m> on this machine.',
    tell: 'Rule {{number}} of chain <b>{{chain}}</b> matches and tells programs that listen about the packet.',
    log: 'Rule {{number}} of chain <b>{{chain}}</b> matches and writes a line to the kernel log.',
    mark: 'Rule {{number}} of chain <b>{{chain}}</b> matches and marks the packet.',
    set: 'Rule {{number}} of chain <b>{{chain}}</b> matches and changes a set of addresses: <m>{{target}}</m>.',
    adjust: 'Rule {{number}} of chain <b>{{chain}}</b> matches and adjusts the packet: <m>{{target}}</m>.',
    jump: 'Rule {{number}} of chain <b>{{chain}}</b> matches, so chain <b>{{target}}</b> is tried next.',
    count: 'Rule {{number}} of chain <b>{{chain}}</b> matches and only counts the packet.',
  },
  policy: {
    accept: 'No rule of chain <b>{{chain}}</b> decided, so its policy <b>ACCEPT</b> lets the packet through.',
    drop: 'No rule of chain <b>{{chain}}</b> let the packet through, so its policy <b>DROP</b> applies.',
  },
  socket: {
    program: '<b>{{program}}</b> has a {{protocol}} socket on port <m>{{port}}</m>. The packet has arrived.',
    open: 'The packet has arrived at an open {{protocol}} socket, port <m>{{port}}</m>.',
    echo: 'The kernel of <b>{{place}}</b> answers the echo request itself; no program is needed.',
    echoReply: 'The answer to the ping is back at <b>{{place}}</b>.',
    error: '<b>{{place}}</b> learns what became of its packet to <m>{{about}}</m>: {{type}}.',
    refused:
      'Nothing listens on {{protocol}} port <m>{{port}}</m> of <b>{{place}}</b>, so the kernel answers that the port is closed.',
  },
  program: {
    'answers-http': '<b>{{program}}</b> answers <m>{{method}} {{path}}</m> with status {{status}}.',
    answers: '<b>{{program}}</b> answers <m>{{client}}</m>.',
    'answers-dns': '<b>{{program}}</b> answers the question for the {{type}} record of <m>{{name}}</m>.',
    balances:
      'The load balancer <b>IPVS</b> has taken this connection: it goes to the task at <m>{{server}}</m>, whose turn it is.',
    unbalances:
      'The load balancer <b>IPVS</b> puts the service’s address <m>{{service}}</m> in as the source, as if the service itself had answered.',
    'cannot-resolve': '<b>{{program}}</b> cannot resolve <m>{{name}}</m>.',
    'asks-dns':
      '<b>{{program}}</b> does not know that name itself, so it asks <m>{{server}}</m> for the {{type}} record of <m>{{name}}</m>.',
    dials: '<b>{{program}}</b> opens a connection of its own to <m>{{address}}</m> and passes on what it is sent.',
  },
  setting: 'The setting <m>{{name}} = {{value}}</m> of <b>{{place}}</b> decides here.',
  ttl: 'The packet is forwarded, so its TTL falls to {{ttl}}.',
  drop: {
    'link-down': 'Dropped: the device <m>{{device}}</m> of <b>{{place}}</b> is down.',
    'no-carrier': 'Dropped: <m>{{device}}</m> has no carrier, because nothing is up at its other end.',
    'other-host': 'Dropped: the frame is addressed to another MAC address, so <b>{{place}}</b> ignores it.',
    'no-route': 'Dropped: <b>{{place}}</b> has no route to <m>{{destination}}</m>.',
    'unreachable-route': 'Dropped: a route of <b>{{place}}</b> says that <m>{{destination}}</m> cannot be reached.',
    'neighbour-failed':
      'Dropped: nobody answered the ARP requests for the next hop, so the packet cannot be addressed.',
    rule: 'Dropped: rule {{number}} of chain <b>{{chain}}</b> matches and stops the packet.',
    policy: 'Dropped: no rule of chain <b>{{chain}}</b> let the packet through, and its policy is <b>DROP</b>.',
    'forwarding-off': 'Dropped: the packet is for somebody else, and <b>{{place}}</b> does not forward packets.',
    'ttl-expired': 'Dropped: the TTL has run out, so <b>{{place}}</b> does not forward the packet.',
    martian: 'Dropped: a packet with this source or destination may not come in by <m>{{device}}</m>.',
    'no-port': 'Dropped: the bridge has no port to send the frame out of.',
    refused: 'Nothing listens on {{protocol}} port <m>{{port}}</m> of <b>{{place}}</b>, so the packet ends here.',
    'no-socket': 'Dropped: no socket of <b>{{place}}</b> waits for this packet.',
    frozen: 'The container is paused, so its process does not take the packet.',
    'too-big': 'Dropped: the packet is larger than the MTU of the device that it would leave by.',
    queue: 'Dropped: the packet was lost in the queue of <m>{{device}}</m>, as <m>tc qdisc</m> was told.',
    'not-a-listener': 'Dropped: the program there does not speak this protocol.',
    invalid: 'Dropped: the packet makes no sense here.',
    loop: 'Dropped: the packet went round in circles.',
    unknown:
      'What becomes of the packet cannot be told: the rule is the real host’s, and Hopscope does not know all that it asks or does.',
    'no-namespace': 'Dropped: the network namespace at the other end is gone.',
  },
  next: {
    lead: 'Next:',
    out: 'out of <m>{{device}}</m> of <b>{{place}}</b>',
    in: 'in at <m>{{device}}</m> of <b>{{place}}</b>',
    forwarding: 'the bridge chooses the port',
    switch: 'the switch of the <b>LAN</b>',
    neighbour: 'the MAC address of <m>{{ip}}</m> is looked up',
    routeLocal: 'routing finds that the packet is for <b>{{place}}</b>',
    route: 'routing picks <b>{{device}}</b> by <m>{{route}}</m>',
    routeNone: 'routing looks for a way to <m>{{destination}}</m>',
    connection: 'conntrack looks the flow up',
    rule: 'rule {{number}} of chain <b>{{chain}}</b> in <m>{{table}}</m>',
    policy: 'the policy of chain <b>{{chain}}</b> in <m>{{table}}</m>',
    socket: 'a socket of <b>{{place}}</b>',
    program: '<b>{{program}}</b> acts',
    setting: 'the setting <m>{{name}}</m> decides',
    ttl: 'the TTL falls',
    end: 'This is where the story ends.',
    asked: 'The class is asked what comes next.',
  },
};
