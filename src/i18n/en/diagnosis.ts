/** One sentence for each kind of `src/diagnosis`: the first thing that decided. */
export const diagnosis = {
  'name-default-bridge':
    'The default bridge network has no name server of its own, so <b>{{place}}</b> cannot find <b>{{target}}</b> by name. Networks that you create resolve names.',
  'name-other-network':
    '<b>{{place}}</b> and <b>{{target}}</b> share no network, and Docker’s name server only answers for names on networks that the asker is on.',
  'name-stopped': 'The container <b>{{target}}</b> is stopped, and names of stopped containers are not resolved.',
  'name-not-started':
    'The container <b>{{target}}</b> has not been started yet, and only names of running containers are resolved.',
  'name-outside':
    'Container names are known on their networks only: <b>{{place}}</b> asks the name server <m>{{server}}</m>, which has never heard of <b>{{name}}</b>.',
  'name-misspelt': 'There is no <b>{{name}}</b>. Did you mean <b>{{near}}</b>?',
  'name-not-in-lab': 'This lab’s internet does not know <b>{{name}}</b>. The names that it has: <m>{{known}}</m>.',
  'name-unknown':
    'The name server <m>{{server}}</m> says that <b>{{name}}</b> does not exist, and no container has that name.',
  'dns-internal':
    'Docker’s name server does not know <b>{{name}}</b> and would have to ask others, but <b>{{place}}</b> is only on the internal network <b>{{network}}</b>, which has no way out.',
  'dns-server':
    'The name server <m>{{server}}</m> that <b>{{place}}</b> asks does not answer, so <b>{{name}}</b> cannot be resolved.',
  'sender-stopped': 'The container <b>{{place}}</b> is stopped, so no command can run in it.',
  'sender-not-started': 'The container <b>{{place}}</b> has not been started yet, so no command can run in it.',
  paused:
    '<b>{{place}}</b> is paused: its kernel accepts connections, but its process is frozen and will not read from them.',
  silent:
    'The connection to port <m>{{port}}</m> of <b>{{place}}</b> stands, but <b>{{program}}</b> never says anything on it.',
  'nothing-listens':
    'Nothing listens on {{protocol}} port <m>{{port}}</m> of <b>{{place}}</b>, so its kernel refuses. Ports that are open there: <m>{{open}}</m>.',
  'nothing-listens-at-all':
    'Nothing listens on {{protocol}} port <m>{{port}}</m> of <b>{{place}}</b>, so its kernel refuses. No {{protocol}} port is open there.',
  'wrong-container-port':
    'Port <m>{{hostPort}}</m> is published to port <m>{{port}}</m> of <b>{{place}}</b>, where nothing listens. The server there listens on <m>{{open}}</m>.',
  'loopback-only':
    '<b>{{program}}</b> listens on <m>{{address}}:{{port}}</m> only, which nobody outside of <b>{{place}}</b> can reach.',
  'other-address':
    '<b>{{program}}</b> of <b>{{place}}</b> listens on port <m>{{port}}</m> of <m>{{address}}</m> only, not on the address that was asked.',
  'published-loopback':
    'Port <m>{{port}}</m> of <b>{{target}}</b> is published on <m>{{address}}</m> only, so nobody outside of <b>{{place}}</b> can reach it.',
  'published-elsewhere':
    'Port <m>{{port}}</m> of <b>{{target}}</b> is published on <m>{{address}}</m> only, not on the address that was asked.',
  'published-stopped':
    'Port <m>{{port}}</m> would be published by <b>{{target}}</b>, but that container is stopped: there is neither a DNAT rule nor a docker-proxy for it.',
  'published-not-started':
    'Port <m>{{port}}</m> would be published by <b>{{target}}</b>, but that container has not been started yet: there is neither a DNAT rule nor a docker-proxy for it.',
  'publishing-broken':
    'Port <m>{{port}}</m> is published by <b>{{target}}</b>, but somebody has removed its DNAT rule and its docker-proxy on <b>{{place}}</b>.',
  'not-published':
    '<b>{{target}}</b> listens on port <m>{{port}}</m>, but that port is not published on port <m>{{port}}</m> of <b>{{place}}</b>.',
  'only-exposed':
    '<b>{{target}}</b> exposes port <m>{{port}}</m>, as its image or <m>--expose</m> says, but that publishes nothing: no port of <b>{{place}}</b> leads there. <m>-p</m> publishes.',
  isolation:
    '<b>{{sender}}</b> is on network <b>{{from}}</b> and <b>{{target}}</b> on <b>{{network}}</b>: Docker keeps bridge networks apart by this rule.',
  'icc-off':
    'Containers on <b>{{network}}</b> may not talk to each other: it was created with <m>enable_icc=false</m>, which makes this rule.',
  'direct-access':
    'The address of <b>{{target}}</b> can be used on its own network <b>{{network}}</b> and on its host only: with this rule Docker drops what comes to it from elsewhere.',
  'internal-network':
    '<b>{{place}}</b> is only on the internal network <b>{{network}}</b>, which has no way to <m>{{destination}}</m>.',
  'internal-target':
    'The network <b>{{network}}</b> is internal: only its own members and its host reach <m>{{destination}}</m>, and <b>{{place}}</b> is not on it.',
  'docker-user':
    'Rule {{number}} of chain <b>DOCKER-USER</b> on <b>{{place}}</b> stops the packet. That chain is for your own rules and is asked before all of Docker’s.',
  rule: 'Rule {{number}} of chain <b>{{chain}}</b> in the <m>{{table}}</m> table of <b>{{place}}</b> stops the packet.',
  policy:
    'No rule of chain <b>{{chain}}</b> on <b>{{place}}</b> lets the packet through, and the chain’s policy is <b>DROP</b>.',
  'network-none': '<b>{{place}}</b> was started with <m>--network none</m>: it has nothing but its loopback device.',
  'no-default-route':
    '<b>{{place}}</b> has no default route, so nothing leads to <m>{{destination}}</m>. It should go by <m>{{via}}</m>.',
  'not-in-lab':
    'Nobody here has <m>{{destination}}</m>: this lab’s internet is small. The addresses that it has: <m>{{addresses}}</m>.',
  'no-route': 'No route of <b>{{place}}</b> leads to <m>{{destination}}</m>.',
  'no-return-route':
    'The request arrived, but the answer is lost: <b>{{place}}</b> has no route back to <m>{{destination}}</m>.',
  'no-masquerade':
    'The request left <b>{{host}}</b> with the container’s own address <m>{{destination}}</m>, because no rule masquerades <b>{{network}}</b>. <b>{{place}}</b> has no route back to it.',
  'refusing-route': 'The route <m>{{route}}</m> of <b>{{place}}</b> refuses what goes to <m>{{destination}}</m>.',
  'container-subnet':
    '<m>{{destination}}</m> belongs to the network <b>{{network}}</b> inside <b>{{host}}</b>. Outside that host nobody knows a route to it: <b>{{place}}</b> gives up.',
  'wrong-gateway':
    'The route <m>{{route}}</m> of <b>{{place}}</b> leads to <m>{{ip}}</m>, which nobody has. The gateway of its network is <m>{{gateway}}</m>.',
  'address-missing':
    'Docker gave <m>{{ip}}</m> to <m>{{device}}</m> of <b>{{place}}</b>, but the address has been removed, so nobody answers for it.',
  'unused-address':
    '<b>{{place}}</b> asks on <m>{{device}}</m> who has <m>{{ip}}</m>, and nobody answers: no one has that address.',
  'address-stopped':
    'Nobody has <m>{{ip}}</m> now: <b>{{target}}</b> on the network <b>{{network}}</b> is stopped, and a stopped container gives its address back.',
  'address-not-started':
    'Nobody has <m>{{ip}}</m> yet: <b>{{target}}</b> on the network <b>{{network}}</b> has not been started, and a container gets its address when it starts.',
  'host-to-stacked':
    'The {{driver}} interface of <b>{{target}}</b> sits on <m>{{device}}</m> of <b>{{place}}</b>. What the host itself sends goes out on the wire and never up to the interfaces on top of it: the rest of the LAN reaches <b>{{target}}</b>, its own host does not.',
  'stacked-to-host':
    'The {{driver}} interface of <b>{{target}}</b> sits on <m>{{device}}</m> of <b>{{place}}</b>. What it sends goes out on the wire and never down to the host itself: <b>{{target}}</b> reaches the rest of the LAN, but not its own host.',
  'not-on-link':
    '<b>{{place}}</b> takes <m>{{ip}}</m> for a neighbour on <m>{{device}}</m>, but <b>{{target}}</b>, which has it, is not on that wire.',
  'swarm-inactive':
    '<b>{{place}}</b> is in no swarm, and overlay networks and services belong to swarms. It can begin one of its own.',
  'swarm-worker':
    '<b>{{place}}</b> is only a worker of its swarm: networks and services of a swarm are created on a manager, here <b>{{manager}}</b>.',
  'overlay-not-attachable':
    'The overlay network <b>{{network}}</b> is for services: containers may join it by hand only if it was created with <m>--attachable</m>.',
  'other-vlan':
    'The frames of <b>{{place}}</b> leave <b>{{host}}</b> by <m>{{device}}</m> with the tag of VLAN {{id}}, and nobody in that VLAN has the address <m>{{ip}}</m>.',
  'tunnel-blocked':
    'Rule {{number}} of chain <b>{{chain}}</b> on <b>{{place}}</b> stops UDP port <m>{{port}}</m>: through it the hosts of a swarm carry the packets of their overlay networks to each other (VXLAN).',
  'link-down': 'The device <m>{{device}}</m> of <b>{{place}}</b> is down.',
  'forwarding-off':
    'The packet is for somebody else, and <b>{{place}}</b> does not forward packets: <m>{{name}}</m> is 0.',
  'reverse-path':
    'The packet came in by <m>{{device}}</m>, but the route back to <m>{{source}}</m> leads out of another device. With <m>{{name}} = {{value}}</m>, <b>{{place}}</b> drops such packets.',
  martian:
    'A packet with these addresses may not come in by <m>{{device}}</m> of <b>{{place}}</b>: <m>{{name}}</m> is {{value}}.',
  'echo-ignored': '<b>{{place}}</b> is set not to answer pings: <m>{{name}}</m> is {{value}}.',
  'path-mtu':
    '<b>{{place}}</b> was told by an ICMP error that packets to <m>{{destination}}</m> may have {{mtu}} octets at most, and believes it for ten minutes.',
  mtu: 'The packet may not be cut and is larger than <m>{{device}}</m> of <b>{{place}}</b> takes: its MTU is {{mtu}} octets.',
  ttl: 'The packet was sent with a TTL of {{ttl}}, which ran out at <b>{{place}}</b>, before <m>{{destination}}</m>.',
  loop: 'The packet went round in circles until its TTL ran out at <b>{{place}}</b>.',
};

export const why = {
  title: 'Why?',
  failed: 'Why it failed',
  run: 'Fix: {{commands}}',
  instead: 'Instead: {{commands}}',
  fixed: 'Done: {{commands}}',
  fix: 'Fix',
  insteadShort: 'Instead',
  again: 'Try again',
  show: 'Show where',
  hidden: 'It fails here. Why?',
  reveal: 'Show the answer',
  noFix: 'There is nothing to run here that would help.',
};
