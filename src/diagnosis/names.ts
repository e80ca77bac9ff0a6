import type { Container } from '../engine/container/container.ts';
import { isRunning } from '../engine/container/container.ts';
import { isUserDefined } from '../engine/network/network.ts';
import type { Command } from '../history/history.ts';
import { isLoopback, isUnspecified, type Ip } from '../ip/address.ts';
import { quoted } from '../shell/words.ts';
import type { Machine, World } from '../world/world.ts';
import { instead, mend, type Finding, type Remedy, type Story } from './diagnosis.ts';
import { decisiveHop, type Flow } from './flows.ts';
import { nameNotInLab } from './internet.ts';
import { attachmentsOf, containersOf, endpointWith, onHost, ownerOf, restOf, type Owner } from './lookup.ts';
import { recreated } from './recreate.ts';
import { retargetedAny } from './retarget.ts';
import { own } from '../kernel/own.ts';

/** Why a name was not resolved; undefined where the question did not even come through. */
export function diagnoseName(story: Story, flow: Flow): Finding | undefined {
  const { outcome, question } = flow;
  const sender = ownerOf(story.world, flow.hops[0]?.namespace ?? '');
  if (!question || !sender) return undefined;
  const answered = outcome.status === 'answered';
  const status = answered && outcome.data?.kind === 'dns' ? outcome.data.message.status : undefined;
  if (!answered || status === 'SERVFAIL') return unanswered(story, flow, sender, question.name);
  return nameless(story, flow, sender, question.name.replace(/\.$/, ''));
}

function unanswered(story: Story, flow: Flow, sender: Owner, name: string): Finding | undefined {
  const { world } = story;
  const { machine, container } = sender;
  const hop = decisiveHop(flow);
  if (container?.sandbox?.resolver && !container.sandbox.gateways?.v4 && !hop) {
    const [internal] = attachmentsOf(machine, container);
    return {
      kind: 'dns-internal',
      values: { name, place: sender.name, network: internal?.network.name ?? '' },
      remedies: [mend(onHost(machine, `docker network connect bridge ${quoted(container.name)}`))],
    };
  }
  const reason = hop?.verdict.kind === 'dropped' ? hop.verdict.reason : undefined;
  const lost = !hop || reason === undefined || ['neighbour-failed', 'no-route', 'no-socket'].includes(reason);
  const asked = hop?.frame.payload.destination ?? flow.request.destination;
  if (!lost || isNameServer(world, asked)) return undefined;
  return {
    kind: 'dns-server',
    values: { name, place: sender.name, server: asked },
    remedies: serverRemedies(story, sender, asked),
  };
}

const nameServers = (world: World): readonly Ip[] =>
  Object.values(world.kernel.namespaces).flatMap(({ sockets }) =>
    sockets
      .filter(({ protocol, port, address }) => protocol === 'udp' && port === 53 && !isLoopback(address))
      .map(({ address }) => address),
  );

const isNameServer = (world: World, ip: Ip): boolean => nameServers(world).includes(ip);

function serverRemedies({ world, place, line }: Story, { machine, container }: Owner, asked: Ip): readonly Remedy[] {
  const server = nameServers(world).find((ip) => !isUnspecified(ip));
  const other = server === undefined ? undefined : retargetedAny(line, [asked], undefined, { host: server });
  if (other !== undefined) return [instead(place, other)];
  if (container?.sandbox?.resolver) return [mend(...recreated(machine, container, { plainDns: true }))];
  if (server === undefined) return [];
  const write = `echo nameserver ${server} > /etc/resolv.conf`;
  return [mend(onHost(machine, container ? `docker exec ${quoted(container.name)} sh -c '${write}'` : write))];
}

