import type { Hop } from '../../kernel/hop.ts';
import { printRule } from '../../kernel/netfilter/rule/rule-text.ts';
import { gateNameOf, netfilterId } from '../scene/ids.ts';
import type { Stop } from './stops.ts';

/**
 * What some hops met at netfilter's chains, by the chain's node id: the rule that decided, by its number and its target.
 * By the id of the band, the last hop's rule as `iptables -S` writes it, where that hop is a rule's or a policy's.
 */
export function hitsOf(
  hops: readonly Hop[],
  stops: readonly Stop[],
  chain: readonly number[],
): Readonly<Record<string, string>> {
  const hits: Record<string, string> = {};
  for (const index of chain) {
    const [decision, node] = [hops[index]?.decision, stops[index]?.site.node ?? ''];
    if (decision === undefined || gateNameOf(node) === undefined) continue;
    if (decision.kind === 'rule') hits[node] = `#${decision.number} ${targetOf(decision.rule)}`.trimEnd();
    else if (decision.kind === 'policy') hits[node] = decision.policy;
  }
  const last = chain.at(-1);
  const [decision, node = ''] = last === undefined ? [] : [hops[last]?.decision, stops[last]?.site.node];
  const [host] = node.split('/gate/');
  if (host !== undefined && host !== node) {
    if (decision?.kind === 'rule')
      hits[netfilterId(host)] = `iptables -t ${decision.table} -A ${decision.chain} ${printRule(decision.rule)}`;
    if (decision?.kind === 'policy')
      hits[netfilterId(host)] = `iptables -t ${decision.table} -P ${decision.chain} ${decision.policy}`;
  }
  return hits;
}

type Rule = Extract<Hop['decision'], { kind: 'rule' }>['rule'];

function targetOf({ target }: Rule): string {
  if (target === undefined) return '';
  return target.kind === 'jump' ? '→' : target.kind;
}
