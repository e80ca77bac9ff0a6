import { expect, it } from 'vitest';
import { composeOf } from '../../src/formats/compose/export.ts';
import type { Played } from '../../src/history/history.ts';
import { played } from '../../src/history/replay.ts';
import { run } from '../../src/shell/run.ts';
import { addressesOf, endsOf } from '../../src/world/ends.ts';
import { locate } from '../../src/world/place.ts';
import { containersOf, machinesOf } from '../../src/world/spots.ts';
import { reachAddress, type Probe } from '../../src/world/reach.ts';
import { tracerOf } from '../../src/world/trace.ts';
import type { World } from '../../src/world/world.ts';
import { linesBuilding } from './compose-export.ts';
import { randomLines } from './random.ts';
import { fileOf, stackOf } from './random-compose.ts';

const HOST = 'host1';
const NETWORKS = `docker network inspect $(docker network ls -q) -f '{{.Name}} {{.Driver}} {{.IPAM.Config}} {{.Internal}} {{.Options}}' | sort`;
const PROBES: readonly Probe[] = [{ kind: 'ping' }, { kind: 'tcp', port: 80 }];

/** By itself, so that a seed can be tried by hand: SEEDS=7,9. */
const seeds = (process.env.SEEDS?.split(',').map(Number) ?? [1, 3, 5, 7, 9, 11]).filter(Boolean);

const build = (lines: readonly string[]): Promise<readonly Played[]> =>
  played({ seed: 1, commands: lines.map((line) => ({ place: HOST, line })) });

const worldOf = (commands: readonly Played[]): World => commands.at(-1)?.outcome.world as World;

/** What was done by hand, which stands in comments. */
const byHand = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.startsWith('#   host1$ ') ? [line.slice('#   host1$ '.length)] : []));

/** What people see of a host: its networks, its containers with their addresses and names, and who reaches whom. */
async function seen(world: World) {
  const networks = (await run(world, HOST, NETWORKS)).stdout;
  const containers = containersOf(world).map(([, { name, state, id, image, endpoints, networks, ports }]) => ({
    name,
    image,
    status: state.status,
    networks: Object.keys(networks).sort(),
    addresses: Object.entries(endpoints)
      .map(([network, { ipv4 = '', ipv6 = '' }]) => `${network} ${ipv4} ${ipv6}`.trim())
      .sort(),
    names: Object.entries(networks)
      .flatMap(([network, { aliases }]) => [...new Set(aliases)].map((alias) => `${alias} on ${network}`))
      .filter((text) => !text.startsWith(id.slice(0, 12)) && !text.startsWith(`${name} on`))
      .sort(),
    ports: ports
      .map(({ hostIp, hostPort, containerPort, protocol }) => `${hostIp}:${hostPort} ${containerPort}/${protocol}`)
      .sort(),
  }));
  const byName = (one: { readonly name: string }, other: { readonly name: string }) => (one.name < other.name ? -1 : 1);
  return { containers: containers.sort(byName), networks, matrix: matrixOf(world) };
}

/** From every place to every address that some place has. */
function matrixOf(world: World): readonly string[] {
  const walk = tracerOf(world);
  const places = endsOf(world)
    .map(({ place }) => place)
    .sort();
  const addresses = [
    ...machinesOf(world).flatMap(({ name }) => addressesOf(world, name)),
    ...containersOf(world).flatMap(([, { endpoints }]) => Object.values(endpoints).flatMap(({ ipv4 }) => ipv4 ?? [])),
  ].sort();
  return PROBES.flatMap((probe) =>
    places.map((from) => {
      const namespace = locate(world, from)?.namespace;
      const row = namespace === undefined ? [] : addresses.map((to) => reachAddress(walk, namespace, to, probe));
      return `${probe.kind} from ${from} to ${addresses.map((to, at) => `${to} ${row[at]}`).join(', ')}`;
    }),
  );
}

async function isTheSame(lines: readonly string[]): Promise<void> {
  const commands = await build(lines);
  const world = worldOf(commands);
  const text = composeOf(world, HOST, 'the lab', commands);
  const again = await build([...linesBuilding(text), ...byHand(text)]);
  const refused = again.find(({ outcome }) => outcome.exit !== 0);
  expect([refused?.outcome.stderr, text]).toEqual([undefined, text]);
  expect(await seen(worldOf(again)), text).toEqual(await seen(world));
}

it.each(seeds)('a lab of seed %i, written as a compose file, comes up as it was', (seed) =>
  isTheSame(randomLines(seed)),
);

it.each(seeds)('a stack of seed %i, written as a compose file, comes up as it was', (seed) =>
  isTheSame([
    `mkdir -p /tmp/stack; cat > /tmp/stack/compose.yaml << 'EOF'\n${fileOf(stackOf({ state: seed })).join('\n')}\nEOF`,
    'cd /tmp/stack; docker compose up -d -t 0',
  ]),
);
