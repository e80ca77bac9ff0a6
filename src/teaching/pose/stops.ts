import { decisiveHop, failedFlow, type Flow, type IpHop } from '../../diagnosis/flows.ts';
import { diagnoseSilence } from '../../diagnosis/ports.ts';
import { isLoopback } from '../../ip/address.ts';
import { placeOf } from '../../world/spots.ts';
import { choice, type Choice } from './answer.ts';
import {
  askedPort,
  called,
  holderOf,
  indexOf,
  nameAsked,
  nameAt,
  openingHops,
  runningIn,
  type Scene,
} from './scene.ts';

/** Where some traffic ended before its end. */
export interface Stop {
  readonly choice: Choice;
  readonly hop: number | undefined;
}

/** Where, and by what, a command's traffic was lost or refused; undefined where it was not, or nobody can tell. */
export function stopOf(scene: Scene): Stop | undefined {
  const flow = failedFlow(scene);
  if (flow === undefined) return undefined;
  const hop = decisiveHop(flow);
  if (hop !== undefined) return { choice: stoppedAt(scene, flow, hop), hop: indexOf(scene, hop) };
  if (flow.question !== undefined)
    return {
      choice: choice('never-sent', 'is-never-sent', {}, { name: flow.question.name }),
      hop: indexOf(scene, flow.hops.at(-1)),
    };
  const at = diagnoseSilence(scene, flow)?.at;
  if (at === undefined) return undefined;
  return {
    choice: choice('at-program', 'is-at-program', { place: nameAt(scene, at.namespace) }),
    hop: indexOf(scene, at),
  };
}

function stoppedAt(scene: Scene, flow: Flow, hop: IpHop): Choice {
  const { verdict, decision, frame } = hop;
  const place = nameAt(scene, hop.namespace);
  const { destination } = frame.payload;
  const device = hop.device?.name ?? '';
  if (verdict.kind !== 'dropped') return choice('at-neighbour', 'is-at-neighbour', { place }, { ip: nextHop(hop) });
  switch (verdict.reason) {
    case 'rule':
      return decision.kind === 'rule'
        ? choice(
            'at-rule',
            'is-at-rule',
            { place, chain: baseOf(hop) },
            { rule: decision.chain, number: decision.number },
          )
        : choice('at-kernel', 'is-at-kernel', { place });
    case 'policy':
      return choice('at-rule', 'is-at-policy', { place, chain: baseOf(hop) });
    case 'no-route':
    case 'unreachable-route': {
      const isBack = destination === flow.request.source || frame.payload.source === flow.request.destination;
      return isBack && hop.packet !== openingHops(flow)[0]?.packet
        ? choice('at-route-back', 'is-at-route-back', { place }, { destination })
        : choice('at-route', 'is-at-route', { place }, { destination });
    }
    case 'neighbour-failed':
      return choice('at-neighbour', 'is-at-neighbour', { place }, { ip: nextHop(hop) });
    case 'refused':
    case 'no-socket':
      return choice('at-socket', 'is-at-socket', { place }, { port: portOf(hop) });
    case 'forwarding-off':
      return choice('at-forwarding', 'is-at-forwarding', { place });
    case 'link-down':
    case 'no-carrier':
    case 'no-port':
    case 'too-big':
    case 'queue':
      return choice('at-device', 'is-at-device', { place, device });
    case 'frozen':
    case 'not-a-listener':
      return choice('at-program', 'is-at-program', { place });
    default:
      return choice('at-kernel', 'is-at-kernel', { place });
  }
}

const nextHop = ({ decision, frame }: IpHop): string =>
  decision.kind === 'neighbour' ? decision.neighbour.ip : frame.payload.destination;

const portOf = ({ frame: { payload } }: IpHop): string | number =>
  payload.transport.kind === 'icmp' ? '' : payload.transport.destinationPort;

