import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { execute, type RunOptions } from '../run.ts';
import { openSession, type Session } from '../session.ts';
import type { Outcome } from '../tool/call.ts';

let session: Session;
beforeAll(async () => {
  const lab = openSession(createLab({ seed: 7 }));
  // They are loaded when they are first run: from then on their outcome is there at once.
  const containers = ['ps', 'exec x y', 'logs x', 'top x', 'rm x', 'start x', 'stop x', 'port x'];
  const networks = ['network ls', 'network inspect x', 'network rm x', 'network prune', 'network create x'];
  for (const line of [
    'images',
    'inspect x',
    'info',
    'version',
    'swarm leave',
    'service rm x',
    ...containers,
    ...networks,
  ])
    await execute(lab, 'host1', `docker ${line}`);
  for (const line of ['hostname', 'ls', 'date']) await execute(lab, 'host1', line);
});
beforeEach(() => {
  session = openSession(createLab({ seed: 7 }));
});

/** Runs a line on host1 as a script does, without a terminal. */
const docker = (line: string, options: RunOptions = { fresh: true }): Outcome =>
  execute(session, 'host1', `docker ${line}`, options) as Outcome;
/** The same where a process is to go on first, which takes a turn of its own. */
const dockerLater = async (line: string): Promise<Outcome> =>
  execute(session, 'host1', `docker ${line}`, { fresh: true });
/** The same by a person at a terminal. */
const typed = (line: string): Outcome => docker(line, {});

const containers = (world: World) => Object.values(world.machines['host1']?.engine?.containers ?? {});

