/**
 * Plays scenarios on the reference engine, takes the snapshot of its hosts, tries everything from everywhere, and compares with
 * what the model predicts from the snapshot alone: npm run check:snapshot -- FILE.scenario...
 * Snapshots and tries are saved in e2e/snapshots. Lines that are marked as probes are not played, as they change nothing.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseScenario } from '../conformance/recording.ts';
import { readSnapshot } from '../../src/snapshot/read.ts';
import { snapshotText } from '../../src/snapshot/text.ts';
import type { HostFacts, Snapshot, StackFacts } from '../../src/snapshot/snapshot.ts';
import { differences, imported } from '../snapshots/predict.ts';
import { cellsOf, savedText, type Probes } from '../snapshots/saved.ts';
import { down, everywhere, namespaceOf, run, up, wholePlace } from './lab.ts';
import { buildRoots, IMAGE_ROOT } from './roots.ts';
import { attempt, sh } from './shell.ts';

const SCRIPT = readFileSync(join(process.cwd(), 'src/snapshot/script/snapshot.sh'), 'utf8');
const PROBER = join(process.cwd(), 'e2e/reference/prober.mjs');
/** Ports at which nothing listens. */
const CLOSED = ['tcp/4444', 'udp/4444'];
const INTERNET = { address: '203.0.113.10', ports: ['ping', 'tcp/80', 'tcp/4444'] };
const AT_ONCE = 4;

interface Source {
  readonly place: string;
  readonly net: string;
  readonly targets: readonly Target[];
}

interface Target {
  readonly address: string;
  readonly ports: readonly string[];
}

/** What the script says of each host, read. */
async function taken(hosts: readonly string[]): Promise<Snapshot> {
  const printed = [];
  for (const host of hosts) {
    const { stdout, stderr } = await run(host, `sh -s <<'END_OF_SCRIPT'\n${SCRIPT}\nEND_OF_SCRIPT`, 120_000);
    if (stderr !== '') console.log(stderr.replace(/^/gm, `  ${host}: `));
    printed.push({ name: host, text: stdout });
  }
  const reading = readSnapshot(printed);
  if (!reading.ok) throw new Error(`the script's output cannot be read: ${reading.reason.kind}`);
  return reading.snapshot;
}

const isFree = (port: string): boolean => !port.startsWith('sctp');

/** The ports at which something listens in a stack, but for the embedded DNS, and those that are published on a host. */
function portsOf(stack: StackFacts | undefined, host?: HostFacts): string[] {
  const listens = (stack?.sockets ?? [])
    .filter(({ address }) => address !== '127.0.0.11')
    .map(({ protocol, port }) => `${protocol}/${port}`);
  const published = (host?.containers ?? []).flatMap(({ ports = [] }) =>
    ports.flatMap(({ port, hostPort }) => (hostPort === undefined ? [] : [`${port.split('/')[1]}/${hostPort}`])),
  );
  const meshed = (host?.services ?? []).flatMap(({ ports = [] }) =>
    ports.flatMap(({ protocol, published: port }) => (port === undefined ? [] : [`${protocol}/${port}`])),
  );
  return [...new Set([...CLOSED, ...listens, ...published, ...meshed])].filter(isFree);
}

const addressesOf = (stack: StackFacts | undefined): string[] =>
  (stack?.links ?? []).flatMap(({ addresses }) =>
    addresses.flatMap(({ address, scope }) => (scope === 'global' ? [address] : [])),
  );

/** Every place with a stack of its own, and what is tried from there. */
function sourcesOf(hosts: readonly string[], snapshot: Snapshot): Source[] {
  const places = snapshot.hosts.flatMap((facts, at) => {
    const name = hosts[at] ?? '';
    const inside = (facts.containers ?? []).flatMap((each) =>
      each.stack ? [{ place: `${name}/${each.name}`, stack: each.stack, ports: portsOf(each.stack) }] : [],
    );
    return [{ place: name, stack: facts.stack, ports: portsOf(facts.stack, facts) }, ...inside];
  });
  const targets = new Map<string, Set<string>>();
  for (const { stack, ports } of places)
    for (const address of addressesOf(stack))
      targets.set(address, new Set([...(targets.get(address) ?? ['ping']), ...ports]));
  const all = [...targets].map(([address, ports]) => ({ address, ports: [...ports] }));
  const onLan = all.filter(({ address }) => address.startsWith('192.168.65.'));
  const nets = new Map(everywhere().map(({ name, net }) => [name, net]));
  const tries = [
    ...places.map(({ place, ports }) => ({ place, targets: [...all, INTERNET, { address: '127.0.0.1', ports }] })),
    { place: 'client', targets: [...all, INTERNET] },
    { place: 'inet', targets: onLan },
  ];
  return tries.flatMap((each) => {
    const net = nets.get(each.place);
    return net === undefined ? [] : [{ ...each, net }];
  });
}

