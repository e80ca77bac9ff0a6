import { on, type Lesson } from '../../teaching/lesson.ts';

const fromHost = on('host1', 'curl -s -m 2 http://127.0.0.1:3000');

const FILE = `services:
  dash:
    image: grafana/grafana
    container_name: dash
    network_mode: host
`;

export const lesson: Lesson = {
  chapter: 'drivers',
  place: 31,
  start: on('host1', 'docker run -d --name dash -p 3000:3000 grafana/grafana'),
  steps: [
    { kind: 'predict', question: { commands: fromHost, ask: { about: 'seen-source' } } },
    { kind: 'watch', commands: fromHost, until: 'proxy' },
    {
      kind: 'predict',
      question: {
        commands: on(
          'host1',
          'docker rm -f dash',
          'docker run -d --name dash --network host -p 8080:3000 grafana/grafana',
        ),
        ask: { about: 'reply' },
        aside: true,
      },
    },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 3000,
            ends: 'reached',
            who: 'host1/dash',
            seenAs: '192.168.65.50',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1',
            over: 'http',
            to: '127.0.0.1',
            port: 3000,
            ends: 'reached',
            who: 'host1/dash',
            seenAs: '127.0.0.1',
          },
        },
      ],
    },
    {
      kind: 'predict',
      question: { commands: on('host1/dash', 'ip -4 addr'), ask: { about: 'interfaces', of: 'host1/dash' } },
    },
  ],
  solutions: [
    {
      by: 'docker',
      commands: on('host1', 'docker rm -f dash', 'docker run -d --name dash --network host grafana/grafana'),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker stop -t 0 dash',
        'docker rename dash old',
        'docker create --name dash --network host grafana/grafana',
        'docker start dash',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f dash',
        'docker run -d --name stack --network host busybox',
        'docker run -d --name dash --network container:stack grafana/grafana',
      ),
    },
    {
      by: 'compose',
      commands: on(
        'host1',
        'docker rm -f dash',
        `cat > /tmp/compose.yaml << 'EOF'\n${FILE}EOF`,
        'docker compose -f /tmp/compose.yaml up -d',
      ),
    },
  ],
  pitfalls: [
    { commands: on('host1', 'docker network connect host dash') },
    {
      commands: on('host1', 'docker rm -f dash', 'docker run -d --name dash -p 127.0.0.1:3000:3000 grafana/grafana'),
    },
    { commands: on('host1', 'docker run -d --name second --network host grafana/grafana') },
    {
      commands: on(
        'host1',
        'docker rm -f dash',
        'docker run -d --name dash --network host grafana/grafana',
        'iptables -A INPUT -p tcp --dport 3000 -j DROP',
      ),
    },
  ],
};
