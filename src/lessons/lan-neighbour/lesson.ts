import { on, type Lesson } from '../../teaching/lesson.ts';

const pid = "$(docker inspect -f '{{.State.Pid}}' cam)";
const lan = 'docker network create --driver=macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 -o parent=eth0 lan';
const cam = (mac: string): string =>
  `docker run -d --name cam -h cam --network lan --ip 192.168.65.200 ${mac} traefik/whoami`;

/** A bridge of the LAN's addresses, which is not on the LAN. */
const bridged = on(
  'host1',
  'docker rm -f cam',
  'docker network create --subnet 192.168.65.0/24 --gateway 192.168.65.1 lan',
  cam('--mac-address 02:42:c0:a8:41:c8'),
);

export const lesson: Lesson = {
  chapter: 'drivers',
  place: 33,
  start: on('host1', 'docker run -d --name cam -h cam -p 8080:80 traefik/whoami'),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: [...bridged, ...on('client', 'curl -s -m 2 http://192.168.65.200')],
        ask: { about: 'lost' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'address', of: 'host1/cam', ip: '192.168.65.200', mac: '02:42:c0:a8:41:c8' } },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.200',
            ends: 'reached',
            who: 'host1/cam',
            seenAs: '192.168.65.50',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1/cam',
            over: 'http',
            to: '203.0.113.10',
            ends: 'reached',
            who: 'inet',
          },
        },
      ],
    },
    {
      kind: 'predict',
      question: { commands: on('host1/cam', 'curl -s -m 2 http://203.0.113.10'), ask: { about: 'seen-source' } },
    },
    { kind: 'find', find: { what: 'gateway', of: 'host1/cam' } },
  ],
  solutions: [
    { by: 'docker', commands: on('host1', 'docker rm -f cam', lan, cam('--mac-address 02:42:c0:a8:41:c8')) },
    {
      by: 'ip',
      commands: on(
        'host1',
        'ip link add cable link eth0 address 02:42:c0:a8:41:c8 type macvlan mode bridge',
        `ip link set cable netns ${pid}`,
        `nsenter -t ${pid} -n ip addr add 192.168.65.200/24 dev cable`,
        `nsenter -t ${pid} -n ip link set cable up`,
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker rm -f cam', lan, cam('')) },
    { commands: bridged },
    {
      commands: on('host1', 'docker rm -f cam', lan.replace('macvlan', 'ipvlan'), cam('')),
    },
    {
      commands: on(
        'host1',
        'docker rm -f cam',
        'ip addr add 192.168.65.200/24 dev eth0',
        'docker run -d --name cam -h cam -p 192.168.65.200:80:80 --mac-address 02:42:c0:a8:41:c8 traefik/whoami',
      ),
    },
  ],
};
