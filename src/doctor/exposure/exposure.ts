import { isLoopback } from '../../ip/address.ts';
import { isPrivate } from '../../ip/private.ts';
import { own } from '../../kernel/own.ts';
import { machinesOf } from '../../world/spots.ts';
import { tracerOf } from '../../world/trace.ts';
import type { World } from '../../world/world.ts';
import { finished, type Gradual } from '../gradual.ts';
import { decided, resultOf } from '../reach/cell.ts';
import { namesOf, sourcesOf, type Source } from '../reach/sources.ts';
import { targetsOf, type Target } from '../reach/targets.ts';
import type { Why } from '../reach/why.ts';
import { databases } from './databases.table.ts';
import { firewallOf, type Firewall } from './firewall.ts';

/** A port that others than the host and its containers can open. */
export interface Exposed {
  readonly target: Target;
  /** The machine whose address it is asked at. */
  readonly machine: string;
  /**
   * Who can open it: the LAN; the internet too, where the router lets it in to an address of the LAN's own; everyone, at a public
   * one; the internet and not the LAN, where a rule asks who comes.
   */
  readonly to: 'lan' | 'routed' | 'everyone' | 'beyond';
  /** The way in: the rule that publishes it, the proxy, or a socket of the host. */
  readonly why: Why;
  /** What usually listens there, where that is meant for neighbours only. */
  readonly database?: string;
  /** A firewall that keeps others from the host's own ports, and that this port is past. */
  readonly past?: Firewall;
}

/** What the LAN and everybody beyond can open of the hosts and their containers, the published ports first. */
export const exposureOf = (world: World): readonly Exposed[] => finished(exposureIn(world));

/** The same, target by target. */
export function* exposureIn(world: World): Gradual<readonly Exposed[]> {
  const walk = tracerOf(world);
  const lan = sourcesOf(world).find(({ kind }) => kind === 'lan');
  const internet = internetOf(world);
  const targets = targetsOf(world).filter(
    ({ address, to }) => !isLoopback(address) && to !== 'internet' && to !== 'lan',
  );
  const firewalls = new Map(
    machinesOf(world).flatMap((machine) => {
      const published = targets.filter(({ host }) => host === machine.name);
      return lan && published.length > 0 ? [[machine.name, firewallOf(world, machine, lan, published)]] : [];
    }),
  );
  const exposed = (target: Target): readonly Exposed[] => {
    if (!lan) return [];
    const near = decided(walk, world, lan, target);
    const isNear = opens(target, near.result, near.why);
    const comesIn = internet && resultOf(walk, internet, target) === 'answers';
    if (!isNear && !comesIn) return [];
    const to = !isNear ? 'beyond' : !comesIn ? 'lan' : isPrivate(target.address) ? 'routed' : 'everyone';
    const { why } = isNear || !internet ? near : decided(walk, world, internet, target);
    const machine = target.host ?? target.place.split('/')[0] ?? '';
    const past = target.host === undefined ? undefined : firewalls.get(target.host)?.(target);
    const database = own(databases, String(portBehind(world, target)));
    return [{ target, machine, to, why, ...(database && { database }), ...(past && { past }) }];
  };
  const found: Exposed[] = [];
  for (const [at, target] of targets.entries()) {
    found.push(...exposed(target));
    yield { done: at + 1, count: targets.length };
  }
  return found;
}

/** A datagram that is heard has come through, whatever is said to it. */
const opens = ({ protocol }: Target, result: string, { kind }: Why): boolean =>
  result === 'answers' || (protocol === 'udp' && kind === 'heard');

function internetOf(world: World): Source | undefined {
  const machine = machinesOf(world).find(({ kind }) => kind === 'internet');
  if (!machine) return undefined;
  return { name: namesOf(world).machine(machine.name), place: machine.name, namespace: machine.namespace, kind: 'lan' };
}

/** The port of the container that a published port leads to; else the port itself. */
function portBehind(world: World, { host, place, port, protocol }: Target): number {
  const engine = own(world.machines, host ?? '')?.engine;
  const id = engine && own(engine.names, place.slice(place.indexOf('/') + 1));
  const mapping = engine?.containers[id ?? '']?.ports.find(
    (each) => each.hostPort === port && each.protocol === protocol,
  );
  return mapping?.containerPort ?? port;
}
