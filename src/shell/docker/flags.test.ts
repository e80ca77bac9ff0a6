import { describe, expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { run } from '../run.ts';
import { buildFlags } from './build/flags.table.ts';
import { exec } from './container/exec.ts';
import { createFlags, runFlags } from './container/create/flags.ts';
import { createFlags as networkFlags } from './network/flags.table.ts';
import { create as volumeCreate } from './volume/create.ts';

/** A value for each flag that shows that it is heeded: a command's outcome, or what it leaves, differs from the one without. */
type Values = Readonly<Record<string, string>>;

/** Flags that change nothing on a real host of the lab's kind either, and why. */
type Idle = Readonly<Record<string, string>>;

async function played(world: World, ...lines: readonly string[]): Promise<string> {
  const told: string[] = [];
  let now = world;
  for (const line of lines) {
    const outcome = await run(now, 'host1', line);
    now = outcome.world;
    told.push(outcome.stdout, outcome.stderr, String(outcome.exit));
  }
  // What is random or a time is not what a flag does.
  return told.join('\n').replace(/\b[0-9a-f]{12,64}\b|\d{4}-\d\d-\d\dT[\d:.]+Z|"Pid":\d+/g, '*');
}

async function labAfter(...lines: readonly string[]): Promise<World> {
  let world: World = createLab({ seed: 1 });
  for (const line of lines) world = (await run(world, 'host1', line)).world;
  return world;
}

const container: Values = {
  'add-host': 'db:10.0.0.9',
  annotation: 'a=b',
  attach: 'stderr',
  'blkio-weight': '300',
  'blkio-weight-device': '/dev/null:300',
  'cap-add': 'NET_ADMIN',
  'cap-drop': 'ALL',
  'cgroup-parent': '/mine',
  cgroupns: 'private',
  cidfile: '/tmp/box.cid',
  'cpu-count': '1',
  'cpu-percent': '10',
  'cpu-period': '50000',
  'cpu-quota': '20000',
  'cpu-rt-period': '1000',
  'cpu-rt-runtime': '1000',
  'cpu-shares': '512',
  cpus: '1.5',
  'cpuset-cpus': '1',
  'cpuset-mems': '0',
  device: '/dev/null:/dev/nothing',
  'device-cgroup-rule': '"c 1:3 rwm"',
  'device-read-bps': '/dev/null:1mb',
  'device-read-iops': '/dev/null:9',
  'device-write-bps': '/dev/null:1mb',
  'device-write-iops': '/dev/null:9',
  dns: '9.9.9.9',
  'dns-opt': 'ndots:3',
  'dns-option': 'ndots:3',
  'dns-search': 'example.org',
  domainname: 'example.org',
  entrypoint: 'hostname',
  env: 'A=1',
  'env-file': '/tmp/names',
  expose: '99',
  gpus: 'all',
  'group-add': '99',
  'health-cmd': 'true',
  'health-interval': '7s',
  'health-retries': '7',
  'health-start-interval': '7s',
  'health-start-period': '7s',
  'health-timeout': '7s',
  hostname: 'named',
  'io-maxbandwidth': '1m',
  'io-maxiops': '9',
  ip: '10.20.0.20',
  ip6: 'fd00::9',
  ipc: 'shareable',
  isolation: 'hyperv',
  label: 'a=b',
  'label-file': '/tmp/names',
  link: 'other:alias',
  'link-local-ip': '169.254.9.9',
  'log-driver': 'none',
  'log-opt': 'max-size=10m',
  'mac-address': '02:42:00:00:00:99',
  memory: '64m',
  'memory-reservation': '32m',
  'memory-swap': '90m',
  'memory-swappiness': '50',
  mount: 'type=tmpfs,target=/scratch',
  name: 'box2',
  net: 'front',
  'net-alias': 'alias',
  network: 'front',
  'network-alias': 'alias',
  'oom-score-adj': '99',
  pid: 'host',
  'pids-limit': '99',
  platform: 'linux/arm64',
  publish: '8080:80',
  pull: 'always',
  restart: 'always',
  runtime: 'io.containerd.runc.v2',
  'security-opt': 'no-new-privileges',
  'shm-size': '9m',
  'stop-signal': 'SIGINT',
  'stop-timeout': '9',
  'storage-opt': 'size=1g',
  sysctl: 'net.ipv4.ip_forward=0',
  tmpfs: '/scratch',
  ulimit: 'nofile=64',
  user: 'nobody',
  userns: 'host',
  uts: 'host',
  volume: 'data:/data',
  'volume-driver': 'nope -v other:/other',
  'volumes-from': 'other',
  workdir: '/etc',
};

const containerIdle: Idle = {
  'disable-content-trust': 'the lab trusts no content',
  'kernel-memory': 'kernels since 5.11 and the engine ignore it',
  quiet: 'no registry sends anything to be quiet of',
};

const given = (flag: { readonly name: string; readonly type: string }, values: Values): string => {
  const value = values[flag.name];
  return value === undefined ? `--${flag.name}` : `--${flag.name} ${value}`;
};

const heeded = (flags: readonly { readonly name: string; readonly type: string }[], idle: Idle) =>
  flags.filter(({ name }) => !Object.hasOwn(idle, name) && name !== 'help');

const needed = (flags: readonly { readonly name: string; readonly type: string }[], values: Values, idle: Idle) =>
  flags.filter(({ name, type }) => type !== 'bool' && !Object.hasOwn(values, name) && !Object.hasOwn(idle, name));

const others = [
  'echo A=1 > /tmp/names',
  'docker network create --subnet 10.20.0.0/24 front',
  'docker run -d --name other -v kept:/kept nginx',
];

describe('each flag of docker create', () => {
  const besides: Values = {
    ip: '--network front',
    'network-alias': '--network front',
    'net-alias': '--network front',
    'memory-swap': '--memory 64m',
    'log-opt': '--log-driver json-file',
    'no-healthcheck': '--health-interval 9s',
    'publish-all': '--expose 80',
    'memory-reservation': '--memory 64m',
  };
  test('has a value to be tried with', () => {
    expect(needed(createFlags, container, containerIdle).map(({ name }) => name)).toEqual([]);
  });
  test.each(heeded(createFlags, containerIdle))('--$name is shown by inspect, or refused', async (flag) => {
    const world = await labAfter(...others);
    const line = (words: string) => [
      `docker create ${flag.name === 'name' ? '' : '--name box'} ${besides[flag.name] ?? ''} ${words} nginx`,
      'docker inspect box',
      'cat /tmp/box.cid',
      "docker ps -a --format '{{.Names}}'",
    ];
    expect(await played(world, ...line(given(flag, container)))).not.toBe(await played(world, ...line('')));
  });
});

describe('each flag that docker run has besides', () => {
  const values: Values = { 'detach-keys': 'nope', pull: 'always' };
  const idle: Idle = { 'sig-proxy': 'signals come from a terminal' };
  const own = runFlags.filter(({ name }) => !createFlags.some((each) => each.name === name && name !== 'pull'));
  test.each(heeded(own, idle))('--$name is heeded, or refused', async (flag) => {
    const world = await labAfter();
    const line = (words: string) => `docker run --name box ${words} alpine echo said`;
    expect(await played(world, line(given(flag, values)))).not.toBe(await played(world, line('')));
  });
});

describe('each flag of docker exec', () => {
  const values: Values = {
    'detach-keys': 'nope',
    env: 'A=1',
    'env-file': '/tmp/names',
    user: 'nobody',
    workdir: '/etc',
  };
  test.each(heeded(exec.flags, {}))('--$name is heeded, or refused', async (flag) => {
    const world = await labAfter(...others);
    const command = "sh -c 'env; pwd; id; cat; ip link add type dummy'";
    const line = (words: string) => `echo typed | docker exec ${words} other ${command}`;
    expect(await played(world, line(given(flag, values)))).not.toBe(await played(world, line('')));
  });
});

describe('each flag of docker network create', () => {
  const subnet = '--subnet 10.30.0.0/24';
  const values: Values = {
    'aux-address': `x=10.30.0.9 ${subnet}`,
    'config-from': 'pattern',
    driver: 'macvlan',
    gateway: `10.30.0.9 ${subnet}`,
    'ip-range': `10.30.0.128/25 ${subnet}`,
    'ipam-driver': 'null',
    'ipam-opt': 'a=b',
    label: 'a=b',
    opt: 'com.docker.network.bridge.name=named0',
    scope: 'swarm',
    subnet: '10.30.0.0/24',
  };
  const besides: Values = { 'aux-address': subnet, gateway: subnet, 'ip-range': subnet };
  test.each(heeded(networkFlags, {}))('--$name is shown by inspect, or refused', async (flag) => {
    const world = await labAfter('docker network create --config-only --subnet 10.40.0.0/24 pattern');
    const value = flag.name === 'ipv4' ? '--ipv4=false' : given(flag, values);
    const lines = (words: string) => [`docker network create ${words} made`, 'docker network inspect made'];
    expect(await played(world, ...lines(value))).not.toBe(await played(world, ...lines(besides[flag.name] ?? '')));
  });
});

describe('each flag of docker volume create', () => {
  const values: Values = {
    availability: 'pause',
    driver: 'nope',
    group: 'g',
    label: 'a=b',
    'limit-bytes': '1m',
    name: 'made made2',
    opt: 'type=tmpfs',
    'required-bytes': '1m',
    scope: 'multi',
    sharing: 'all',
    type: 'block',
  };
  const alone = 'without the settings of a cluster it is of no effect';
  const idle: Idle = { secret: alone, 'topology-preferred': alone, 'topology-required': alone };
  test.each(heeded(volumeCreate.flags, idle))('--$name is shown by inspect, or refused', async (flag) => {
    const world = await labAfter();
    const lines = (words: string) => [`docker volume create ${words} made`, 'docker volume inspect made'];
    expect(await played(world, ...lines(given(flag, values)))).not.toBe(await played(world, ...lines('')));
  });
});

describe('each flag of docker build', () => {
  const values: Values = {
    'add-host': 'db:10.0.0.9',
    'build-arg': 'A=2',
    file: '/tmp/site/Other',
    iidfile: '/tmp/iid',
    isolation: 'hyperv',
    label: 'a=b',
    memory: '1k',
    network: 'none',
    platform: 'nope',
    'security-opt': 'nope',
    tag: 'made',
    target: 'first',
    ulimit: 'nofile=64',
    'memory-swap': '90m',
    'cpu-period': '1',
    'cpu-quota': '1',
    'cpuset-cpus': '99',
  };
  const limits = 'a limit that no step of a build of the lab meets';
  const idle: Idle = {
    'cache-from': 'every image of the engine is a source of its cache, as none comes from elsewhere',
    'cgroup-parent': limits,
    'cpu-shares': limits,
    'cpuset-mems': limits,
    'shm-size': limits,
    ulimit: limits,
    compress: 'how the context is sent is not seen',
    'disable-content-trust': 'the lab trusts no content',
    'force-rm': 'intermediate containers never stay in the lab',
    pull: 'no registry has anything newer',
  };
  test.each(heeded(buildFlags, idle))('--$name is heeded, or refused', async (flag) => {
    const dockerfile = String.raw`FROM alpine AS first\nARG A=1\nRUN echo $A; cat /etc/hosts; ip route\nFROM first\nLABEL x=y\n`;
    const world = await labAfter(
      'mkdir -p /tmp/site',
      `printf '${dockerfile}' > /tmp/site/Dockerfile`,
      `printf 'FROM nginx\\n' > /tmp/site/Other`,
    );
    const value = flag.name === 'rm' ? '--rm=false' : given(flag, values);
    const lines = (words: string) => [
      ...(flag.name === 'no-cache' ? ['docker build -q /tmp/site'] : []),
      `docker build ${words} /tmp/site`,
      'docker images',
      'docker ps -a',
      'cat /tmp/iid',
      'docker inspect $(docker images -q | head -n 1)',
    ];
    expect(await played(world, ...lines(value))).not.toBe(await played(world, ...lines('')));
  });
});
