import type { Story } from '../../diagnosis/diagnosis.ts';
import { flowsOf, isIp, succeeded, type Flow, type IpHop } from '../../diagnosis/flows.ts';
import { parseIp, type Ip } from '../../ip/address.ts';
import type { Hop } from '../../kernel/hop.ts';
import type { Outcome } from '../../kernel/stimulus.ts';
import type { Namespace, NamespaceId } from '../../kernel/namespace.ts';
import { containersOf, nameOfPlace, placeOf, spotsOf } from '../../world/spots.ts';
import type { Place, World } from '../../world/world.ts';
import { addressesIn } from '../judge/addresses.ts';

/** What happened, as it is asked about: a command's traffic, and the world before and after it. */
export interface Scene extends Story {
  readonly before: World;
  readonly stdout: string;
}

/** The traffic that a command was about: what it asked for names aside, where it did anything else. */
export function mainFlow(scene: Scene): Flow | undefined {
  const flows = flowsOf(scene);
  const others = flows.filter(({ question }) => question === undefined);
  const told = others.length > 0 ? others : flows;
  const isIpv4 = ({ request }: Flow) => !request.source.includes(':');
  return (scene.exit === 0 ? told.find(succeeded) : undefined) ?? told.find(isIpv4) ?? told[0];
}

/** The hops of the packet that began some traffic, to its end. */
export function openingHops(flow: Flow): readonly IpHop[] {
  const hops = flow.hops.filter(isIp);
  const [first] = hops;
  return first === undefined ? [] : hops.filter(({ packet }) => packet === first.packet);
}

export const indexOf = ({ hops }: Scene, hop: Hop | undefined): number | undefined =>
  hop === undefined ? undefined : hops.indexOf(hop);

/** What a namespace is called: with its machine where another is called so too. */
export const nameAt = ({ world }: Pick<Scene, 'world'>, id: NamespaceId): string => {
  const spots = spotsOf(world);
  const spot = spots.get(id);
  if (spot === undefined) return id;
  const isAlone = [...spots].every(([other, { name }]) => other === id || name !== spot.name);
  return isAlone ? spot.name : `${spot.name} (${spot.machine})`;
};

/** What a place is called: with its machine where another is called so too. */
export function called(world: World, place: Place): string {
  const name = nameOfPlace(place);
  const namesakes = containersOf(world).filter(([, container]) => container.name === name);
  return namesakes.length > 1 ? `${name} (${place.slice(0, place.indexOf('/'))})` : name;
}

/** The place that has an address, with its namespace; containers that share one go by its owner. */
export function holderOf(world: World, ip: Ip): { readonly name: string; readonly namespace: Namespace } | undefined {
  for (const id of spotsOf(world).keys()) {
    const namespace = world.kernel.namespaces[id];
    if (namespace && addressesIn(namespace).includes(ip)) return { name: nameAt({ world }, id), namespace };
  }
  return undefined;
}

/** The containers that run, with their places. */
export const runningIn = (world: World) =>
  containersOf(world)
    .filter(([, { state }]) => state.status === 'running')
    .map(([machine, container]) => ({ machine, container, place: placeOf(machine, container) }));

/** The TCP port that some traffic asks for, as it was sent. */
export function askedPort({ request: { transport } }: Flow): number | undefined {
  return transport.kind === 'icmp' ? undefined : transport.destinationPort;
}

/** The name that a command's traffic goes to; undefined where it goes to an address. */
export function nameAsked({ line, outcomes }: Pick<Scene, 'line' | 'outcomes'>): string | undefined {
  const asked = outcomes.map(nameOf).find((name) => name !== undefined);
  if (asked !== undefined) return asked;
  const words = line.split(/\s+/).map((word) => /^https?:\/\/([^/:]+)/.exec(word)?.[1] ?? word);
  const last = words.findLast((word) => /^[a-z][\w.-]*$/i.test(word));
  return last === undefined || parseIp(last) !== undefined || words.some((word) => parseIp(word)) ? undefined : last;
}

const nameOf = (outcome: Outcome): string | undefined =>
  'data' in outcome && outcome.data?.kind === 'dns' ? outcome.data.message.name.replace(/\.$/, '') : undefined;
