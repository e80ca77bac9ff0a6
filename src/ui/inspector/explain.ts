import type { en } from '../../i18n/en.ts';
import type { Keys } from '../../i18n/shape.ts';
import { formatPrefix } from '../../ip/address.ts';
import type { Action, Decision, DropReason, Hop } from '../../kernel/hop.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import type { Route } from '../../kernel/route/route.ts';
import type { Rule } from '../../kernel/netfilter/table.ts';
import { fragmentOffsets } from '../../kernel/packet/fragments.ts';
import type { Frame } from '../../kernel/packet/frame.ts';
import type { World } from '../../world/world.ts';
import type { Values } from '../controls/rich-text.ts';
import { isInSwitch, placeOfHop, type Spot } from '../../world/spots.ts';
import { translationOf } from '../world/translation.ts';
import { destinationIp, destinationPort, endsOfFrame, isToAll, protocolOf } from './views/endpoints.ts';
import { explainSwitch } from './views/switch.ts';
import { ownTable, ruleValues } from './routing-rule.ts';
import { explainTunnel } from './views/tunnel.ts';

/** A text about a hop, by its key in i18n, with what goes into it. */
export interface Explanation {
  readonly key: Keys<(typeof en)['hop'], 'hop'>;
  readonly values: Values;
}

/** What an explanation needs to know of the lab. */
export interface ExplainContext {
  readonly world: World;
  readonly spots: ReadonlyMap<NamespaceId, Spot>;
}

/** What happened at a hop and why. */
export function explain(hop: Hop, around: ExplainContext): Explanation {
  const values = valuesOf(hop, around);
  if (hop.verdict.kind === 'dropped')
    return { key: isRefused(hop.decision) ? 'hop.route.refused' : dropKey(hop.verdict.reason), values };
  const special = explainTunnel(hop, around.world) ?? explainSwitch(hop, around);
  if (special) return { key: special.key, values: { ...values, ...special.values } };
  return { key: keyOf(hop.decision, hop), values };
}

/** Whether a rule of policy routing refuses by itself. */
const isRefused = (decision: Decision): boolean =>
  decision.kind === 'route' && typeof decision.by?.lookup === 'string' && decision.how === 'none';

const dropKey = <R extends DropReason>(reason: R): `hop.drop.${R}` => `hop.drop.${reason}`;

function keyOf(decision: Decision, hop: Hop): Explanation['key'] {
  switch (decision.kind) {
    case 'device':
      if (hop.stage === 'neighbour') return 'hop.neighbour.silent';
      if (hop.device?.name === 'lo') return 'hop.device.loopback';
      if (hop.device?.direction === 'out') return hop.frame.cut === undefined ? 'hop.device.out' : 'hop.device.outCut';
      if (decision.promiscuous) return 'hop.device.port';
      return hop.frame.cut === undefined ? 'hop.device.in' : 'hop.device.inCut';
    case 'forwarding':
      if (decision.how === 'flood') return isToAll(hop.frame) ? 'hop.forwarding.broadcast' : 'hop.forwarding.flood';
      return `hop.forwarding.${decision.how}`;
    case 'neighbour': {
      const { state, mac } = decision.neighbour;
      if (state === 'FAILED') return 'hop.neighbour.failed';
      if (hop.verdict.kind === 'answered') return 'hop.neighbour.answered';
      if (hop.verdict.kind === 'delivered') return 'hop.neighbour.learned';
      return mac === undefined ? 'hop.neighbour.unknown' : 'hop.neighbour.known';
    }
    case 'route':
      if (decision.how !== 'forward') return `hop.route.${decision.how}`;
      if (ownTable(decision.by) !== undefined)
        return decision.route?.via === undefined ? 'hop.route.directByRule' : 'hop.route.viaByRule';
      return decision.route?.via === undefined ? 'hop.route.direct' : 'hop.route.via';
    case 'connection':
      return connectionKey(decision, hop);
    case 'rule':
      return ruleKey(decision.rule);
    case 'policy':
      return decision.policy === 'DROP' ? 'hop.policy.drop' : 'hop.policy.accept';
    case 'socket':
      if (decision.protocol === 'icmp') return icmpKey(hop);
      if (hop.verdict.kind === 'answered') return 'hop.socket.refused';
      return decision.program === undefined ? 'hop.socket.open' : 'hop.socket.program';
    case 'program':
      return `hop.program.${decision.action.kind}`;
    case 'setting':
      return 'hop.setting';
    case 'ttl':
      return 'hop.ttl';
  }
}

function icmpKey({ frame: { payload } }: Hop): Explanation['key'] {
  const type = payload.kind === 'ip' && payload.transport.kind === 'icmp' ? payload.transport.type : undefined;
  if (type === 'echo-request') return 'hop.socket.echo';
  return type === 'echo-reply' ? 'hop.socket.echoReply' : 'hop.socket.error';
}

function connectionKey({ state, direction }: Decision & { kind: 'connection' }, { verdict }: Hop): Explanation['key'] {
  if (verdict.kind === 'rewritten')
    return direction === 'reply' ? 'hop.connection.reversed' : 'hop.connection.translated';
  switch (state) {
    case 'NEW':
      return 'hop.connection.new';
    case 'ESTABLISHED':
      return direction === 'reply' ? 'hop.connection.establishedReply' : 'hop.connection.establishedOriginal';
    case 'RELATED':
      return 'hop.connection.related';
    case 'INVALID':
      return 'hop.connection.invalid';
    case 'UNTRACKED':
      return 'hop.connection.untracked';
  }
}

