import { on, type Lesson } from '../../teaching/lesson.ts';

const FILE = `services:
  db:
    image: postgres
    ports:
      - "5432:5432"
  web:
    image: nginx
`;

export const lesson: Lesson = {
  chapter: 'projects',
  place: 39,
  start: on(
    'host1',
    `mkdir /tmp/shop; cat > /tmp/shop/compose.yaml << 'EOF'\n${FILE}EOF`,
    'cd /tmp/shop',
    'docker compose up -d',
  ),
  steps: [
    {
      kind: 'predict',
      question: { commands: on('client', 'curl -s -m 2 http://192.168.65.10:5432'), ask: { about: 'answerer' } },
    },
    {
      kind: 'predict',
      question: {
        commands: on(
          'host1',
          `sed -i 's/ports:/expose:/; s/"5432:5432"/"5432"/' compose.yaml; docker compose up -d -t 0`,
          'curl -s -m 2 http://127.0.0.1:5432',
        ),
        ask: { about: 'end' },
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
            port: 5432,
            ends: 'fails',
            who: 'host1/shop-db-1',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1',
            over: 'http',
            to: '127.0.0.1',
            port: 5432,
            ends: 'reached',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'host1/shop-web-1',
            over: 'http',
            to: 'db',
            port: 5432,
            ends: 'reached',
            who: 'host1/shop-db-1',
          },
        },
      ],
    },
    { kind: 'watch', commands: on('client', 'curl -s -m 2 http://192.168.65.10:5432') },
  ],
  solutions: [
    {
      by: 'compose',
      commands: on('host1', `sed -i 's/"5432:/"127.0.0.1:5432:/' compose.yaml`, 'docker compose up -d -t 0'),
    },
    {
      by: 'iptables',
      commands: on(
        'host1',
        'iptables -I DOCKER-USER -i eth0 -p tcp -m conntrack --ctorigdstport 5432 -j REJECT --reject-with tcp-reset',
      ),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker rm -f shop-db-1',
        'docker run -d --name shop-db-1 --network shop_default --network-alias db -p 127.0.0.1:5432:5432 postgres',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        `sed -i 's/ports:/expose:/; s/"5432:5432"/"5432"/' compose.yaml`,
        'docker compose up -d -t 0',
      ),
    },
    {
      commands: on(
        'host1',
        `cat >> compose.yaml << 'EOF'\nnetworks:\n  default:\n    internal: true\nEOF`,
        'docker compose up -d -t 0',
      ),
    },
    { commands: on('host1', 'iptables -I INPUT -i eth0 -p tcp --dport 5432 -j DROP') },
    { commands: on('host1', 'docker compose stop -t 0 db') },
    { commands: on('host1', 'iptables -I DOCKER-USER -i eth0 -p tcp --dport 5433 -j DROP') },
  ],
};
