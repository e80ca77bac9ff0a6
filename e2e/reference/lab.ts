/**
 * The lab with real engines: each machine is a network namespace of this one, wired as src/world/lab.ts wires the model's.
 * HOPSCOPE_LAB names the namespaces, so that several labs can stand side by side.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IMAGES } from '../../src/engine/images/images.table.ts';
import { ENGINE_ROOT, HOME, IMAGE_ROOT, IMAGE_TAR } from './roots.ts';
import { attempt, capture, quote, sh, sleep, type Ran } from './shell.ts';

const LAB = process.env.HOPSCOPE_LAB ?? 'hopscope';
const MACHINES = ['router', 'inet', 'host1', 'host2', 'client'];
const SOCKETS = join(HOME, 'sock', LAB);
const TEMPLATE = join(HOME, 'template');

export const namespaceOf = (machine: string): string => `${LAB}-${machine}`;

/** A container's name alone is one on host1. */
export const wholePlace = (place: string): string =>
  MACHINES.includes(place) || place.includes('/') ? place : `host1/${place}`;

const engines = new Map<string, ChildProcess>();
const servers: ChildProcess[] = [];

const docker = (host: string, words: string): string =>
  `${ENGINE_ROOT}/usr/bin/docker -H unix://${SOCKETS}/${host}.sock ${words}`;

/** Sets up a fresh lab with engines on the hosts named. */
export async function up(hosts: readonly string[]): Promise<void> {
  await makeTemplate();
  // What a scenario set stays in the root that all engines have.
  rmSync(join(ENGINE_ROOT, 'etc/docker/daemon.json'), { force: true });
  removeNamespaces();
  wire();
  serve('inet', `chroot ${IMAGE_ROOT} http-echo 80 443`);
  serve(
    'inet',
    `chroot ${ENGINE_ROOT} dnsmasq -k -u root --no-resolv --no-hosts --listen-address=203.0.113.53 --bind-interfaces --host-record=example.com,203.0.113.10 --local=/#/ --pid-file=`,
  );
  for (const host of hosts) {
    const data = join(HOME, 'data', LAB, host);
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { recursive: true });
    sh(`cp -a --reflink=auto ${TEMPLATE}/. ${data}/`);
    await startEngine(host, data);
  }
}

/** Ends all that `up` started. */
export async function down(): Promise<void> {
  for (const host of [...engines.keys()]) await stopEngine(host);
  for (const { pid } of servers.splice(0)) if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  removeNamespaces();
}

function removeNamespaces(): void {
  for (const machine of MACHINES) attempt(`ip netns del ${namespaceOf(machine)}`);
}

function wire(): void {
  const lines = [
    ...MACHINES.flatMap((m) => [`ip netns add ${namespaceOf(m)}`, `ip -n ${namespaceOf(m)} link set lo up`]),
    `ip -n ${namespaceOf('router')} link add lan0 type bridge`,
    `ip -n ${namespaceOf('router')} addr add 192.168.65.1/24 dev lan0`,
    `ip -n ${namespaceOf('router')} link set lan0 up`,
    ...plug('host1', '192.168.65.10'),
    ...plug('host2', '192.168.65.11'),
    ...plug('client', '192.168.65.50'),
    ...cable('inet', 'wan0'),
    `ip -n ${namespaceOf('router')} addr add 203.0.113.1/24 dev wan0`,
    `ip -n ${namespaceOf('router')} link set wan0 up`,
    `ip -n ${namespaceOf('inet')} addr add 203.0.113.10/24 dev eth0`,
    `ip -n ${namespaceOf('inet')} addr add 203.0.113.53/24 dev eth0`,
    `ip -n ${namespaceOf('inet')} link set eth0 up`,
    `ip -n ${namespaceOf('inet')} route add 192.168.65.0/24 via 203.0.113.1`,
    `ip netns exec ${namespaceOf('router')} sysctl -qw net.ipv4.ip_forward=1`,
    // As on a machine where br_netfilter is not loaded until an engine asks for it.
    ...['router', 'host1', 'host2'].flatMap((m) =>
      ['iptables', 'ip6tables', 'arptables'].map(
        (tables) => `ip netns exec ${namespaceOf(m)} sysctl -qw net.bridge.bridge-nf-call-${tables}=0`,
      ),
    ),
  ];
  sh(`set -e\n${lines.join('\n')}`);
}

const cable = (machine: string, port: string): string[] => [
  `ip -n ${namespaceOf(machine)} link add eth0 type veth peer name ${port} netns ${namespaceOf('router')}`,
];

const plug = (machine: string, address: string): string[] => [
  ...cable(machine, `p-${machine}`),
  `ip -n ${namespaceOf('router')} link set p-${machine} master lan0 up`,
  `ip -n ${namespaceOf(machine)} addr add ${address}/24 dev eth0`,
  `ip -n ${namespaceOf(machine)} link set eth0 up`,
  `ip -n ${namespaceOf(machine)} route add default via 192.168.65.1`,
];

function serve(machine: string, command: string): void {
  const line = `hostname ${machine}; exec ${command}`;
  const words = ['netns', 'exec', namespaceOf(machine), 'unshare', '-u', 'bash', '-c', line];
  servers.push(spawn('ip', words, { detached: true, stdio: 'ignore' }));
}

