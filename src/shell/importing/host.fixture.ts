import { readSnapshot } from '../../snapshot/read.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { snapshotText } from '../../snapshot/text.ts';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { run } from '../run.ts';
import { newWork } from '../work.ts';

const SETTINGS =
  /^net[./](ipv4[./](ip_forward|conf[./].*[./](forwarding|rp_filter|route_localnet|proxy_arp))|ipv6[./]conf[./].*[./](forwarding|disable_ipv6)|bridge[./]bridge-nf-call-(arp|ip|ip6)tables) /;

/** Tables that iptables-save tells of. */
const IPTABLES = /^table ip6? (raw|mangle|nat|filter|security)$/;

/** What the snapshot script would say of the hosts of a world, asked of its own tools. */
export async function snapshotOf(world: World): Promise<Snapshot> {
  const hosts = Object.values(world.machines).filter(({ engine }) => engine);
  const files = [];
  for (const { name } of hosts) files.push({ name: `${name}.json`, text: JSON.stringify(await said(world, name)) });
  const read = readSnapshot(files);
  if (!read.ok) throw new Error(read.reason.kind);
  return read.snapshot;
}

async function said(world: World, host: string) {
  const ask = async (line: string): Promise<string> =>
    (await run(world, host, line, { fresh: true, work: newWork({ output: 1e9 }) })).stdout;
  const json = async (line: string): Promise<unknown> => JSON.parse((await ask(line)) || '[]') as unknown;
  const ownTables = async (enter: string): Promise<unknown[]> => {
    const named = (await ask(`${enter}nft list tables`))
      .split('\n')
      .filter((line) => line !== '' && !IPTABLES.test(line));
    const tables: unknown[] = [];
    for (const line of named) tables.push(await json(`${enter}nft -j list ${line}`));
    return tables;
  };
  const stack = async (enter: string) => ({
    addr: await json(`${enter}ip -j -d addr`),
    route: await json(`${enter}ip -4 -j route show table all`),
    route6: await json(`${enter}ip -6 -j route show table all`),
    rule: await json(`${enter}ip -4 -j rule`),
    rule6: await json(`${enter}ip -6 -j rule`),
    sockets: await ask(`${enter}ss -Hlntup`),
    iptables: await ask(`${enter}iptables-save -c`),
    ip6tables: await ask(`${enter}ip6tables-save -c`),
    ipset: await ask(`${enter}ipset save`),
    nft: await ownTables(enter),
    fdb: await json(`${enter}bridge -j fdb show`),
    neigh: await json(`${enter}ip -j neigh`),
    sysctl: (await ask(`${enter}sysctl -a`))
      .split('\n')
      .filter((line) => SETTINGS.test(line))
      .join('\n'),
  });
  const ids = (await ask('docker ps -aq --no-trunc')).split('\n').filter((id) => id !== '');
  const networks = (await ask('docker network ls -q --no-trunc')).split('\n').filter((id) => id !== '');
  const services = (await ask('docker service ls -q')).split('\n').filter((id) => id !== '');
  const containers: unknown[] = [];
  for (let at = 0; at < ids.length; at += 50)
    containers.push(...((await json(`docker inspect ${ids.slice(at, at + 50).join(' ')}`)) as unknown[]));
  const stacks = [];
  const seen = new Set([host]);
  for (const { id, sandbox, state } of Object.values(world.machines[host]?.engine?.containers ?? {})) {
    if (!sandbox || state.pid === 0) continue;
    const isNew = !seen.has(sandbox.namespace);
    seen.add(sandbox.namespace);
    stacks.push({ container: id, ...(isNew && (await stack(`nsenter -t ${state.pid} -n `))) });
  }
  return {
    hopscope: 'snapshot',
    version: 1,
    taken: '2026-01-05T10:00:00Z',
    hostname: host,
    info: await json(`docker info --format '{{json .}}'`),
    networks: await json(`docker network inspect ${networks.join(' ')}`),
    containers,
    services: services.length > 0 ? await json(`docker service inspect ${services.join(' ')}`) : [],
    balances: world.kernel.lacks?.includes('ip_vs') !== true,
    ...((await ask('ls /etc/docker/daemon.json')) !== '' && { daemon: await json('cat /etc/docker/daemon.json') }),
    resolv: await ask('cat /etc/resolv.conf'),
    stack: await stack(''),
    stacks,
  };
}

export const importLine = (snapshot: Snapshot): string => `import '${snapshotText(snapshot)}'`;

/** The world that a snapshot makes, in a fresh lab. */
export async function imported(snapshot: Snapshot, seed = 7): Promise<World> {
  const { world, stderr, exit } = await run(createLab({ seed }), '@lan', importLine(snapshot));
  if (exit !== 0) throw new Error(stderr);
  return world;
}

/** A world after some lines, `PLACE$ LINE` each. */
export async function after(...lines: readonly string[]): Promise<World> {
  let world = createLab({ seed: 1 });
  for (const line of lines) {
    const [place = '', ...rest] = line.split('$ ');
    ({ world } = await run(world, place, rest.join('$ ')));
  }
  return world;
}
