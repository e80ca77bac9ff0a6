import { beforeAll, expect, it } from 'vitest';
import { createLab } from '../../../world/lab.ts';
import { run } from '../../run.ts';
import { labAfter, printed, type At } from '../../shell.fixture.ts';

const FILE = `services:
  web:
    image: nginx
    ports: ["8088:80"]
    deploy: { replicas: 2 }
  db:
    image: redis
    networks: { back: { aliases: [store] } }
networks: { back: {} }
`;

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter('docker swarm init', `printf '%s' '${FILE}' > /root/s.yml`));
});

it('deploys, tells of and removes the services of a compose file', async () => {
  expect((await at('host1', 'docker stack deploy -d=true -c /root/s.yml shop')).stdout).toBe(
    'Creating network shop_back\nCreating network shop_default\nCreating service shop_db\nCreating service shop_web\n',
  );
  expect((await at('host1', 'sleep 5; docker stack ls')).stdout).toBe('NAME      SERVICES\nshop      2\n');
  expect((await at('host1', "docker stack services shop --format '{{.Name}} {{.Replicas}}'")).stdout).toBe(
    'shop_db 1/1\nshop_web 2/2\n',
  );
  expect((await at('client', 'curl -s -o /dev/null -w "%{http_code}" http://192.168.65.10:8088/')).stdout).toBe('200');
  const aliases =
    "docker service inspect shop_db --format '{{range .Spec.TaskTemplate.Networks}}{{json .Aliases}}{{end}}'";
  expect((await at('host1', aliases)).stdout).toBe('["db","store"]\n');
  expect((await at('host1', 'docker stack rm shop')).stdout).toContain('Removing service shop_web\n');
  expect((await at('host1', 'docker stack ls')).stdout).toBe('NAME      SERVICES\n');
});

it('prunes what the file no longer has', async () => {
  // Networks of a stack that is removed stay until its containers are gone.
  await at('host1', "sleep 5; docker stack deploy -d=true -c /root/s.yml shop; sed -i '/db:/,/store/d' /root/s.yml");
  expect((await at('host1', 'docker stack deploy -d=true --prune -c /root/s.yml shop')).stdout).toContain(
    'Removing service shop_db\n',
  );
});

it('refuses what a swarm cannot have', async () => {
  await at('host1', "printf 'services: {web: {build: .}}' > /root/b.yml");
  expect(await at('host1', 'docker stack deploy -c /root/b.yml x')).toEqual(
    printed(
      '',
      'Ignoring unsupported options: build\n\ninvalid image reference for service web: no image specified\n',
      1,
    ),
  );
  expect(await at('host1', 'docker stack deploy x')).toEqual(
    printed('', 'Specify a Compose file (with --compose-file)\n', 1),
  );
});

it('are told of once their world has settled, in worlds that stay too', async () => {
  let world = createLab({ seed: 1 });
  for (const line of [
    'docker swarm init',
    `printf '%s' '${FILE}' > s.yml`,
    'docker stack deploy -d=true -c s.yml shop',
  ])
    ({ world } = await run(world, 'host1', line));
  const { stdout, stderr } = await run(world, 'host1', 'sleep 8; docker stack ls');
  expect(stdout + stderr).toBe('NAME      SERVICES\nshop      2\n');
});