async function startEngine(host: string, data: string): Promise<void> {
  for (const folder of [SOCKETS, join(ENGINE_ROOT, 'run/sock'), join(ENGINE_ROOT, 'srv', host), join(HOME, 'log')])
    mkdirSync(folder, { recursive: true });
  const socket = join(SOCKETS, `${host}.sock`);
  // The engine gets a mount namespace with the engine's root as its own.
  const line = `set -e
hostname ${host}
mount --make-rprivate /
mount --rbind ${ENGINE_ROOT} ${ENGINE_ROOT}; cd ${ENGINE_ROOT}
mount -t proc proc proc; mount -t sysfs sysfs sys
mkdir -p sys/fs/cgroup; mount --rbind /sys/fs/cgroup sys/fs/cgroup; mount --rbind /dev dev
mount -t tmpfs tmpfs tmp; mount -t tmpfs tmpfs run
mkdir -p run/sock old; mount --bind ${SOCKETS} run/sock; mount --bind ${data} srv/${host}
pivot_root . old; cd /; umount -l /old
exec dockerd --data-root /srv/${host} --exec-root /run/docker --pidfile /run/docker.pid -H unix:///run/sock/${host}.sock`;
  const log = openSync(join(HOME, 'log', `${namespaceOf(host)}.log`), 'w');
  const words = [`--net=/run/netns/${namespaceOf(host)}`, 'unshare', '-m', '-u', 'bash', '-c', line];
  engines.set(host, spawn('nsenter', words, { detached: true, stdio: ['ignore', log, log] }));
  for (let tries = 0; tries < 300; tries++) {
    if (existsSync(socket) && attempt(`${docker(host, 'version')} && echo up`).endsWith('up\n')) return;
    await sleep(100);
  }
  throw new Error(`the engine on ${host} did not start: see ${join(HOME, 'log')}`);
}

async function stopEngine(host: string): Promise<void> {
  const engine = engines.get(host);
  if (!engine) return;
  const gone = new Promise((resolve) => engine.once('exit', resolve));
  attempt(`${docker(host, 'ps -aq')} | xargs -r ${docker(host, 'rm -f')}`);
  engine.kill('SIGTERM');
  await Promise.race([gone, sleep(15_000)]);
  rmSync(join(SOCKETS, `${host}.sock`), { force: true });
  engines.delete(host);
}

/** The image store that every fresh engine starts from; made once. */
async function makeTemplate(): Promise<void> {
  const done = `${TEMPLATE}.done`;
  if (existsSync(done)) return;
  rmSync(TEMPLATE, { recursive: true, force: true });
  removeNamespaces();
  mkdirSync(TEMPLATE, { recursive: true });
  sh(`ip netns add ${namespaceOf('host1')}; ip -n ${namespaceOf('host1')} link set lo up`);
  await startEngine('host1', TEMPLATE);
  for (const { name, cmd, expose = [] } of IMAGES) {
    const changes = [`CMD ${JSON.stringify(cmd)}`, ...expose.map((port) => `EXPOSE ${port}`)];
    sh(docker('host1', `import ${changes.map((change) => `-c ${quote(change)}`).join(' ')} ${IMAGE_TAR} ${name}`));
  }
  await stopEngine('host1');
  removeNamespaces();
  for (const part of ['network', 'swarm']) rmSync(join(TEMPLATE, part), { recursive: true, force: true });
  writeFileSync(done, '');
}

/** Runs a shell line at a place: a machine, or HOST/CONTAINER. */
export function run(place: string, line: string, timeout = 30_000): Promise<Ran> {
  const [machine = '', container] = place.split('/');
  const engine = engines.get(machine);
  if (container !== undefined)
    return capture('bash', ['-c', docker(machine, `exec ${container} sh -c ${quote(line)}`)], timeout);
  if (engine) {
    const env = [
      'env',
      'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
      `DOCKER_HOST=unix:///run/sock/${machine}.sock`,
      'COLUMNS=200',
    ];
    const words = ['-t', String(engine.pid), '-m', '-n', '-u', ...env, 'sh', '-c', `cd /root; ${line}`];
    return capture('nsenter', words, timeout);
  }
  const inner = `hostname ${machine}; exec chroot ${IMAGE_ROOT} sh -c "$0"`;
  return capture('ip', ['netns', 'exec', namespaceOf(machine), 'unshare', '-u', 'sh', '-c', inner, line], timeout);
}

/** Every namespace that can see a frame now: the machines' and the running containers' own. */
export function everywhere(): { name: string; net: string }[] {
  const machines = ['client', 'router', 'inet', ...engines.keys()];
  const containers = [...engines.keys()].flatMap((host) => {
    const format = '{{.Name}} {{.State.Pid}} {{.HostConfig.NetworkMode}}';
    const lines = attempt(`${docker(host, 'ps -q')} | xargs -r ${docker(host, `inspect -f ${quote(format)}`)}`);
    return lines.split('\n').flatMap((line) => {
      const [name, pid, mode = ''] = line.split(' ');
      const own = name && mode !== 'host' && !mode.startsWith('container:');
      return own ? [{ name: `${host}${name}`, net: `/proc/${pid}/ns/net` }] : [];
    });
  });
  return [...machines.map((name) => ({ name, net: `/run/netns/${namespaceOf(name)}` })), ...containers];
}
