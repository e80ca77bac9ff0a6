import { describe, expect, test } from 'vitest';
import { createLab } from '../world/lab.ts';
import { LAN, type World } from '../world/world.ts';
import { run } from './run.ts';

const lab = createLab({ seed: 1 });

async function after(world: World, ...lines: readonly string[]) {
  let last = { world, stdout: '', stderr: '', exit: 0 };
  for (const text of lines) {
    const [, place = '', line = ''] = /^(\S+)\$ ([^]*)$/.exec(text) ?? [];
    last = await run(last.world, place, line);
  }
  return last;
}
const add = `${LAN}$ add image`;

describe('add image', () => {
  test('stands in for an image by its ports', async () => {
    const { world, stdout } = await after(lab, `${add} ghcr.io/x/y --port 8080 --port 53/udp`);
    expect(stdout).toBe('ghcr.io/x/y:latest: sh -c nc -dlku 53 & exec http-echo 8080\n');
    const listed = await after(world, 'host1$ docker images ghcr.io/x/y --format "{{.Repository}} {{.Tag}} {{.Size}}"');
    expect(listed.stdout).toBe('ghcr.io/x/y latest 0B\n');
    const inspected = await after(
      world,
      `host1$ docker image inspect ghcr.io/x/y -f '{{json .Config.ExposedPorts}} {{.Comment}}'`,
    );
    expect(inspected.stdout).toBe('{"53/udp":{},"8080/tcp":{}} Stand-in of the lab\n');
    const asked = await after(
      world,
      'host1$ docker run -d --name app -p 80:8080 ghcr.io/x/y npm start',
      'client$ curl -s -m 2 http://192.168.65.10',
    );
    expect(asked.stdout).toContain('LocalPort: 8080');
  });

  test('knows public images by name, and is like one of the lab’s where that is asked for', async () => {
    expect((await after(lab, `${add} mariadb:11`)).stdout).toBe('mariadb:11: http-echo 3306\n');
    expect((await after(lab, `${add} docker.io/bitnami/mongodb`)).stdout).toBe(
      'bitnami/mongodb:latest: http-echo 27017\n',
    );
    expect((await after(lab, `${add} nobody/knows`)).stdout).toBe('nobody/knows:latest: sleep infinity\n');
    const nginx = await after(
      lab,
      `${add} nginx:1.27 --like nginx`,
      'host1$ docker run -d --name web nginx:1.27',
      'host1$ curl -sI http://172.17.0.2',
    );
    expect(nginx.stdout).toMatch(/^HTTP\/1.1 200 OK\r\nServer: nginx/);
  });

  test('runs in place of programs that the lab has not, and of no others', async () => {
    const { world } = await after(lab, `${add} app --port 3000 --job "npm run migrate"`);
    const runs = async (command: string) => {
      const line = `docker run -d --name one app ${command}; sleep 1; docker inspect one -f '{{.State.Status}} {{.State.ExitCode}} {{.Path}}'; curl -s -m 1 http://172.17.0.2:3000 >/dev/null; echo $?`;
      return (await run(world, 'host1', line)).stdout.split('\n').slice(1, 3).join(' ');
    };
    expect(await runs('npm start')).toBe('running 0 npm 0');
    expect(await runs(`sh -c 'npm install && npm start'`)).toBe('running 0 sh 0');
    expect(await runs('npm run migrate')).toBe('exited 0 npm 28');
    expect(await runs('sleep 600')).toBe('running 0 sleep 7');
    expect(await runs(`sh -c 'exit 3'`)).toBe('exited 3 sh 28');
    expect((await after(world, 'host1$ docker run nginx npm start')).exit).toBe(127);
  });

  test('answers well to health checks by programs that the lab has not', async () => {
    const health = async (image: string, check: string) => {
      const line = `docker run -d --name db --health-cmd '${check}' --health-interval 1s ${image}; sleep 5; docker inspect db -f '{{.State.Health.Status}}'`;
      const { world } = await after(lab, `${add} db:1 --port 3306`);
      return (await run(world, 'host1', line)).stdout.trim().split('\n').at(-1);
    };
    expect(await health('db:1', 'mysqladmin ping -h localhost')).toBe('healthy');
    expect(await health('db:1', 'curl -f http://localhost:9999')).toBe('unhealthy');
    expect(await health('mysql', 'mysqladmin ping -h localhost')).toBe('unhealthy');
  });

  test('replaces an image that no container uses', async () => {
    const { world } = await after(
      lab,
      `${add} redis --port 6379`,
      'host1$ docker run -d --name cache redis redis-server --appendonly yes',
    );
    expect((await run(world, 'host1', 'docker ps --format {{.Status}}')).stdout).toMatch(/^Up/);
    expect(await run(world, LAN, 'add image redis')).toMatchObject({
      exit: 1,
      stderr: 'add: redis:latest is used by container cache on host1\n',
      world,
    });
  });

  test('is on every host, or on one', async () => {
    const has = async (line: string) => {
      const { world } = await after(lab, `${LAN}$ add host`, `${LAN}$ ${line}`);
      const listed = (host: string) => run(world, host, 'docker images -q app').then(({ stdout }) => stdout !== '');
      return [await listed('host1'), await listed('host2')];
    };
    expect(await has('add image app')).toEqual([true, true]);
    expect(await has('add image app --on host2')).toEqual([false, true]);
  });

  test.each([
    ['add image', 2],
    ['add image a b', 2],
    ['add image a --port', 2],
    ['add image a --like nginx --port 80', 2],
    ['add image a --constructor x', 2],
    ['add image a --on host1 --on host1', 2],
    ['add image BAD', 1],
    ['add image a --port 70000', 1],
    ['add image a --port __proto__', 1],
    ['add image a --like nothing', 1],
    ['add image a --on nobody', 1],
    [`add image a${' --port 80'.repeat(65)}`, 1],
    [`add image a --job ${'x'.repeat(500)}`, 1],
    ['add constructor x', 2],
  ])('refuses %s, and leaves all as it was', async (line, exit) => {
    const refused = await run(lab, LAN, line);
    expect(refused).toMatchObject({ exit, world: lab });
    expect(refused.stderr).toMatch(exit === 2 ? /^usage: / : /^add: /);
  });
});
