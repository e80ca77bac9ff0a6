/** What is said of a lab that real hosts make: a sentence for each kind of `Lack` and of `Change` of `src/world/imported.ts`. */
export const imported = {
  lack: {
    'no-uplink': '<b>{{host}}</b> has no way to a LAN that can be told, so nothing leads there.',
    'several-uplinks':
      '<b>{{host}}</b> has several ways out. The LAN here is that of <m>{{device}}</m>; <m>{{others}}</m> leads nowhere.',
    'lan-meets-internet': 'The LAN of <b>{{host}}</b> (<m>{{subnet}}</m>) has addresses of the lab’s internet.',
    'address-twice': '<b>{{host}}</b> has the address <m>{{address}}</m>, which <b>{{other}}</b> has too.',
    'nic-without-cable':
      'What <m>{{device}}</m> of <b>{{host}}</b> is connected to is not known: nobody answers there.',
    'link-leads-nowhere': 'The interface <m>{{device}}</m> ({{what}}) of <b>{{host}}</b> leads nowhere here.',
    'link-not-made': 'The interface <m>{{device}}</m> ({{what}}) of <b>{{host}}</b> could not be made as it is there.',
    'bond-as-one': 'The interfaces of the bond <m>{{device}}</m> of <b>{{host}}</b> are one here.',
    'network-not-made': 'The network <b>{{network}}</b> of <b>{{host}}</b> could not be made: {{text}}',
    'network-missing':
      '<b>{{container}}</b> of <b>{{host}}</b> is attached to the network <b>{{network}}</b>, which is not told of.',
    'swarm-alone':
      'The swarm of <b>{{host}}</b> has other hosts, which were not brought in: <m>{{peers}}</m>. What runs there is missing here.',
    'services-unknown':
      'Only a manager of the swarm knows the ports and addresses of these services; bring in its snapshot too: {{services}}',
    'container-not-made': '<b>{{container}}</b> of <b>{{host}}</b> could not be made: {{text}}',
    'container-not-started': '<b>{{container}}</b> of <b>{{host}}</b> could not be started as it is there: {{text}}',
    'container-not-attached': '<b>{{container}}</b> of <b>{{host}}</b> was made without some settings: {{text}}',
    'rules-opaque':
      'Rules of <b>{{host}}</b> that are not wholly known here, in chain <m>{{chain}}</m> of table <m>{{table}}</m>: {{count}}. Where one of them decides, the answer is “cannot be told”.',
    'set-not-read':
      'The set <b>{{set}}</b> of <b>{{host}}</b> could not be read, so what rules that ask for it decide cannot be told: {{text}}',
    'rule-not-read': 'A rule of <b>{{host}}</b> could not be read: <m>{{text}}</m>',
    'chains-in-circles':
      'The chains of table <m>{{table}}</m> of <b>{{host}}</b> lead in circles; their jumps are left out.',
    'nft-not-read': 'Rules of nft of <b>{{host}}</b> are left out: {{text}}',
    'route-not-read': 'A route of <b>{{host}}</b> could not be read: <m>{{text}}</m>',
    'policy-not-read': 'A routing rule of <b>{{host}}</b> could not be read: <m>{{text}}</m>',
    'forwarding-not-read': 'A forwarding entry of <b>{{host}}</b> could not be read: <m>{{text}}</m>',
    'settings-not-known': 'Settings of <b>{{host}}</b> that are not known here: {{count}}. <m>{{names}}</m>',
    'socket-not-bound': 'Port <m>{{port}}</m> ({{protocol}}) of <b>{{host}}</b> has somebody else already.',
    'daemon-not-read': 'The settings of the engine of <b>{{host}}</b> do not hold here: {{text}}',
    more: 'There is more that is not as it is on <b>{{host}}</b>.',
  },
  change: {
    host: 'Only on <b>{{host}}</b>: <m>{{text}}</m>',
    rebuilt: 'Not on <b>{{host}}</b>, though its containers and networks would bring it: <m>{{text}}</m>',
  },
  layout:
    'Engine {{version}} of <b>{{host}}</b> lays out its chains in another way than 28.5 does, so Docker’s own rules are not compared.',
};
