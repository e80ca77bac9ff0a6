import { on, type Lesson } from '../../teaching/lesson.ts';

export const lesson: Lesson = {
  chapter: 'walls',
  place: 23,
  start: on(
    'host1',
    'docker network create -o com.docker.network.bridge.enable_ip_masquerade=false data',
    'docker network create web',
    'docker run -d --name db --network data postgres',
    'docker run -d --name app --network data busybox',
    'docker network connect web app',
  ),
  steps: [
    { kind: 'predict', question: { commands: [], ask: { about: 'default-route', of: 'host1/app' } } },
    {
      kind: 'predict',
      question: { commands: on('host1/app', 'curl -s -m 2 http://203.0.113.10'), ask: { about: 'lost' } },
    },
    { kind: 'find', find: { what: 'gateway', of: 'host1/app' } },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'host1/app',
            over: 'http',
            to: '203.0.113.10',
            ends: 'reached',
            who: 'inet',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1/app',
            over: 'http',
            to: 'db',
            port: 5432,
            ends: 'reached',
            who: 'host1/db',
          },
        },
      ],
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker network disconnect web app', 'docker network connect --gw-priority 10 web app'),
    },
    {
      by: 'ip',
      commands: on(
        'host1',
        "nsenter -t $(docker inspect -f '{{.State.Pid}}' app) -n ip route replace default via 172.19.0.1",
      ),
    },
    {
      by: 'iptables',
      commands: on('host1', 'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 -o eth0 -j MASQUERADE'),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network disconnect data app') },
    {
      commands: on(
        'host1',
        'docker rm -f app',
        'docker run -d --name app --network web busybox',
        'docker network connect data app',
      ),
    },
    { commands: on('host1', 'docker restart -t 0 app') },
    {
      commands: on('host1', 'docker network disconnect data app', 'docker network connect --gw-priority 10 data app'),
    },
    { commands: on('router', 'ip route add 172.18.0.0/16 via 192.168.65.10') },
  ],
};