/** The built-in chain, with its table, by which a packet came to a rule. */
function baseOf({ decision }: IpHop): string {
  if (decision.kind !== 'rule' && decision.kind !== 'policy') return '';
  return `${decision.table} ${decision.hook}`;
}

/** Places where some traffic is not lost, but might have been; those that are most often believed first. */
export function placesOnTheWay(scene: Scene, flow: Flow): readonly Choice[] {
  const passed = openingHops(flow);
  const [first] = passed;
  const targets = [...new Set([passed.at(-1)?.frame.payload.destination ?? '', flow.request.destination])];
  const port = askedPort(flow);
  const holders = targets.flatMap((ip) => holderOf(scene.world, ip) ?? []);
  const sender = nameAt(scene, first?.namespace ?? '');
  const atSocket = (place: string) => choice('at-socket', 'needs-at-socket', { place });
  const hosts = hostsNear(
    scene,
    first?.namespace,
    holders.map(({ namespace }) => namespace.id),
  );
  const atHome = isLoopback(flow.request.destination) ? hosts.filter((host) => host !== sender).map(atSocket) : [];
  return [
    ...atHome,
    ...(port === undefined ? [] : holders.map(({ name }) => atSocket(name))),
    ...hosts.map((place) => choice('at-rule', 'needs-at-rule', { place, chain: 'filter FORWARD' })),
    choice('nowhere', 'needs-nowhere'),
    ...passed.flatMap((hop) => passedAt(scene, hop)),
    choice('at-route', 'needs-at-route', { place: sender }),
    ...(port === undefined ? [] : listeners(scene, sender).map(atSocket)),
    ...holders
      .filter(({ name }) => name !== sender)
      .map(({ name: place }) => choice('at-route-back', 'needs-at-route-back', { place })),
    ...(nameAsked(scene) === undefined ? [] : [choice('never-sent', 'needs-never-sent')]),
    ...hosts.map((place) => choice('at-rule', 'needs-at-rule', { place, chain: 'filter INPUT' })),
    ...hosts.map((place) => choice('at-route', 'needs-at-route', { place })),
  ];
}

/** What a packet passed at a hop, as a place where it might have ended. */
function passedAt(scene: Scene, hop: IpHop): readonly Choice[] {
  const { stage, decision, namespace } = hop;
  const place = nameAt(scene, namespace);
  if (stage === 'routing' && decision.kind === 'route') return [choice('at-route', 'needs-at-route', { place })];
  if (stage === 'neighbour') return [choice('at-neighbour', 'needs-at-neighbour', { place })];
  if (stage === 'netfilter' && (decision.kind === 'rule' || decision.kind === 'policy') && decision.table !== 'nat')
    return [choice('at-rule', 'needs-at-rule', { place, chain: baseOf(hop) })];
  return [];
}

/** The hosts that the ends of some traffic are on. */
function hostsNear({ world }: Scene, ...ends: readonly (string | readonly string[] | undefined)[]): readonly string[] {
  const near = new Set(ends.flat());
  return Object.values(world.machines)
    .filter(
      ({ namespace, engine }) => engine !== undefined && (near.has(namespace) || ownsOne(engine.containers, near)),
    )
    .map(({ name }) => name);
}

const ownsOne = (
  containers: Readonly<Record<string, { readonly sandbox?: { readonly namespace: string } | undefined }>>,
  near: ReadonlySet<string | undefined>,
): boolean => Object.values(containers).some(({ sandbox }) => sandbox !== undefined && near.has(sandbox.namespace));

/** Containers at which something listens, but for one. */
const listeners = ({ world }: Scene, but: string): readonly string[] =>
  runningIn(world)
    .filter(({ container }) =>
      world.kernel.namespaces[container.sandbox?.namespace ?? '']?.sockets.some(({ protocol }) => protocol === 'tcp'),
    )
    .map(({ machine, container }) => called(world, placeOf(machine, container)))
    .filter((name) => name !== but);