/** The server says that there is no such name. */
function nameless(story: Story, flow: Flow, sender: Owner, name: string): Finding {
  const { machine, container } = sender;
  const target = Object.values(story.world.machines)
    .map((each) => ({ machine: each, container: containersOf(each).find((one) => goesBy(one, name)) }))
    .find((found): found is { machine: Machine; container: Container } => found.container !== undefined);
  const values = { name, place: sender.name, server: flow.request.destination };
  if (!target) return misspelt(story, machine, name, values);
  if (!isRunning(target.container))
    return {
      kind: `name-${restOf(target.container)}`,
      values: { ...values, target: target.container.name },
      remedies: container && target.machine === machine ? [started(machine, container, target.container)] : [],
    };
  if (!container || target.machine !== machine)
    return { kind: 'name-outside', values, remedies: outsideRemedies(story, sender, target, name) };
  const shared = attachmentsOf(machine, container).filter(({ network }) =>
    own(target.container.endpoints, network.name),
  );
  const onDefault = !container.sandbox?.resolver || shared.length > 0;
  return {
    kind: onDefault ? 'name-default-bridge' : 'name-other-network',
    values: { ...values, target: target.container.name },
    remedies: [mend(...meeting(machine, container, target.container))],
  };
}

/** Starts a container, and brings it together with the asker where no network that resolves names has both. */
function started(machine: Machine, asker: Container, target: Container): Remedy {
  const start = onHost(machine, `docker start ${quoted(target.name)}`);
  const isNear = attachmentsOf(machine, asker).some(
    ({ network }) => isUserDefined(network) && own(target.networks, network.name) !== undefined,
  );
  return mend(start, ...(isNear ? [] : meeting(machine, asker, target)));
}

/** Whether a name, an alias or the short id is a container's. */
function goesBy({ id, name, networks }: Container, asked: string): boolean {
  const known = [name, id.slice(0, 12), ...Object.values(networks).flatMap(({ aliases }) => aliases ?? [])];
  return known.some((each) => each.toLowerCase() === asked.toLowerCase());
}

/** Brings two containers together on a network that resolves names: one that either is on, else a new one. */
function meeting(machine: Machine, a: Container, b: Container): readonly Command[] {
  const join = (network: string, container: Container): Command =>
    onHost(machine, `docker network connect ${quoted(network)} ${quoted(container.name)}`);
  const of = (container: Container): string | undefined =>
    attachmentsOf(machine, container).find(({ network }) => isUserDefined(network))?.network.name;
  const network = of(b) ?? of(a);
  if (network !== undefined) return [join(network, of(b) === network ? a : b)];
  const fresh = freeNetworkName(machine);
  const joins = a.id === b.id ? [join(fresh, a)] : [join(fresh, a), join(fresh, b)];
  return [onHost(machine, `docker network create ${fresh}`), ...joins];
}

function freeNetworkName({ engine }: Machine): string {
  let name = 'appnet';
  for (let number = 2; own(engine?.networkNames, name) !== undefined; number++) name = `appnet${number}`;
  return name;
}

/** Off the container networks there are addresses only. */
function outsideRemedies(
  story: Story,
  sender: Owner,
  target: { readonly machine: Machine; readonly container: Container },
  name: string,
): readonly Remedy[] {
  const ip = attachmentsOf(target.machine, target.container).find(({ endpoint }) => endpoint.ipv4)?.endpoint.ipv4;
  if (sender.machine !== target.machine || sender.container || ip === undefined) return [];
  const line = retargetedAny(story.line, [name], undefined, { host: ip });
  return line === undefined ? [] : [instead(story.place, line)];
}

const NEAR = 2;

function misspelt(story: Story, { engine }: Machine, name: string, values: Finding['values']): Finding {
  const near = Object.keys(engine?.names ?? {}).find((other) => distance(other, name) <= NEAR);
  const line = near === undefined ? undefined : retargetedAny(story.line, [name], undefined, { host: near });
  if (near === undefined || line === undefined)
    return nameNotInLab(story, name, values) ?? { kind: 'name-unknown', values, remedies: [] };
  return { kind: 'name-misspelt', values: { ...values, near }, remedies: [instead(story.place, line)] };
}

/** Letters to insert, delete or replace to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The names and the address by which a line may speak of where a packet went. */
export function namesFor(world: World, ip: Ip): readonly string[] {
  const found = endpointWith(world, ip);
  return found
    ? [ip, found.container.name, ...found.endpoint.dnsNames]
    : [ip, ...(isLoopback(ip) ? ['localhost'] : [])];
}
