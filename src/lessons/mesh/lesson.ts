import { on, type Lesson } from '../../teaching/lesson.ts';

const toHost1 = on('client', 'curl -s -m 2 http://192.168.65.10:8080');
const ownPorts = '--publish mode=host,published=8080,target=80';

/** A way past the mesh by hand, to the task of the same host. */
const past = [
  'iptables -t nat -I PREROUTING -i eth0 -p tcp --dport 8080 -j DNAT --to-destination 172.18.0.3:80',
  'iptables -I DOCKER-USER -i eth0 -d 172.18.0.3 -j ACCEPT',
];

export const lesson: Lesson = {
  chapter: 'drivers',
  place: 35.2,
  start: [
    ...on('@lan', 'add host host2'),
    ...on(
      'host1',
      'docker swarm init --advertise-addr 192.168.65.10',
      'docker swarm join-token -q worker > /run/sock/token',
    ),
    ...on('host2', 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377'),
    ...on('host1', 'docker service create -q --no-resolve-image --name web --mode global -p 8080:80 traefik/whoami'),
  ],
  steps: [
    { kind: 'read' },
    { kind: 'predict', question: { commands: toHost1, ask: { about: 'seen-source' } } },
    { kind: 'watch', commands: toHost1, until: 'rewrite' },
    {
      kind: 'predict',
      question: {
        commands: [
          ...on('host1', 'nsenter --net=/var/run/docker/netns/ingress_sbox iptables -t nat -F POSTROUTING'),
          ...toHost1,
        ],
        ask: { about: 'end' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'service', at: 'host1', name: 'web', on: ['host1', 'host2'] } },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
            seenAs: '192.168.65.50',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.11',
            port: 8080,
            ends: 'reached',
            seenAs: '192.168.65.50',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker service rm web',
        `docker service create --name web --mode global ${ownPorts} traefik/whoami`,
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker service update --publish-rm 80 --publish-add mode=host,published=8080,target=80 web',
      ),
    },
    { by: 'iptables', commands: [...on('host1', ...past), ...on('host2', ...past)] },
  ],
  pitfalls: [
    {
      commands: [
        ...on('host1', 'nsenter --net=/var/run/docker/netns/ingress_sbox iptables -t nat -F POSTROUTING'),
        ...on('host2', 'nsenter --net=/var/run/docker/netns/ingress_sbox iptables -t nat -F POSTROUTING'),
      ],
    },
    {
      commands: on('host1', 'docker service rm web', `docker service create --name web ${ownPorts} traefik/whoami`),
    },
    { commands: on('host1', 'iptables -t nat -F POSTROUTING') },
    {
      commands: on(
        'host1',
        'docker service rm web',
        'docker service create --name web --mode global --endpoint-mode dnsrr traefik/whoami',
      ),
    },
    {
      commands: [
        ...on('host1', 'docker service rm web', 'docker run -d --name web -p 8080:80 traefik/whoami'),
        ...on('host2', 'docker run -d --name web -p 8080:80 traefik/whoami'),
      ],
    },
  ],
};