/** What is tried from one place. */
function tried({ net, targets }: Source): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    const child = spawn('nsenter', [`--net=${net}`, process.execPath, PROBER, IMAGE_ROOT], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.on('close', () => {
      try {
        const rows: Record<string, string> = {};
        for (const [address, port, result] of JSON.parse(printed) as [string, string, string][])
          rows[address] = `${rows[address] === undefined ? '' : `${rows[address]} `}${port} ${result.charAt(0)}`;
        resolve(rows);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    child.stdin.end(JSON.stringify(targets));
  });
}

/** What somebody set on the LAN's other machines is in no snapshot of a host: their routes are what they were. */
const OTHERS = ['client', 'router', 'inet'];
const routesOf = (machine: string): string[] => attempt(`ip -n ${namespaceOf(machine)} route`).split('\n');
function resetLan(before: readonly (readonly string[])[]): void {
  OTHERS.forEach((machine, at) => {
    for (const route of routesOf(machine))
      if (!before[at]?.includes(route)) attempt(`ip -n ${namespaceOf(machine)} route del ${route}`);
  });
}

async function triedAtOnce(sources: readonly Source[]): Promise<Probes> {
  const probes: Record<string, Readonly<Record<string, string>>> = {};
  for (let at = 0; at < sources.length; at += AT_ONCE) {
    const some = sources.slice(at, at + AT_ONCE);
    const rows = await Promise.all(some.map(tried));
    some.forEach(({ place }, i) => (probes[place] = rows[i] ?? {}));
  }
  return probes;
}

/**
 * Where two stations have one MAC address, a bridge sends to the one that spoke last: tries at once would get each other's answers.
 * There each address is tried alone, of hosts that know of their neighbours what they knew when they were asked.
 */
async function triedInTurn(sources: readonly Source[], snapshot: Snapshot): Promise<Probes> {
  const probes: Record<string, Readonly<Record<string, string>>> = {};
  for (const source of sources) {
    const rows: Record<string, string> = {};
    for (const target of source.targets) {
      for (const { place, net } of sources) forgetHeard(net, stackAt(snapshot, place));
      Object.assign(rows, await tried({ ...source, targets: [target] }));
    }
    probes[source.place] = rows;
  }
  return probes;
}

const stacksOf = ({ stack, containers = [] }: HostFacts): StackFacts[] =>
  [stack, ...containers.map((each) => each.stack)].flatMap((each) => each ?? []);

function hasTwins({ hosts }: Snapshot): boolean {
  const macs = hosts
    .flatMap(stacksOf)
    .flatMap(({ links = [] }) => [
      ...new Set(links.flatMap(({ kind, mac }) => (kind === 'veth' && mac !== undefined ? [mac] : []))),
    ]);
  return new Set(macs).size < macs.length;
}

function stackAt({ hosts }: Snapshot, place: string): StackFacts | undefined {
  const [machine = '', name] = place.split('/');
  const host = hosts.find((each) => each.name === machine);
  return name === undefined ? host?.stack : host?.containers?.find((each) => each.name === name)?.stack;
}

/** A stack's neighbours, and what its bridges have heard, become again what they were. */
function forgetHeard(net: string, stack: StackFacts | undefined): void {
  const inside = `nsenter --net=${net}`;
  attempt(`${inside} ip neigh flush all`);
  for (const { address, mac, device, state } of stack?.neighbours ?? [])
    attempt(`${inside} ip neigh replace ${address} lladdr ${mac} dev ${device} nud ${state.toLowerCase()}`);
  const bridges = (stack?.links ?? []).filter(({ kind }) => kind === 'bridge');
  for (const { name } of bridges) attempt(`${inside} bridge fdb flush dev ${name} dynamic`);
  for (const words of stack?.forwarding ?? [])
    if (words.includes('dynamic')) attempt(`${inside} bridge fdb replace ${words.join(' ')}`);
}

/** Kernels send few ICMP errors a second, and many are asked for at once. The last of these is the whole machine's. */
const UNLIMITED = ['net.ipv4.icmp_ratelimit=0', 'net.ipv6.icmp.ratelimit=0', 'net.ipv4.icmp_msgs_burst=100000'];
const ERROR_COST = 'net.ipv4.route.error_cost';

async function allTried(sources: readonly Source[], snapshot: Snapshot): Promise<Probes> {
  for (const net of [...sources.map((source) => source.net), `/run/netns/${namespaceOf('router')}`])
    for (const setting of UNLIMITED) attempt(`nsenter --net=${net} sysctl -qw ${setting}`);
  const cost = sh(`sysctl -n ${ERROR_COST}`).trim();
  sh(`sysctl -qw ${ERROR_COST}=0`);
  try {
    return hasTwins(snapshot) ? await triedInTurn(sources, snapshot) : await triedAtOnce(sources);
  } finally {
    sh(`sysctl -qw ${ERROR_COST}=${cost}`);
  }
}

async function check(file: string): Promise<boolean> {
  const { hosts, steps } = parseScenario(readFileSync(file, 'utf8'));
  let [snapshot, probes]: [Snapshot | undefined, Probes] = [undefined, {}];
  try {
    await up(hosts);
    const routes = OTHERS.map(routesOf);
    for (const { place, command, kind } of steps) if (kind !== 'probe') await run(wholePlace(place), command);
    resetLan(routes);
    snapshot = await taken(hosts);
    probes = await allTried(sourcesOf(hosts, snapshot), snapshot);
  } finally {
    await down();
  }
  const scenario = `${basename(dirname(file))}/${basename(file, '.scenario')}`;
  const kept = { scenario, snapshot: JSON.parse(snapshotText(snapshot)) as Snapshot, probes };
  writeFileSync(join('e2e/snapshots', `${scenario.replace('/', '-')}.json`), savedText(kept));
  const other = differences(await imported(snapshot), probes);
  const count = cellsOf(probes).length;
  console.log(`${file}: ${count - other.length} of ${count} cells are equal`);
  for (const { from, address, port, result, predicted } of other)
    console.log(`  ${from} -> ${address} ${port}: real ${result}, model ${predicted}`);
  return other.length === 0;
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: npm run check:snapshot -- FILE.scenario...');
  process.exit(2);
}
try {
  buildRoots(join(process.cwd(), 'e2e/reference/http-echo'));
  let equal = true;
  for (const file of files) equal = (await check(file)) && equal;
  process.exit(equal ? 0 : 1);
} catch (error) {
  console.error(error);
  process.exit(1);
}
