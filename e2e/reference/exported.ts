/** What an export of a lab builds on real engines, and what the model says of the same: both are asked the same things. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { compare } from '../conformance/compare.ts';
import { parseScenario, type RecordedStep, type Scenario } from '../conformance/recording.ts';
import type { Container } from '../../src/engine/container/container.ts';
import { readScenario } from '../../src/formats/scenario.ts';
import type { Played } from '../../src/history/history.ts';
import { played } from '../../src/history/replay.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import type { World } from '../../src/world/world.ts';
import { down, run, up } from './lab.ts';
import { buildRoots } from './roots.ts';
import { quote } from './shell.ts';

type Steps = Scenario['steps'];

/** What an engine says of its networks, containers, addresses and ports. */
const INVENTORY = [
  `docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}' | sort`,
  `docker network inspect $(docker network ls -q) -f '{{.Name}} {{range .IPAM.Config}}{{.Subnet}} {{.Gateway}} {{end}}{{.Internal}}' | sort`,
  `docker ps -a --format '{{.Names}} {{.Image}} {{.State}} {{.Ports}}' | sort`,
  `docker ps -aq | xargs -r docker inspect -f '{{.Name}} {{.HostConfig.NetworkMode}} {{range $name, $end := .NetworkSettings.Networks}}{{$name}} {{$end.IPAddress}} {{$end.GlobalIPv6Address}} {{end}}' | sort`,
];

/** Asks every engine what it has, and sends from everywhere to everywhere. */
function probesOf({ machines }: World): Steps {
  const hosts = Object.values(machines).flatMap(({ name, engine }) => (engine ? [{ name, engine }] : []));
  const running = hosts.flatMap(({ name, engine }) =>
    Object.values(engine.containers)
      .filter(({ state }) => state.status === 'running')
      .map((container) => ({ place: `${name}/${container.name}`, host: name, container })),
  );
  const places = [...hosts.map(({ name }) => name), 'client', ...running.map(({ place }) => place)];
  const addresses = running.flatMap(({ container }) => addressesOf(container));
  const published = running.flatMap(({ host, container }) =>
    container.ports
      .filter(({ protocol, hostIp }) => protocol === 'tcp' && hostIp !== '::')
      .map(({ hostIp, hostPort }) => `${hostIp === '0.0.0.0' ? hostAddress[host] : hostIp}:${hostPort}`),
  );
  const lines = [
    ...[...new Set(addresses)].map((ip) => `ping -c 1 -W 1 ${ip} | grep -c '1 received'`),
    ...[...new Set(published)].map((to) => `curl -s -m 2 -o /dev/null -w '%{http_code}' http://${to}/`),
  ];
  return [
    ...hosts.flatMap(({ name }) => INVENTORY.map((command) => ({ place: name, command, kind: 'step' as const }))),
    ...places.flatMap((place) => lines.map((command) => ({ place, command, kind: 'probe' as const }))),
  ];
}

const hostAddress: Readonly<Record<string, string>> = { host1: '192.168.65.10', host2: '192.168.65.11' };

const addressesOf = ({ endpoints }: Container): string[] =>
  Object.values(endpoints).flatMap(({ ipv4 }) => (ipv4 === undefined ? [] : [ipv4]));

/** What the script builds on real engines, as far as the probes see it. */
async function built(
  hosts: readonly string[],
  scriptFor: (host: string) => string,
  probes: Steps,
): Promise<RecordedStep[]> {
  const done: RecordedStep[] = [];
  try {
    await up(hosts);
    for (const host of hosts) {
      const { stderr } = await run(host, `printf %s ${quote(scriptFor(host))} | bash -s ${host}`, 300_000);
      if (stderr !== '') console.log(stderr.replace(/^/gm, `  ${host}: `));
    }
    for (const step of probes) done.push({ ...step, ...(await run(step.place, step.command)) });
  } finally {
    await down();
  }
  return done;
}

/** What the model's world answers to the probes. */
async function seen(world: World, probes: Steps): Promise<RecordedStep[]> {
  const session = openSession(world, { inPlace: true });
  const done: RecordedStep[] = [];
  for (const step of probes) {
    const { stdout, stderr, exit } = await execute(session, step.place, step.command, { fresh: true });
    done.push({ ...step, stdout, stderr, exit, ms: 0 });
  }
  return done;
}

/** An export as scripts that build it, one for each host. */
export type Export = (lab: {
  readonly name: string;
  readonly played: readonly Played[];
  readonly world: World;
}) => (host: string) => string;

async function check(file: string, scripts: Export): Promise<boolean> {
  const text = readFileSync(file, 'utf8');
  const reading = readScenario(text);
  if (!reading.ok) throw new Error(`${file} is ${reading.reason}`);
  const { hosts } = parseScenario(text);
  const { name, history } = reading.document;
  const commands = await played(history);
  const world = commands.at(-1)?.outcome.world;
  if (!world) throw new Error(`${file} has no commands`);
  const probes = probesOf(world);
  const model = await seen(world, probes);
  const real = await built(hosts, scripts({ name, played: commands, world }), probes);
  const recording = { engine: '28.5.2', hosts, steps: real };
  const compared = compare(recording, { ...recording, steps: model });
  const other = compared.filter(({ differences }) => differences.some(({ part }) => part !== 'stderr'));
  console.log(`${file}: ${compared.length - other.length} of ${compared.length} probes are equal`);
  for (const { place, command, differences } of other) {
    console.log(`  ${place}$ ${command}`);
    for (const { part, expected, actual } of differences)
      console.log(`  ${part}, real:\n${expected}\n  model:\n${actual}`);
  }
  return other.length === 0;
}

/** Checks the files that are named on the command line, and ends the process. */
export async function checkAll(command: string, scripts: Export): Promise<never> {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error(`usage: npm run ${command} -- FILE.scenario...`);
    process.exit(2);
  }
  try {
    buildRoots(join(process.cwd(), 'e2e/reference/http-echo'));
    let equal = true;
    for (const file of files) equal = (await check(file, scripts)) && equal;
    process.exit(equal ? 0 : 1);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
