/** What the doctor finds: a title, why it is so, and what comes of it. */
export const findings = {
  'database-open': {
    title: '{{database}} is open to everybody',
    reason:
      'Port <m>{{port}}</m> of <b>{{target}}</b> is published on all addresses of its host, and {{database}} usually listens there.',
    risk: 'Whoever reaches the host can try passwords, or needs none. Containers on the same network do not need the published port.',
  },
  'firewall-passed': {
    title: 'The firewall does not close port {{port}}',
    reason:
      'Chain <b>{{chain}}</b> ({{manager}}) refuses port <m>{{port}}</m> to programs of the host. What is published is translated before and forwarded to <b>{{target}}</b>, so that <b>INPUT</b> never sees it.',
    risk: 'The port is open though the firewall’s list says that it is closed.',
  },
  'ipv6-unfiltered': {
    title: 'No rules for IPv6',
    reason:
      'The engine was told not to make rules for IPv6 (<m>ip6tables: false</m>), and <b>{{target}}</b> has the address <m>{{address}}</m>.',
    risk: 'Whoever has a route to that address reaches every port of the container, published or not.',
  },
  'chains-missing': {
    title: 'Docker’s rules have been flushed',
    reason:
      'Chain <b>{{chain}}</b> of <b>{{host}}</b> has lost the rules that Docker put there; the policy of <b>FORWARD</b> is <m>{{policy}}</m>.',
    risk: 'With the policy DROP nothing is forwarded to containers or from them; with ACCEPT networks are not kept apart any more.',
  },
  'nat-missing': {
    title: 'Docker’s translations are gone',
    reason:
      'The table <m>nat</m> of <b>{{host}}</b> lacks rules that Docker made: for {{networks}} networks that are to be masqueraded, and for {{ports}} published ports.',
    risk: 'Containers get no answers from outside, and published ports lead to the proxy alone or nowhere.',
  },
  'forwarding-off': {
    title: '{{host}} forwards no packets',
    reason: '<m>net.ipv4.ip_forward</m> is 0 on <b>{{host}}</b>, which has {{count}} networks with containers.',
    risk: 'Containers have no way out, and published ports do not answer from outside.',
  },
  'engine-down': {
    title: 'The engine of {{host}} does not run',
    reason: 'dockerd of <b>{{host}}</b> is stopped.',
    risk: 'Nothing can be started or changed, and no restart policy is followed.',
  },
  'overlap-lan': {
    title: 'A network has addresses of the LAN',
    reason: '<m>{{subnet}}</m> of the network <b>{{network}}</b> lies in the LAN of its host (<m>{{route}}</m>).',
    risk: 'What the host and its containers send to machines of the LAN in that block goes to the bridge and is lost.',
  },
  'overlap-route': {
    title: 'A network has addresses that a route leads elsewhere',
    reason:
      '<m>{{subnet}}</m> of the network <b>{{network}}</b> overlaps with the route <m>{{route}}</m>, as VPNs add it.',
    risk: 'Machines behind <m>{{device}}</m> whose addresses are in both cannot be reached from this host.',
  },
  'duplicate-mac': {
    title: 'Two containers have one MAC address',
    reason:
      '<b>{{first}}</b> and <b>{{second}}</b> both have <m>{{mac}}</m> on the network <b>{{network}}</b>, as somebody gave it to both.',
    risk: 'The bridge sends frames to whichever of them was heard last: connections break off now and then.',
  },
  'bridge-down': {
    title: 'The bridge of {{network}} does not work',
    reason:
      '<m>{{device}}</m> is down, or is without its address <m>{{address}}</m>, which is the gateway of the containers on <b>{{network}}</b>.',
    risk: 'The containers have no way out, and their published ports do not answer.',
  },
  'stack-lost': {
    title: '{{target}} lives in a network stack that is gone',
    reason:
      '<b>{{target}}</b> was started with the network of <b>{{of}}</b>, which has been made or started anew since and has another one now.',
    risk: 'It has no network left, though <m>docker ps</m> says that it runs.',
  },
  'loopback-behind': {
    title: 'Port {{port}} leads to a server that listens to itself only',
    reason:
      'Port <m>{{port}}</m> leads to port <m>{{inner}}</m> of <b>{{target}}</b>, where <b>{{program}}</b> listens on loopback alone.',
    risk: 'The connection is refused or breaks off at once, though everything looks published.',
  },
  'nothing-behind': {
    title: 'Nothing listens behind port {{port}}',
    reason: 'Port <m>{{port}}</m> leads to port <m>{{inner}}</m> of <b>{{target}}</b>, on which nothing listens.',
    risk: 'The connection is refused or breaks off at once.',
  },
  'port-shared': {
    title: 'Port {{port}} is several things at once',
    reason:
      '<b>{{first}}</b> and <b>{{second}}</b> both have host port <m>{{port}}</m>, each at an address of its own.',
    risk: 'Who answers depends on the address, or the kind of address, that somebody asks: localhost may be another service than the host’s name.',
  },
  'range-huge': {
    title: '{{target}} publishes very many ports',
    reason:
      '<b>{{target}}</b> publishes {{count}} ports and listens on {{used}} of them. Each has its rules and a process docker-proxy.',
    risk: 'Starting and stopping takes long, and memory is used for ports that nobody needs.',
  },
  'internal-published': {
    title: '{{target}} is published, but on an internal network only',
    reason:
      '<m>{{port}}</m> of <b>{{target}}</b> is to be published, and its only network <b>{{network}}</b> is internal, on which the engine publishes nothing.',
    risk: 'The port does not answer, and nothing says why.',
  },
  'user-rule-port': {
    title: 'A rule in DOCKER-USER never matches',
    reason:
      '<m>{{rule}}</m> names the host’s port <m>{{port}}</m>, but there the packet is already for port <m>{{inner}}</m> of <b>{{target}}</b>.',
    risk: 'The port that the rule was to close is open.',
  },
  'pool-full': {
    title: '{{network}} has hardly an address left',
    reason: '{{taken}} of {{usable}} addresses of <m>{{range}}</m> are taken.',
    risk: 'Soon no container can be started on that network: “no available IPv4 addresses”.',
  },
  'pools-few': {
    title: 'Hardly a subnet is left for new networks',
    reason: 'Of the {{total}} subnets that the engine may choose from, {{taken}} are taken.',
    risk: 'Soon no network can be made without a subnet of its own: “all predefined address pools have been fully subnetted”.',
  },
  'mtu-above': {
    title: 'Packets of {{network}} are too large for the way out',
    reason:
      'Containers on <b>{{network}}</b> send up to {{mtu}} octets, and the host’s <m>{{device}}</m> takes {{least}}.',
    risk: 'Where ICMP is filtered on the way, connections stand but large answers never come.',
  },
  'static-in-range': {
    title: 'A fixed address may be given to another container',
    reason:
      '<m>{{address}}</m> of <b>{{target}}</b> is in the range from which the engine gives addresses on <b>{{network}}</b>.',
    risk: 'While it is stopped another container may get the address; then it does not start: “Address already in use”.',
  },
  'alias-shared': {
    title: '{{name}} is several services at once',
    reason:
      'On the network <b>{{network}}</b> both <b>{{first}}</b> and <b>{{second}}</b> are called <b>{{name}}</b>, and they are no replicas of one service.',
    risk: 'Who asks for the name gets now one and now the other, perhaps of another project.',
  },
  'dependency-down': {
    title: '{{target}} runs without {{needed}}',
    reason:
      '<b>{{target}}</b> depends on <b>{{needed}}</b>, which does not run; its restart policy is <m>{{policy}}</m>.',
    risk: 'Requests fail, and after a start of the host as well: what depends comes back, what it needs does not.',
  },
  'way-out-wrong': {
    title: '{{target}} goes out by the wrong network',
    reason:
      '<b>{{network}}</b> has the highest gateway priority ({{priority}}) of <b>{{target}}</b>’s networks, but no way to the internet. <b>{{better}}</b> has one.',
    risk: 'The container reaches nothing outside.',
  },
  'hairpin-off': {
    title: '{{target}} does not reach its own published port',
    reason:
      'docker-proxy is off, and port <m>{{device}}</m> of the bridge does not send frames back to where they came from.',
    risk: 'What the container sends to the host’s port <m>{{port}}</m> is lost on the bridge.',
  },
  'udp-stale': {
    title: 'Datagrams to port {{port}} go astray',
    reason:
      'conntrack still remembers flows to UDP port <m>{{port}}</m> that end at <m>{{address}}</m>; the port leads to <m>{{now}}</m> of <b>{{target}}</b> now.',
    risk: 'Who keeps sending from the same port never reaches the new container: the entry lives on with each datagram.',
  },
  'swarm-ports': {
    title: 'A port of the swarm is closed on {{host}}',
    reason: '<b>{{other}}</b> does not reach {{protocol}} port <m>{{port}}</m> of <b>{{host}}</b>.',
    risk: 'Nodes lose each other, or containers on overlay networks do not reach those of the other host.',
  },
  'privileged-host': {
    title: '{{target}} may do anything with the host’s network',
    reason: '<b>{{target}}</b> is privileged and uses the network of its host.',
    risk: 'Whoever takes it over can change rules, routes and addresses of the host and listen to all traffic.',
  },
  'names-default-bridge': {
    title: '{{place}} expects names on the default bridge',
    reason:
      'An environment variable of <b>{{place}}</b> names <b>{{target}}</b>, but both are on the default bridge only, where containers have no names.',
    risk: 'The name is not found. On a network of one’s own it is.',
  },
  'dns-loopback': {
    title: 'The host’s name server is on loopback',
    reason:
      '<b>{{host}}</b> asks <m>{{server}}</m>, which is the container itself from inside a container. Where nothing else is known the engine gives public name servers instead.',
    risk: 'Names of the LAN are not found in {{count}} containers, nor any name where public servers are filtered.',
  },
  ndots: {
    title: '{{place}} counts dots',
    reason: '<m>{{option}}</m> of <b>{{place}}</b> changes which names are tried with the search domains first.',
    risk: 'Docker’s name server does not pass on names without a dot then, and each name costs several questions.',
  },
  'legacy-link': {
    title: '{{place}} uses legacy links',
    reason: '<b>{{place}}</b> knows <b>{{target}}</b> by <m>--link</m> on the default bridge.',
    risk: 'Links are deprecated: they go one way, copy environment variables, and fail when the target is made anew.',
  },
  'proxy-source': {
    title: '{{target}} does not see who asks by IPv6',
    reason:
      'Port <m>{{port}}</m> is published on IPv6 too, but <b>{{target}}</b> has no IPv6 address: docker-proxy takes the connection and opens another.',
    risk: 'Logs, limits and allow-lists see the address of the gateway for all clients.',
  },
  'icc-off': {
    title: 'Containers on {{network}} cannot talk to each other',
    reason:
      '<b>{{network}}</b> was made with <m>enable_icc=false</m>: <b>{{first}}</b> and <b>{{second}}</b> are kept apart on it.',
    risk: 'Names are found, but connections time out. If that is what was meant, all is well.',
  },
  'network-unused': {
    title: 'Nobody uses {{network}}',
    reason: 'No container is on the network <b>{{network}}</b>, nor would a stopped one join it.',
    risk: 'It keeps a subnet from the pools, of which there are few.',
  },
  'macvlan-host': {
    title: '{{host}} and {{target}} cannot reach each other',
    reason:
      '<b>{{target}}</b> (<m>{{address}}</m>) is on the macvlan network <b>{{network}}</b>: Linux passes no frames between it and the host on the same interface.',
    risk: 'Services of the host, such as its name server, cannot be used from there, nor the container from the host.',
  },
};
