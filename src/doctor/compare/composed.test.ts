import { expect, test } from 'vitest';
import { labAfter } from '../../shell/shell.fixture.ts';
import { composed } from './composed.ts';

const compose = (text: string, name = 'compose.yaml') => [{ name, text }];

/** A project as compose makes it. */
const FILE = `services:
  web:
    image: nginx
    ports: ["8080:80"]
    networks: [front, back]
  db:
    image: postgres
    networks:
      back: { ipv4_address: 10.9.0.5 }
networks:
  front: {}
  back: { internal: true, ipam: { config: [{ subnet: 10.9.0.0/24 }] } }
`;

/** A lab where it is up, in a folder of a name that files alone do not tell. */
async function up() {
  const lab = await labAfter(
    'mkdir -p /root/shop',
    `cat > /root/shop/compose.yaml <<'END'\n${FILE}END`,
    'cd /root/shop && docker compose up -d',
  );
  return lab;
}

const told = (result: ReturnType<typeof composed>) =>
  result.ok ? result.differences.map(({ kind, values }) => [kind, ...Object.values(values)].join(' ')) : result.text;

test('what runs as its file says does not differ, whatever folder it was made in', async () => {
  const { session } = await up();
  expect(composed(session.world, compose(FILE))).toMatchObject({ project: 'shop', found: true, services: 2 });
  expect(told(composed(session.world, compose(FILE)))).toEqual([]);
});

test('what was changed on the host, and what was changed in the file', async () => {
  const { at, session } = await up();
  await at('host1', 'docker network connect bridge shop-web-1');
  await at('host1', 'docker stop shop-db-1');
  const changed = FILE.replace('"8080:80"', '"127.0.0.1:8081:80"')
    .replace('image: postgres', 'image: postgres:17')
    .replace('internal: true, ', '')
    .replace('10.9.0.0/24', '10.8.0.0/24')
    .replace('10.9.0.5', '10.8.0.5')
    .replace('networks:\n  front: {}', 'networks:\n  front: {}\n  side: {}')
    .replace('services:', 'services:\n  cache: { image: redis, networks: [side] }');
  expect(told(composed(session.world, compose(changed)))).toEqual([
    'service-missing cache',
    'port-missing web 127.0.0.1:8081->80/tcp',
    'port-extra web 8080->80/tcp',
    'attached-extra web bridge',
    'service-stopped db shop-db-1 exited',
    'image db postgres:17 postgres',
    'address db shop_back 10.8.0.5 10.9.0.5',
    'network-missing shop_side',
    'network-internal shop_back',
    'network-subnet shop_back 10.8.0.0/24 10.9.0.0/24',
  ]);
  const fewer = FILE.replace(/ {2}db:[^]*?(?=networks:\n {2}front)/, '');
  expect(told(composed(session.world, compose(fewer)))).toEqual(['attached-extra web bridge', 'service-extra db']);
});

test('modes, numbers of containers, ranges, names that labels would be called', async () => {
  const { session } = await labAfter(
    'docker run -d --name toString --network host nginx',
    'docker run -d --name constructor -p 9001:80 nginx:latest',
  );
  const file = `services:
  constructor: { image: docker.io/library/nginx, container_name: constructor, ports: ["9000-9005:80"], scale: 2 }
  proto: { image: nginx, container_name: toString, network_mode: bridge }
  later: { image: nginx, scale: 0 }
`;
  expect(told(composed(session.world, compose(file)))).toEqual([
    'service-count constructor 2 1',
    'attached-extra constructor bridge',
    'mode proto bridge host',
    'network-missing project_default',
  ]);
});

test("files that hold no project are told of in compose's own words", async () => {
  const { session } = await labAfter();
  expect(told(composed(session.world, compose('services:\n  web: 3\n')))).toMatch(/services\.web/);
  expect(told(composed(session.world, compose(`services: {}\n#${'x'.repeat(500_000)}`)))).toMatch(/too large/);
});