describe('run', () => {
  test('in the background prints the id', () => {
    const { stdout, exit } = docker('run -d --name web nginx');
    expect(stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(exit).toBe(0);
    expect(containers(session.world).map(({ name, state }) => [name, state.status])).toEqual([['web', 'running']]);
  });

  test('in the foreground prints what the command prints and gives its exit code', async () => {
    expect(await dockerLater('run --rm --name brief alpine cat /etc/hostname')).toMatchObject({ exit: 0, stderr: '' });
    expect((await dockerLater("run --rm alpine sh -c 'exit 4'")).exit).toBe(4);
    expect(await dockerLater('run --rm alpine cat /nothing')).toMatchObject({
      exit: 1,
      stderr: 'cat: /nothing: No such file or directory\n',
    });
    expect(containers(session.world)).toEqual([]);
  });

  test('keeps the output of a short command for its log, and the time as it was', async () => {
    const before = session.world.clock.now;
    await dockerLater('run -d --name once alpine cat /etc/hosts');
    expect(session.world.clock.now - before).toBeLessThan(1000);
    expect((await dockerLater('logs once')).stdout).toContain('127.0.0.1\tlocalhost');
    expect(docker("ps -a --format '{{.Names}} {{.State}}'").stdout).toBe('once exited\n');
  });

  test('in the background a script takes its time', async () => {
    docker('run -d --name other alpine sleep 5');
    await execute(session, 'host1', "docker run -d --name slow alpine sh -c 'echo one; sleep 60; echo two; exit 3'");
    const states = () => containers(session.world).map(({ state }) => `${state.status} ${state.exitCode}`);
    expect(states()).toEqual(['running 0', 'running 0']);
    await execute(session, 'host1', 'sleep 61');
    expect([docker('logs slow').stdout, states()]).toEqual(['one\ntwo\n', ['exited 0', 'exited 3']]);
  });

  test('lets what has come due happen first', () => {
    docker('run -d --name nap alpine sleep 2');
    const state = () => docker("ps -a --format '{{.State}}'").stdout;
    expect(state()).toBe('running\n');
    session.update((world) => void (world.clock.now += 3000));
    expect(state()).toBe('exited\n');
  });

  test('refuses before it makes anything', () => {
    const before = JSON.stringify(session.world);
    for (const line of ['run', 'run --nope nginx', 'run -p x nginx', 'run --network a --network a nginx', 'run NGINX'])
      expect(docker(line).exit).toBeGreaterThan(0);
    expect(JSON.stringify(session.world)).toBe(before);
  });

  test('leaves a created container behind where it cannot start it', () => {
    const { stdout, stderr, exit } = docker('run -d --name lost --network nowhere nginx');
    expect(exit).toBe(125);
    expect(stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(stderr).toBe(
      "docker: Error response from daemon: failed to set up container networking: network nowhere not found\n\nRun 'docker run --help' for more information\n",
    );
    expect(containers(session.world).map(({ state }) => state.status)).toEqual(['created']);
  });

  test('hints at its short form, however it was called', () => {
    const { stderr } = docker('container run --network nowhere -p 70000:80 nginx');
    expect(stderr).toBe("docker: Invalid hostPort: 70000\n\nRun 'docker run --help' for more information\n");
  });

  test('warns of a DNS server that only the host could reach', () => {
    expect(docker('run -d --dns 9.9.9.9 --dns 127.0.0.53 nginx').stderr).toBe(
      'WARNING: Localhost DNS (127.0.0.53) may fail in containers.\n',
    );
    expect(docker('run -d --dns 9.9.9.9 nginx').stderr).toBe('');
  });

  test('misses the image before it looks at networks', () => {
    expect(docker('container create --ip 1.2.3.4 nginx:0').stderr).toMatch(/^Unable to find image 'nginx:0' locally/);
  });
});

describe('exec', () => {
  test('gives capabilities with --privileged, and none to another user', async () => {
    await execute(session, 'host1', 'ip -V'); // what `ip` does is there from now on
    docker('run -d --name box alpine');
    docker('run -d --name admin --cap-add NET_ADMIN alpine');
    const denied = { exit: 2, stderr: 'RTNETLINK answers: Operation not permitted\n' };
    expect(docker('exec box ip link set eth0 down')).toMatchObject(denied);
    expect(docker("exec --privileged box sh -c 'ip link set eth0 down'")).toMatchObject({ exit: 0, stderr: '' });
    expect(docker('exec --privileged box env A=1 ip link set eth0 up')).toMatchObject({ exit: 0, stderr: '' });
    expect(docker('exec -u nobody --privileged admin ip link set eth0 down')).toMatchObject(denied);
    expect(docker('exec admin ip link set eth0 down').exit).toBe(0);
  });
});

test('top knows whose the processes are', () => {
  docker('run -d --name web nginx');
  expect(docker('top web -o comm').stderr).toBe("Error response from daemon: Couldn't find PID field in ps output\n");
  expect(docker('top web -o user,uid,pid,comm').stdout).toMatch(
    /^USER .*\nroot +0 +\d+ +nginx\n(www-data +33 +\d+ +nginx\n)+$/,
  );
});

describe('ps', () => {
  test('counts volumes and names mounts', () => {
    docker('create --name box -v /srv/shop:/data -v prices:/prices alpine');
    expect(docker("ps -a --format '{{.LocalVolumes}} {{.Mounts}}'").stdout).toBe('1 /srv/shop,prices\n');
  });

  test.each([
    ['publish=8080', 'web\n'],
    ['publish=8000-8100/tcp', 'web\n'],
    ['publish=8080/udp', ''],
    ['expose=80', 'plain\nweb\n'],
  ])('finds containers by --filter %s', (filter, names) => {
    docker('run -d --name web -p 8080:80 nginx');
    docker('run -d --name plain nginx');
    expect(docker(`ps --filter ${filter} --format '{{.Names}}'`).stdout).toBe(names);
  });

  test.each([
    ['publish=abc', 'error while looking up for publish abc: strconv.ParseUint: parsing "abc": invalid syntax'],
    [
      'publish=99999',
      'error while looking up for publish 99999: strconv.ParseUint: parsing "99999": value out of range',
    ],
    ['publish=80:80', "filter for 'publish' should not contain ':': 80:80"],
    ['expose=9-1', 'error while looking up for expose 9-1: Invalid range specified for the Port: 9-1'],
    ['expose=/tcp', 'error while looking up for expose /tcp: Empty string specified for ports.'],
  ])('refuses --filter %s', (filter, problem) => {
    expect(docker(`ps --filter ${filter}`)).toMatchObject({
      exit: 1,
      stderr: `Error response from daemon: ${problem}\n`,
    });
  });
});

describe('at a terminal', () => {
  test('run -it with a shell stays in it', () => {
    const { entered, exit } = typed('run -it --name box alpine sh');
    expect({ entered, exit }).toEqual({ entered: 'host1/box', exit: 0 });
  });

  test('exec -it with a shell stays in it, any other command ends', () => {
    typed('run -d --name box alpine');
    expect(typed('exec -it box bash').entered).toBe('host1/box');
    const { entered, stdout } = typed('exec -it box cat /etc/hostname');
    expect(entered).toBeUndefined();
    expect(stdout).toMatch(/^[0-9a-f]{12}\n$/);
  });

  test('without one, -it is refused', () => {
    docker('run -d --name box alpine');
    expect(docker('exec -it box sh')).toMatchObject({ exit: 1, stderr: 'the input device is not a TTY\n' });
    expect(docker('run -it alpine sh')).toMatchObject({ exit: 1, stderr: 'the input device is not a TTY\n' });
    expect(containers(session.world)).toHaveLength(1);
  });

  test('a pseudo-terminal gives its line ends to a script', () => {
    docker('run -d --name box alpine');
    expect(docker('exec -t box cat /etc/hostname').stdout).toMatch(/^[0-9a-f]{12}\r\n$/);
  });
});

describe('several containers', () => {
  test('are gone through to the end, and what failed is said last', () => {
    docker('run -d --name aa nginx');
    expect(docker('stop nobody aa')).toMatchObject({
      stdout: 'aa\n',
      stderr: 'Error response from daemon: No such container: nobody\n',
      exit: 1,
    });
    expect(docker('start aa nobody')).toMatchObject({
      stdout: 'aa\n',
      stderr: 'Error response from daemon: No such container: nobody\nError: failed to start containers: nobody\n',
      exit: 1,
    });
    expect(docker('rm -f nobody aa')).toMatchObject({ stdout: 'aa\n', exit: 0 });
  });
});

describe('reading', () => {
  test('changes nothing', () => {
    docker('run -d --name web -p 8080:80 nginx');
    docker('network create shop');
    const before = JSON.stringify(session.world);
    for (const line of [
      'ps -a',
      'network ls',
      'inspect web',
      'port web',
      'images',
      'logs web',
      'info',
      'version',
      'network inspect shop',
      'run --help',
    ])
      expect(docker(line).exit).toBe(0);
    expect(JSON.stringify(session.world)).toBe(before);
  });
});

test('prune asks first', () => {
  docker('network create shop');
  const question =
    'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue? [y/N] ';
  expect(docker('network prune').stdout).toBe(question);
  expect(docker('network prune', { fresh: true, stdin: 'y\n' }).stdout).toBe(`${question}Deleted Networks:\nshop\n\n`);
});

test('a network that a part of the swarm is on is not removed, and says which', async () => {
  await execute(session, 'host1', 'docker swarm init');
  expect(docker('network rm docker_gwbridge').stderr).toMatch(
    /network docker_gwbridge has active endpoints \(name:"gateway_ingress-sbox" id:"[0-9a-f]{12}"\)/,
  );
});

test.each([
  ['service create --network name=red,toLocaleString=2 nginx', 'network', 'name=red,toLocaleString=2'],
  ['service update --network-add name=red,toLocaleString=2 web', 'network-add', 'name=red,toLocaleString=2'],
  ['run --network name=red,toLocaleString=2 nginx', 'network', 'name=red,toLocaleString=2'],
])('%s is refused where its flags are read', async (line, flag, value) => {
  await execute(session, 'host1', 'docker swarm init');
  const { stderr, exit } = await dockerLater(line);
  expect(stderr).toMatch(`invalid argument "${value}" for "--${flag}" flag: invalid field key tolocalestring\n`);
  expect(exit).toBe(125);
});