function ruleKey({ target }: Rule): Explanation['key'] {
  if (target === undefined) return 'hop.rule.count';
  switch (target.kind) {
    case 'ACCEPT':
      return 'hop.rule.accept';
    case 'DROP':
    case 'REJECT':
      return 'hop.drop.rule';
    case 'RETURN':
      return 'hop.rule.return';
    case 'NOTRACK':
      return 'hop.rule.notrack';
    case 'CT':
      return target.notrack ? 'hop.rule.notrack' : 'hop.rule.adjust';
    case 'DNAT':
      return 'hop.rule.dnat';
    case 'SNAT':
      return 'hop.rule.snat';
    case 'MASQUERADE':
      return 'hop.rule.masquerade';
    case 'REDIRECT':
      return 'hop.rule.redirect';
    case 'NFLOG':
    case 'TRACE':
      return 'hop.rule.tell';
    case 'LOG':
      return 'hop.rule.log';
    case 'MARK':
      return 'hop.rule.mark';
    case 'CONNMARK':
    case 'TCPMSS':
      return 'hop.rule.adjust';
    case 'SET':
      return 'hop.rule.set';
    case 'jump':
      return 'hop.rule.jump';
    case 'opaque':
      return 'hop.rule.count';
  }
}

/** What a program did, with an address and its port as one. */
const actionValues = (action: Action): Values =>
  action.kind === 'dials' ? { address: `${action.address}:${action.port}` } : { ...action };

const routeText = (route: Route | undefined): string => {
  if (route === undefined) return '';
  return route.destination.length === 0 ? 'default' : formatPrefix(route.destination);
};

/** Everything that the texts about a hop may name. */
function valuesOf(hop: Hop, { world, spots }: ExplainContext): Values {
  const { decision, frame, namespace, verdict, device } = hop;
  const common = {
    place: placeOfHop(hop, spots),
    device: device?.name ?? '',
    destination: destinationIp(frame),
    mac: frame.destination,
    protocol: protocolOf(frame),
    port: destinationPort(frame) ?? '',
  };
  const nameOf = (index: number | undefined): string =>
    world.kernel.namespaces[namespace]?.links[index ?? 0]?.name ?? String(index ?? '');
  switch (decision.kind) {
    case 'device':
      return { ...common, ...fragmentsOf(frame) };
    case 'forwarding':
      return { ...common, port: nameOf(decision.entry?.port ?? decision.ports[0]) };
    case 'neighbour':
      return { ...common, ip: decision.neighbour.ip, mac: decision.neighbour.mac ?? '' };
    case 'route':
      return {
        ...common,
        route: routeText(decision.route),
        via: decision.route?.via ?? '',
        ...ruleValues(decision.by),
        ...(decision.route && { device: nameOf(decision.route.device) }),
      };
    case 'connection':
      return { ...common, ...rewriting(hop), target: `${translationOf(hop) ?? ''} (conntrack)` };
    case 'rule': {
      const { chain, number, table, rule } = decision;
      return { ...common, chain, number, table, target: targetText(rule), ...rewriting(hop) };
    }
    case 'policy':
      return { ...common, chain: decision.chain, table: decision.table, number: '' };
    case 'socket':
      return {
        ...common,
        ...errorOf(hop),
        program: decision.program ?? '',
        protocol: decision.protocol.toUpperCase(),
        port: decision.port ?? common.port,
      };
    case 'program':
      return { ...common, program: decision.program, ...actionValues(decision.action) };
    case 'setting':
      return { ...common, name: decision.name, value: decision.value };
    case 'ttl':
      return { ...common, ttl: verdict.kind === 'dropped' ? 0 : decision.ttl };
  }
}

/** Into how many fragments a packet is cut, and to what size. */
function fragmentsOf({ payload, cut }: Frame): { readonly pieces: number; readonly mtu: number } {
  if (cut === undefined || payload.kind === 'arp') return { pieces: 1, mtu: 0 };
  return { pieces: fragmentOffsets(payload, cut).length, mtu: cut };
}

/** What an ICMP error says, and of which packet. */
function errorOf({ frame: { payload } }: Hop): { readonly type: string; readonly about: string } {
  if (payload.kind !== 'ip' || payload.transport.kind !== 'icmp') return { type: '', about: '' };
  const { type, about } = payload.transport;
  return { type: type.replaceAll('-', ' '), about: about?.destination ?? payload.source };
}

const targetText = ({ target }: Rule): string => {
  if (target === undefined) return '';
  return target.kind === 'jump' ? target.chain : target.kind;
};

/** The end that was rewritten, before and after. */
function rewriting({ verdict, frame }: Hop): { readonly before: string; readonly after: string } {
  if (verdict.kind !== 'rewritten') return { before: '', after: '' };
  const [before, after] = [endsOfFrame(verdict.before), endsOfFrame(frame)];
  return before.destination === after.destination
    ? { before: before.source, after: after.source }
    : { before: before.destination, after: after.destination };
}

/** What comes next, in a few words. */
export function announce(hop: Hop, around: ExplainContext): Explanation {
  const key = isInSwitch(hop, around.spots.get(hop.namespace)) ? 'hop.next.switch' : nextKey(hop);
  return { key, values: valuesOf(hop, around) };
}

function nextKey({ decision, device }: Hop): Explanation['key'] {
  switch (decision.kind) {
    case 'device':
      return device?.direction === 'out' ? 'hop.next.out' : 'hop.next.in';
    case 'route':
      if (decision.how === 'local') return 'hop.next.routeLocal';
      return decision.route === undefined ? 'hop.next.routeNone' : 'hop.next.route';
    default:
      return `hop.next.${decision.kind}`;
  }
}
