import { expect, test } from 'vitest';
import { replay } from './replay.ts';
import { createLab } from '../world/lab.ts';
import { LAN, type World } from '../world/world.ts';
import { meant } from '../shell/meant/meant.ts';
import { run } from '../shell/run.ts';

const HUB = { place: LAN, line: 'use images docker-hub' };

/** Plays lines of a host after others in a lab with the images of Docker Hub; the last one's outcome. */
async function last(...lines: readonly string[]) {
  let world: World = (await run(createLab({ seed: 1 }), LAN, HUB.line)).world;
  let outcome;
  for (const line of lines) {
    outcome = await run(world, 'host1', line);
    world = outcome.world;
  }
  return { stdout: outcome?.stdout ?? '', stderr: outcome?.stderr ?? '', exit: outcome?.exit, world };
}

const WEB = 'docker run -d --name web -p 8080:80 nginx';

test('the option is a command of the history, and off without it', async () => {
  expect((await replay({ seed: 1, commands: [HUB] })).hub).toBe(true);
  expect((await replay({ seed: 1, commands: [] })).hub).toBeUndefined();
  const used = await run((await run(createLab({ seed: 1 }), 'host1', WEB)).world, LAN, HUB.line);
  expect(used.stderr).toBe('use: host1 has containers: this is for the beginning of a lab\n');
});

test('a host that is added later has them too', async () => {
  const world = await replay({ seed: 1, commands: [HUB, { place: LAN, line: 'add host host2' }] });
  expect((await run(world, 'host2', 'docker run -d --name db redis && docker exec db ip a')).exit).toBe(127);
});

test('what an image lacks is not found, until it is installed', async () => {
  expect((await last(WEB, 'docker exec web ip a')).stdout).toBe(
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "ip": executable file not found in $PATH\n',
  );
  expect((await last(WEB, "docker exec web sh -c 'ip a'")).stderr).toBe('sh: 1: ip: not found\n');
  expect((await last(WEB, 'docker exec web apt-get install -y iproute2')).stderr).toBe(
    'E: Unable to locate package iproute2\n',
  );
  const install = "docker exec web sh -c 'apt-get update && apt-get install -y iproute2 && ip -br link'";
  expect((await last(WEB, install)).stdout).toMatch(/Setting up iproute2 .*\nlo {15}UNKNOWN/);
});

test('what was installed is part of a commit, and of a diff', async () => {
  const install = "docker exec web sh -c 'apt-get update; apt-get install -y iputils-ping'";
  const made = await last(WEB, install, 'docker commit web mine', 'docker run --rm mine ping -c1 172.17.0.2');
  expect(made.stdout).toContain('1 received');
  expect((await last(WEB, install, 'docker diff web')).stdout).toContain('A /usr/bin/ping\n');
});

test('Alpine has neither bash nor curl, and its shell says so in its words', async () => {
  const box = 'docker run -d --name box alpine sleep 1d';
  expect((await last(box, 'docker exec box bash')).exit).toBe(127);
  expect((await last(box, "docker exec box sh -c 'curl x'")).stderr).toBe('sh: curl: not found\n');
  expect((await last(box, "docker exec box sh -c 'apk add curl && curl --version'")).exit).toBe(0);
});

test('nothing is installed where no packet gets out', async () => {
  const inner = 'docker network create --internal in && docker run -d --name box --network in alpine sleep 1d';
  const { exit, stderr } = await last(inner, 'docker exec box apk add curl');
  expect(exit).toBe(1);
  expect(stderr).toContain('DNS lookup error');
});

test('docker ps shows what the images run', async () => {
  const { stdout } = await last(WEB, 'docker run -d --name kv redis', "docker ps --format '{{.Names}} {{.Command}}'");
  expect(stdout).toBe('kv "docker-entrypoint.s…"\nweb "/docker-entrypoint.…"\n');
});

test('the log of nginx shows requests, and its image says what it begins with', async () => {
  const { stdout, stderr } = await last(WEB, 'curl -s http://127.0.0.1:8080/', 'docker logs web');
  expect(stdout).toMatch(/ready for start up\n172\.17\.0\.1 - - \[.*\] "GET \/ HTTP\/1\.1" 200 \d+/);
  expect(stderr).toContain('[notice] 1#1: start worker processes');
});

test('a database without a password ends, and says why', async () => {
  const { stdout, stderr } = await last(
    'docker run -d --name db postgres',
    'sleep 1; docker logs db; docker ps -aq --filter exited=1',
  );
  expect(stderr).toContain('superuser password is not specified');
  expect(stdout).toMatch(/^[0-9a-f]{12}\n$/);
});

test('hello-world says what it says, in any lab that has it', async () => {
  expect((await last('docker run hello-world')).stdout).toContain('Hello from Docker!\nThis message shows');
  const { world } = await run(createLab({ seed: 1 }), LAN, 'add image hello-world');
  expect((await run(world, 'host1', 'docker run hello-world')).stdout).toContain('Hello from Docker!');
});

test.each([
  ['docker run -d ubuntu', 'shellEnded', 'docker run -it -d ubuntu'],
  ['docker run -d --name box busybox', 'shellEnded', 'docker rm box && docker run -it -d --name box busybox'],
  ['docker run -d ubuntu true', 'jobEnded', /^docker logs \w+$/],
  ['docker run -d postgres', 'failedAtOnce', /^docker logs \w+$/],
])('why the container of %s has ended', async (line, why, kept) => {
  const { world } = await last();
  const [meaning, ...others] = await meant(world, 'host1', line);
  expect(others).toEqual([]);
  expect(meaning?.why).toBe(why);
  expect(meaning?.line).toMatch(kept);
});

test('in a lab of the usual images as well, and nothing is said of a container that goes on', async () => {
  const world = createLab({ seed: 1 });
  expect((await meant(world, 'host1', 'docker run -d ubuntu bash'))[0]?.why).toBe('shellEnded');
  expect(await meant(world, 'host1', 'docker run -d ubuntu')).toEqual([]);
  expect(await meant(world, 'host1', 'docker run -dit ubuntu bash')).toEqual([]);
});
