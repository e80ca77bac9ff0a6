import { describe, expect, test } from 'vitest';
import { labAfter } from './shell.fixture.ts';

/** Names that every object of JavaScript answers to: to a user they are names as any other. */
const NAMES = ['__proto__', 'constructor', 'toString', '__defineGetter__'];

const lab = () => labAfter('docker run -d --name box -l a=b alpine', 'docker run -d --privileged --name priv alpine');

describe.each(NAMES)('called %s', (name) => {
  test('a link is found, renamed and removed', async () => {
    const link = name.slice(0, 15); // no name of a link is longer
    const { at } = await lab();
    expect(await at('host1', `brctl addbr ${link}`)).toMatchObject({ exit: 0 });
    expect((await at('host1', `ip -o link show ${link}`)).stdout).toContain(`: ${link}: <BROADCAST`);
    expect(await at('host1', `ip link set ${link} name br7`)).toMatchObject({ exit: 0 });
    expect(await at('host1', `ip link set br7 name ${link}`)).toMatchObject({ exit: 0 });
    expect(await at('host1', `ip link del ${link}`)).toMatchObject({ exit: 0 });
    expect(await at('host1', `ip link show ${link}`)).toMatchObject({ exit: 1 });
  });

  test('a network is found, joined, left and removed', async () => {
    const { at } = await lab();
    expect(await at('host1', `docker network create ${name}`)).toMatchObject({ exit: 0 });
    expect(await at('host1', `docker run -d --name web --network ${name} nginx`)).toMatchObject({ exit: 0 });
    expect(await at('host1', `docker network connect ${name} box`)).toMatchObject({ exit: 0 });
    expect((await at('host1', `docker network inspect -f '{{len .Containers}}' ${name}`)).stdout).toBe('2\n');
    expect(await at('host1/box', 'ping -c 1 web')).toMatchObject({ exit: 0 });
    expect(await at('host1', `docker network disconnect ${name} box`)).toMatchObject({ exit: 0 });
    expect(await at('host1', 'docker rm -f web')).toMatchObject({ exit: 0 });
    expect(await at('host1', `docker network rm ${name}`)).toMatchObject({ exit: 0 });
  });

  test('a chain takes rules, a new name and its end, and the world is plain JSON', async () => {
    const { at, session } = await lab();
    for (const line of [`-N ${name}`, `-A ${name} -j RETURN`, `-I INPUT -j ${name}`])
      expect(await at('host1', `iptables ${line}`)).toEqual({ stdout: '', stderr: '', exit: 0 });
    expect((await at('host1', `iptables -S ${name}`)).stdout).toBe(`-N ${name}\n-A ${name} -j RETURN\n`);
    const again = JSON.parse(JSON.stringify(session.world)) as typeof session.world;
    expect(again).toEqual(session.world);
    expect(JSON.stringify(again)).toBe(JSON.stringify(session.world));
    expect(await at('host1', `iptables -E ${name} other`)).toMatchObject({ exit: 0 });
    expect((await at('host1', 'iptables -S INPUT')).stdout).toContain('-A INPUT -j other');
    expect(await at('host1', `iptables -E other ${name}`)).toMatchObject({ exit: 0 });
    for (const line of ['-F INPUT', `-F ${name}`, `-X ${name}`])
      expect(await at('host1', `iptables ${line}`)).toMatchObject({ exit: 0 });
  });

  test('a filter, an option, a label and a sysctl are refused or taken, never JavaScript’s own', async () => {
    const { at } = await lab();
    expect((await at('host1', `docker ps --filter ${name}=db`)).stderr).toContain('invalid filter');
    expect(await at('host1', `docker network create -o ${name}=1 net`)).toMatchObject({ exit: 0 });
    const options = await at('host1', `docker network inspect -f '{{json .Options}} {{index .Options "${name}"}}' net`);
    expect(options.stdout).toBe(`{"${name}":"1"} 1\n`);
    const label = `docker inspect -f '{{index .Config.Labels "${name}"}}|{{.Config.Labels.${name}}}' box`;
    expect((await at('host1', label)).stdout).toBe('|<no value>\n');
    expect((await at('host1', `sysctl ${name}`)).stderr).toContain('cannot stat');
    expect((await at('host1', `docker inspect ${name}`)).stderr).toContain('No such object');
    expect((await at('host1', `docker node inspect ${name}`)).exit).toBe(1);
  });

  test('a field of a template is unknown', async () => {
    const { at } = await lab();
    const { stderr, exit } = await at('host1', `docker ps --format '{{.${name}.${name}}}'`);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/can't evaluate field|bad character|unexpected/);
  });

  test('a variable is a variable', async () => {
    const { at } = await lab();
    expect((await at('box', `env ${name}=7 env`)).stdout).toContain(`${name}=7\n`);
    expect((await at('host1', `docker exec -e ${name}=7 box env`)).stdout).toContain(`${name}=7\n`);
    expect((await at('box', `printenv ${name}`)).exit).toBe(1);
    expect((await at('box', `export ${name}=7; echo $${name}`)).stdout).toBe('7\n');
  });

  test('a namespace is the place’s own', async () => {
    const { at } = await lab();
    for (const place of ['host1', 'priv']) {
      expect(await at(place, `ip netns add ${name}`)).toMatchObject({ exit: 0 });
      expect((await at(place, 'ip netns')).stdout).toBe(`${name}\n`);
      expect((await at(place, `ip netns exec ${name} ip -br link`)).stdout).toContain('lo');
    }
    expect(await at('priv', `ip netns del ${name}`)).toMatchObject({ exit: 0 });
    expect((await at('host1', `ip netns exec ${name} ip -br link`)).exit).toBe(0);
  });
});

test('a client called constructor is there, as is a container', async () => {
  const { at, session } = await labAfter(
    'docker run -d --name constructor nginx',
    'docker run -d --name toString nginx',
  );
  expect((await at('toString', 'hostname -I')).stdout).toBe('172.17.0.3 \n');
  expect((await at('constructor', 'hostname -I')).stdout).toBe('172.17.0.2 \n');
  expect(await at('@lan', 'add client constructor')).toMatchObject({ exit: 0 });
  expect(Object.keys(session.world.machines)).toContain('constructor');
});

test.each(['valueOf', '__proto__', 'constructor'])(
  'a restart policy called %s is the engine’s to refuse',
  async (word) => {
    const { at } = await labAfter(
      `printf 'services:\\n  db:\\n    image: redis\\n    restart: ${word}\\n' > compose.yaml`,
    );
    const { stderr, exit } = await at('host1', 'docker compose up -d');
    expect(exit).toBe(1);
    expect(stderr).toContain(`unknown policy '${word}'`);
  },
);
