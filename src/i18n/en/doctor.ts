import { findings } from './findings.ts';

/** What is found of a lab or a host: who reaches what and why, what is exposed, what is amiss. */
export const doctor = {
  findings,
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
    another: 'From there <m>{{destination}}</m> is <b>{{place}}</b>, which has the same address.',
    'rule-unknown':
      'Rule {{number}} of chain <b>{{chain}}</b> on <b>{{place}}</b> decides, and the model does not know all of it: <m>{{text}}</m>',
    heard:
      'The datagram reaches <b>{{program}}</b> of <b>{{place}}</b> on port <m>{{port}}</m>, which says nothing back.',
    'no-listener': 'Nothing listens on UDP port <m>{{port}}</m> of <b>{{place}}</b>, so its kernel refuses.',
    ended: 'The packet ends at <b>{{place}}</b>.',
    'not-sent': 'Nothing is sent: there is no way to send it.',
  },
};
