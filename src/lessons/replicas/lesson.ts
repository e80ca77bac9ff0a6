import { on, type Lesson } from '../../teaching/lesson.ts';

const FILE = `services:
  box:
    image: busybox
  web:
    image: traefik/whoami
    ports:
      - "8080:80"
`;
const three = on('host1', 'docker compose up -d --scale web=3');

export const lesson: Lesson = {
  chapter: 'projects',
  place: 38,
  start: on(
    'host1',
    `mkdir /tmp/shop; cat > /tmp/shop/compose.yaml << 'EOF'\n${FILE}EOF`,
    'cd /tmp/shop',
    'docker compose up -d',
  ),
  steps: [
    {
      kind: 'predict',
      question: {
        commands: three,
        ask: { about: 'running', at: 'host1', names: ['shop-web-1', 'shop-web-2', 'shop-web-3'] },
      },
    },
    {
      kind: 'do',
      goals: [
        { check: { kind: 'name', at: 'host1/shop-box-1', name: 'web', count: 3, answeredAt: 80 } },
        {
          check: {
            kind: 'flow',
            from: 'client',
            over: 'http',
            to: '192.168.65.10',
            port: 8080,
            ends: 'reached',
          },
        },
      ],
    },
    {
      kind: 'predict',
      question: { commands: on('client', 'curl -s -m 2 http://192.168.65.10:8081'), ask: { about: 'end' } },
    },
    { kind: 'watch', commands: on('host1/shop-box-1', 'ping -c 1 -W 1 web') },
  ],
  solutions: [
    {
      by: 'compose',
      commands: on('host1', "sed -i 's/8080:80/8080-8082:80/' compose.yaml", ...three.map(({ line }) => line)),
    },
    {
      by: 'docker',
      commands: on(
        'host1',
        'docker run -d --network shop_default --network-alias web traefik/whoami',
        'docker run -d --network shop_default --network-alias web traefik/whoami',
      ),
    },
    {
      by: 'compose',
      commands: on(
        'host1',
        "sed -i 's/8080:80/8080-8090:80/; s/image: traefik.*/&\\n    scale: 3/' compose.yaml",
        'docker compose up -d',
      ),
    },
  ],
  pitfalls: [
    { commands: three },
    {
      commands: on(
        'host1',
        "sed -i 's/image: traefik.*/&\\n    container_name: web/; s/8080:80/8080-8082:80/' compose.yaml",
        'docker compose up -d --scale web=3',
      ),
    },
    { commands: on('host1', "sed -i 's/8080:80/80/' compose.yaml", 'docker compose up -d --scale web=3') },
    { commands: on('host1', 'docker run -d --network shop_default --name web traefik/whoami') },
  ],
};
