import { family, formatPrefix } from '../../../ip/address.ts';
import type { Decision, Hop } from '../../../kernel/hop.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Route } from '../../../kernel/route/route.ts';
import type { Connection } from '../../../kernel/netfilter/conntrack/conntrack.ts';
import type { Rule } from '../../../kernel/netfilter/table.ts';
import { policyLine, ruleLine } from '../../../kernel/netfilter/nft/text/rule-words.ts';
import type { Frame } from '../../../kernel/packet/frame.ts';
import { routingRuleLine } from '../routing-rule.ts';
import { destinationIp, endsOfFrame } from '../views/endpoints.ts';

/** What decided, as a tool would print it. */
export interface Evidence {
  readonly title: 'rule' | 'policy' | 'route' | 'forwarding' | 'neighbour' | 'socket' | 'setting';
  /** Packets that the rule has counted, with this one. */
  readonly packets?: number | undefined;
  readonly text: string;
  /** A part of the text to stand out. */
  readonly accent?: string | undefined;
}

export function evidenceOf(
  hops: readonly Hop[],
  index: number,
  namespace: Namespace | undefined,
): Evidence | undefined {
  const hop = hops[index];
  if (hop === undefined) return undefined;
  const { decision, verdict } = hop;
  const nameOf = (index: number): string => namespace?.links[index]?.name ?? String(index);
  switch (decision.kind) {
    case 'rule': {
      const { rule, chain, table } = decision;
      const accent = rule.target?.kind === 'jump' ? rule.target.chain : rule.target?.kind;
      return {
        title: 'rule',
        packets: rule.counters.packets + matchesUpTo(hops, index, rule),
        text: ruleLine(rule, table, chain),
        accent,
      };
    }
    case 'policy':
      return {
        title: 'policy',
        text: policyLine(decision.table, decision.chain, decision.policy),
        accent: decision.policy,
      };
    case 'route':
      return routingEvidence(decision, family(destinationIp(hop.frame)), namespace, nameOf);
    case 'forwarding':
      return (
        decision.entry && { title: 'forwarding', text: `${decision.entry.mac} dev ${nameOf(decision.entry.port)}` }
      );
    case 'neighbour': {
      const { ip, device, mac, state } = decision.neighbour;
      const address = mac === undefined ? '' : ` lladdr ${mac}`;
      return { title: 'neighbour', text: `${ip} dev ${nameOf(device)}${address} ${state}`, accent: state };
    }
    case 'socket':
      return verdict.kind === 'dropped' || decision.program === undefined ? undefined : socketEvidence(decision);
    case 'setting':
      return decision.name.includes('.')
        ? { title: 'setting', text: `${decision.name} = ${decision.value}` }
        : undefined; // of the device: the sentence says it
    case 'device':
    case 'connection':
    case 'program':
    case 'ttl':
      return undefined;
  }
}

/** The route, after the rule that led to its table where there is such a one. */
function routingEvidence(
  { route, by }: Decision & { kind: 'route' },
  version: 4 | 6,
  namespace: Namespace | undefined,
  nameOf: (index: number) => string,
): Evidence | undefined {
  const lines = [
    ...(by && namespace ? [routingRuleLine(namespace, version, by).join(': ')] : []),
    ...(route ? [routeText(route, nameOf)] : []),
  ];
  return lines.length === 0 ? undefined : { title: 'route', text: lines.join('\n') };
}

/** How often a rule has matched, of the hops of its own trace up to one: its counters stand as they were before that trace. */
const matchesUpTo = (hops: readonly Hop[], index: number, rule: Rule): number =>
  hops.slice(0, index + 1).filter(({ decision }) => decision.kind === 'rule' && decision.rule === rule).length;

const socketEvidence = ({ protocol, port, program, pid }: Decision & { kind: 'socket' }): Evidence => ({
  title: 'socket',
  text: [protocol, port === undefined ? '' : `:${port}`, program, pid === undefined ? '' : `pid ${pid}`]
    .filter((part) => part !== '')
    .join(' '),
});

/** As `ip route` prints it. */
function routeText(route: Route, nameOf: (index: number) => string): string {
  const words = [route.destination.length === 0 ? 'default' : formatPrefix(route.destination)];
  if (route.via !== undefined) words.push('via', route.via);
  if (route.type === 'unicast') words.push('dev', nameOf(route.device));
  else words.unshift(route.type);
  if (route.scope === 'link') words.push('scope link');
  if (route.source !== undefined) words.push('src', route.source);
  return words.join(' ');
}

export interface ConnectionView {
  readonly state: string;
  readonly original: string;
  readonly reply: string;
}

/**
 * The conntrack entry that a hop's packet belongs to there: as this hop, or the last of its packet before, found it, with
 * what nat rules have made of it since.
 */
export function connectionOf(hops: readonly Hop[], index: number): ConnectionView | undefined {
  const hop = hops[index];
  if (hop === undefined) return undefined;
  let translated: Frame | undefined;
  for (let at = index; at >= 0; at--) {
    const other = hops[at];
    if (other?.packet !== hop.packet || other.namespace !== hop.namespace) continue;
    if (other.decision.kind === 'rule' && other.verdict.kind === 'rewritten') translated ??= other.frame;
    if (other.decision.kind === 'connection') {
      const { connection, state } = other.decision;
      return connection && { ...viewOf(connection, state), ...(translated && { reply: answerTo(translated) }) };
    }
  }
  return undefined;
}

const answerTo = (frame: Frame): string => {
  const { source, destination } = endsOfFrame(frame);
  return `${destination} → ${source}`;
};

const end = (ip: string, port: number, protocol: string): string => (protocol === 'icmp' ? ip : `${ip}:${port}`);

function viewOf({ original, reply }: Connection, state: string): ConnectionView {
  const line = ({ protocol, source, sourcePort, destination, destinationPort }: Connection['original']): string =>
    `${end(source, sourcePort, protocol)} → ${end(destination, destinationPort, protocol)}`;
  return { state, original: line(original), reply: line(reply) };
}
