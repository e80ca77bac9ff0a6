import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isRoot = process.getuid?.() === 0;

/** The broker that is installed: Debian has it in sbin. */
export const findMosquitto = (): string | undefined =>
  [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
    .map((folder) => join(folder, 'mosquitto'))
    .find((path) => existsSync(path));

const apt = (...words: string[]) =>
  spawnSync('apt-get', words, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 300_000,
  }).status === 0;

/** Finds mosquitto, or installs it: on Debian and what is made from it, as root. Its own service need not run. */
export function ensureMosquitto(): string | undefined {
  const found = findMosquitto();
  if (found !== undefined || !isRoot || !existsSync('/usr/bin/apt-get')) return found;
  console.log('No mosquitto found: installing it.');
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'mosquitto')
    ? findMosquitto()
    : undefined;
}

/** Where a broker listens. */
export interface Ports {
  readonly plain: number;
  readonly websockets: number;
}

/** A broker of a test's own, on this machine alone. */
export interface Mosquitto {
  readonly url: string;
  readonly ports: Ports;
  readonly pid: () => number | undefined;
  /** Ends it as a power failure would, and forgets all. */
  readonly kill: () => Promise<void>;
  /** Starts it anew, on the same port. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a broker on ports of 127.0.0.1, free ones where none is given, without root.
 *
 * Mosquitto 2.0 does not start with nothing but a WebSocket listener (eclipse/mosquitto#2284), hence the second one; and it binds
 * that to all addresses, whatever address it is given (#3045), unless it is told which kind of addresses.
 * @param options.lines more of its configuration
 * @param options.whole all of it, given its ports, in the place of that
 */
export async function startMosquitto(
  options: {
    readonly lines?: readonly string[];
    readonly whole?: (ports: Ports) => string;
    readonly port?: number;
  } = {},
): Promise<Mosquitto> {
  const program = findMosquitto();
  if (program === undefined) throw new Error('mosquitto is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-mosquitto-'));
  const [free = 0, plain = 0] = await freePorts(2);
  const port = options.port ?? free;
  const file = join(folder, 'mosquitto.conf');
  const { lines = [], whole = usual(lines) } = options;
  writeFileSync(file, whole({ plain, websockets: port }));
  let broker: ChildProcess | undefined;

  const start = async () => {
    const errors: string[] = [];
    broker = spawn(program, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    broker.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
    for (let tries = 0; !(await accepts(port)); tries += 1) {
      if (broker.exitCode !== null || tries > 300) throw new Error(`mosquitto does not start: ${errors.join('')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ending = broker;
    broker = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `ws://127.0.0.1:${port}`,
    ports: { plain, websockets: port },
    pid: () => broker?.pid,
    kill: () => end('SIGKILL'),
    start,
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const usual =
  (lines: readonly string[]) =>
  ({ plain, websockets }: Ports): string =>
    [
      'allow_anonymous true',
      'persistence false',
      'log_dest none',
      ...lines,
      `listener ${plain} 127.0.0.1`,
      `listener ${websockets} 127.0.0.1`,
      'protocol websockets',
      'socket_domain ipv4',
      '',
    ].join('\n');

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
