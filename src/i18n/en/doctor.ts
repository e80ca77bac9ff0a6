import { findings } from './findings.ts';

/** What is found of a lab or a host: who reaches what and why, what is exposed, what is amiss. */
export const doctor = {
  findings,
  /** How traffic ends. */
  result: {
    answers: 'answers',
    refused: 'is refused',
    silent: 'gets no answer',
    unreachable: 'is unreachable',
    unknown: 'cannot be told',
  },
  /** Since when something is as it is; commands are counted from 1. */
  since: {
    command: 'It has been so since command {{number}}: <m>{{line}}</m> on <b>{{place}}</b>.',
    rule: 'The rule that decides was made by command {{number}}: <m>{{line}}</m> on <b>{{place}}</b>.',
    always: 'It has been so from the beginning.',
  },
  exposure: {
    lan: '<b>{{target}}</b> is open to the LAN at <m>{{address}}:{{port}}</m> ({{protocol}}).',
    everyone: '<b>{{target}}</b> is open to everybody at <m>{{address}}:{{port}}</m> ({{protocol}}).',
    past: 'The firewall ({{manager}}, chain <b>{{chain}}</b>) would refuse the port to programs of the host, but is passed by.',
    database: '{{database}} usually listens there.',
    nothing: 'Nothing of the hosts and their containers is open to others.',
  },
  policy: {
    'may-not':
      '<b>{{from}}</b> reaches <b>{{to}}</b> at <m>{{address}}</m>, {{protocol}} port <m>{{port}}</m>, and is not meant to.',
    may: '<b>{{from}}</b> does not reach <b>{{to}}</b> at <m>{{address}}</m>, {{protocol}} port <m>{{port}}</m>, and is meant to.',
    kept: 'All is as it is meant to be.',
  },
  compare: {
    gained: '<b>{{from}}</b> reaches {{protocol}} port <m>{{port}}</m> of <b>{{to}}</b> now.',
    lost: '<b>{{from}}</b> does not reach {{protocol}} port <m>{{port}}</m> of <b>{{to}}</b> any more.',
    networks: 'Networks',
    containers: 'Containers',
    ports: 'Published ports',
    rules: 'Rules',
    same: 'Nothing differs.',
    failed: '<m>{{line}}</m> would fail: {{text}}',
  },
  reach: {
    itself: '<b>{{place}}</b> itself has <m>{{destination}}</m>: the packet does not leave it.',
    'same-network': 'Both are on the network <b>{{network}}</b>, whose bridge joins them.',
    'from-host':
      '<b>{{place}}</b> is the host of the network <b>{{network}}</b> and reaches its members by the bridge.',
    'published-rule':
      'Published: rule {{number}} of chain <b>{{chain}}</b> on <b>{{place}}</b> sends it on to <m>{{address}}:{{port}}</m>.',
    'published-proxy':
      'Published: docker-proxy on <b>{{place}}</b> takes the connection and dials <m>{{address}}:{{port}}</m>.',
    'way-out':
      'It leaves with the address <m>{{source}}</m>: rule {{number}} of chain <b>{{chain}}</b> on <b>{{place}}</b> hides the sender.',
    'let-through': 'Rule {{number}} of chain <b>{{chain}}</b> on <b>{{place}}</b> lets it through.',
    routed: 'Routes lead to <m>{{destination}}</m>, and no rule stops it.',
    'rule-unknown':
      'Rule {{number}} of chain <b>{{chain}}</b> on <b>{{place}}</b> decides, and the model does not know all of it: <m>{{text}}</m>',
    heard:
      'The datagram reaches <b>{{program}}</b> of <b>{{place}}</b> on port <m>{{port}}</m>, which says nothing back.',
    'no-listener': 'Nothing listens on UDP port <m>{{port}}</m> of <b>{{place}}</b>, so its kernel refuses.',
    ended: 'The packet ends at <b>{{place}}</b>.',
    'not-sent': 'Nothing is sent: there is no way to send it.',
  },
};
