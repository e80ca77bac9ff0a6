import { spawn } from 'node:child_process';
import type { FrameLine } from '../conformance/recording.ts';
import { everywhere, run } from './lab.ts';
import { sleep, type Ran } from './shell.ts';

/** IP traffic, without what a swarm's gossip and management say on their own. */
const FILTER = 'ip and not igmp and not udp port 7946 and not tcp port 7946 and not tcp port 2377';
const OPTIONS = ['-i', 'any', '-l', '-n', '-e', '-tt', '-U', '-s', '300', '-B', '16384', '--immediate-mode'];

interface Watcher {
  readonly name: string;
  readonly printed: () => string;
  readonly ready: () => boolean;
  readonly stop: () => Promise<void>;
}

function watch(name: string, net: string): Watcher {
  const child = spawn('nsenter', [`--net=${net}`, 'tcpdump', ...OPTIONS, FILTER], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    name,
    printed: () => out,
    ready: () => err.includes('listening on'),
    stop: () => {
      child.kill('SIGINT');
      return closed;
    },
  };
}

/** Runs a line while tcpdump listens on every device of every namespace; frames are in the order of their time. */
export async function traced(place: string, line: string): Promise<Ran & { frames: FrameLine[] }> {
  const watchers = everywhere().map(({ name, net }) => watch(name, net));
  for (let tries = 0; tries < 100 && !watchers.every(({ ready }) => ready()); tries++) await sleep(50);
  await sleep(100);
  const ran = await run(place, line, 15_000);
  await sleep(300);
  await Promise.all(watchers.map(({ stop }) => stop()));
  const seen = watchers.flatMap(({ name, printed }) =>
    printed()
      .split('\n')
      .flatMap((text) => frameOf(name, text)),
  );
  const frames = seen.sort((a, b) => a.time - b.time).map(({ frame }) => frame);
  return { ...ran, frames };
}

const LINE = /^(\d+\.\d+) (\S+)\s+(In|Out|P|M|B)\s+ifindex \d+ (\S+) ethertype IPv4 \(0x0800\), length \d+: (.*)$/;
const ENDS = /^(\d+\.\d+\.\d+\.\d+)(?:\.(\d+))? > (\d+\.\d+\.\d+\.\d+)(?:\.(\d+))?: (.*)$/;

function frameOf(ns: string, text: string): { time: number; frame: FrameLine }[] {
  const [, time = '', dev = '', dir = '', mac = '', rest = ''] = LINE.exec(text) ?? [];
  // The opening of a TCP connection tells its way.
  if (time === '' || /Flags \[[PF]?\.\]/.test(rest)) return [];
  return [{ time: Number(time), frame: { ns, dev, dir, mac, ...ends(rest) } }];
}

function ends(text: string): Pick<FrameLine, 'src' | 'dst' | 'info'> {
  const match = ENDS.exec(text);
  if (!match) return { info: text };
  const [, source = '', sourcePort, destination = '', destinationPort, rest = ''] = match;
  const flags = /Flags \[[^\]]*\]/.exec(rest)?.[0];
  const icmp = /^ICMP [^,]*/.exec(rest)?.[0];
  return {
    src: sourcePort === undefined ? source : `${source}:${sourcePort}`,
    dst: destinationPort === undefined ? destination : `${destination}:${destinationPort}`,
    info: flags ?? icmp ?? rest.replace(/^\d+[+*-]* /, '').slice(0, 80),
  };
}
