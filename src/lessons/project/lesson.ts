import { on, type Lesson } from '../../teaching/lesson.ts';

const FILE = `services:
  api:
    image: traefik/whoami
  web:
    image: nginx
    network_mode: bridge
    ports:
      - "8080:80"
`;

export const lesson: Lesson = {
  chapter: 'projects',
  place: 36,
  start: on(
    'host1',
    `mkdir /tmp/shop; cat > /tmp/shop/compose.yaml << 'EOF'\n${FILE}EOF`,
    'cd /tmp/shop',
    'docker compose up -d',
  ),
  steps: [
    { kind: 'predict', question: { commands: [], ask: { about: 'default-route', of: 'host1/shop-api-1' } } },
    {
      kind: 'predict',
      question: { commands: on('host1/shop-web-1', 'curl -s -m 2 http://api'), ask: { about: 'name-server' } },
    },
    {
      kind: 'do',
      goals: [
        {
          check: {
            kind: 'flow',
            from: 'host1/shop-web-1',
            over: 'http',
            to: 'api',
            ends: 'reached',
            who: 'host1/shop-api-1',
          },
        },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
            who: 'host1/shop-web-1',
          },
        },
      ],
    },
    { kind: 'watch', commands: on('host1/shop-web-1', 'curl -s -m 2 http://api'), until: 'name' },
  ],
  solutions: [
    { by: 'compose', commands: on('host1', "sed -i '/network_mode/d' compose.yaml", 'docker compose up -d') },
    { by: 'docker', commands: on('host1', 'docker network connect shop_default shop-web-1') },
    {
      by: 'compose',
      commands: on(
        'host1',
        "sed -i 's/network_mode: bridge/networks: [default]/' compose.yaml",
        'docker compose up -d',
      ),
    },
  ],
  pitfalls: [
    {
      commands: on(
        'host1',
        "sed -i 's/network_mode: bridge/&\\n    links: [api]/' compose.yaml",
        'docker compose up -d',
      ),
    },
    {
      commands: on('host1', "sed -i 's/network_mode: bridge/network_mode: host/' compose.yaml", 'docker compose up -d'),
    },
    {
      commands: on(
        'host1',
        `sed -i 's/network_mode: bridge/&\\n    extra_hosts: ["api:172.18.0.2"]/' compose.yaml`,
        'docker compose up -d',
      ),
    },
    { commands: on('host1', 'docker network connect bridge shop-api-1') },
  ],
};
