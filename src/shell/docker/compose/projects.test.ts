import { beforeAll, expect, test } from 'vitest';
import { run } from '../../run.ts';
import { createLab } from '../../../world/lab.ts';
import {
  dependenciesOf,
  healthOf,
  membershipOf,
  projectNamed,
  projectsOf,
  replicaOf,
  tallyOf,
} from '../../../world/projects.ts';
import type { World } from '../../../world/world.ts';

const label = (name: string, value: string) => `--label com.docker.compose.${name}=${value}`;

let world: World;

beforeAll(async () => {
  world = createLab({ seed: 1 });
  const lines = [
    `docker network create ${label('project', 'shop')} shop_default`,
    ...[1, 3].map((number) =>
      [
        `docker run -d --name shop-web-${number} --network shop_default`,
        ...[label('project', 'shop'), label('service', 'web'), label('container-number', String(number))],
        ...[label('depends_on', 'db:service_healthy:false,gone:service_started:true'), label('oneoff', 'False')],
        'nginx',
      ].join(' '),
    ),
    `docker run -d --name shop-db-1 --network shop_default ${label('project', 'shop')} ${label('service', 'db')} ${label('container-number', '1')} --health-cmd 'exit 0' --health-interval 1s postgres`,
    `docker run -d --name shop-web-run-1 ${label('project', 'shop')} ${label('service', 'web')} ${label('oneoff', 'True')} nginx`,
    `docker run -d --name odd ${label('project', '__proto__')} ${label('service', 'constructor')} ${label('container-number', 'many')} nginx`,
    'docker run -d --name plain nginx',
    'docker stop -t 0 shop-web-3',
    'sleep 3; docker ps -q',
  ];
  for (const line of lines) world = (await run(world, 'host1', line)).world;
});

const project = (name = 'shop') => {
  const found = projectNamed(world, 'host1', name);
  if (found === undefined) throw new Error(`there is no project ${name}`);
  return found;
};
const container = (name: string) => {
  const found = project().containers.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no container ${name}`);
  return found;
};

test('a project is where its labels are, of containers and networks, whatever its name', () => {
  expect(projectsOf(world).map(({ name }) => name)).toEqual(['shop', '__proto__']);
  expect(project().networks.map(({ name }) => name)).toEqual(['shop_default']);
  expect(project().services.map(({ name, containers }) => [name, containers.length])).toEqual([
    ['db', 1],
    ['web', 3],
  ]);
  expect(project('__proto__').services.map(({ name }) => name)).toEqual(['constructor']);
  expect(projectNamed(world, 'host1', 'toString')).toBeUndefined();
});

test('numbers of replicas leave out what ran once, and are told where there are several', () => {
  expect(
    ['shop-web-1', 'shop-web-3', 'shop-web-run-1', 'shop-db-1'].map((name) => replicaOf(project(), container(name))),
  ).toEqual(['1/3', '3/3', undefined, undefined]);
  expect(membershipOf(container('shop-web-run-1'))).toMatchObject({ service: 'web', number: undefined });
});

test('what a container waits for, with the containers that are there', () => {
  expect(
    dependenciesOf(project(), container('shop-web-1')).map(({ service, condition, containers }) => [
      service,
      condition,
      containers.map(({ name }) => name),
    ]),
  ).toEqual([
    ['db', 'service_healthy', ['shop-db-1']],
    ['gone', 'service_started', []],
  ]);
});

test('health and states are counted', () => {
  expect(healthOf(container('shop-db-1'))).toBe('healthy');
  expect(tallyOf(project())).toEqual({ containers: 4, running: 3, starting: 0, unhealthy: 0 });
});
