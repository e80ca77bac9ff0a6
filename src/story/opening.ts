import type { Hop } from '../kernel/hop.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import type { Journey } from './journey.ts';
import type { MomentKind } from './moment.ts';

/** Where a moment begins. */
export interface Cut {
  readonly kind: MomentKind;
  readonly flow: number;
  readonly from: number;
  readonly hop: number;
}

/** Whether headers that a person looks for changed, not only the TTL. */
export const isTranslated = ({ verdict, decision }: Hop): boolean =>
  verdict.kind === 'rewritten' && decision.kind !== 'ttl';

/** Whether a packet is lost or refused there. What another station leaves aside of a flooded frame is no loss. */
export const isLost = ({ verdict }: Hop): boolean => verdict.kind === 'dropped' && verdict.reason !== 'other-host';

const isTunnelled = ({ frame: { payload } }: Hop): boolean =>
  payload.kind === 'ip' && payload.transport.kind === 'udp' && payload.transport.data.kind === 'vxlan';

/** Whether a tunnel's own table says to which end a frame goes (vxlan_xmit). */
const entersTunnel = ({ stage, decision, device }: Hop): boolean =>
  stage === 'bridge' &&
  decision.kind === 'forwarding' &&
  device?.direction === 'out' &&
  decision.ports[0] === device.index;

/** Whether a rule has the last word on a packet, in one of the hooks where packets are let through or not. */
function isRuling({ decision, verdict }: Hop): boolean {
  if (decision.kind === 'policy') return verdict.kind === 'dropped';
  return decision.kind === 'rule' && decision.table === 'filter' && decision.rule.target?.kind === 'ACCEPT';
}

/** Whether a bridge sends a frame out of its ports; the LAN's switch is a part of the wire. */
const leavesBridge = ({ stage, decision, namespace }: Hop, lan: ReadonlySet<NamespaceId>): boolean =>
  stage === 'bridge' &&
  decision.kind === 'forwarding' &&
  (decision.how === 'known' || decision.how === 'flood') &&
  !lan.has(namespace);

/** The moments of a packet that is told in full, from its sending to where it ends. `lan` holds the namespaces that are a switch. */
export function openingCuts(hops: readonly Hop[], journey: Journey, lan: ReadonlySet<NamespaceId>): readonly Cut[] {
  const { flow } = journey;
  const cuts: Cut[] = [];
  const cut = (kind: MomentKind, from: number, hop = from): void => void cuts.push({ kind, flow, from, hop });
  let before: Hop | undefined;
  let ruledFrom: number | undefined;
  for (const index of journey.hops) {
    const hop = hops[index];
    if (!hop) continue;
    if (hop.stage !== 'netfilter') ruledFrom = undefined;
    else if (hop.decision.kind === 'rule' && hop.decision.table === 'filter') ruledFrom ??= index;
    if (!before) cut('send', index);
    const kind = kindOf(hop, before, lan);
    if (kind) cut(kind, kind === 'rule' || kind === 'drop' ? (ruledFrom ?? index) : index, index);
    before = hop;
  }
  return cuts.map((each) => (each.kind === 'bridge' ? { ...each, hop: leavingPort(hops, journey, each.from) } : each));
}

function kindOf(hop: Hop, before: Hop | undefined, lan: ReadonlySet<NamespaceId>): MomentKind | undefined {
  if (isLost(hop)) return 'drop';
  if (entersTunnel(hop)) return 'encapsulate';
  if (before && isTunnelled(before) && !isTunnelled(hop)) return 'decapsulate';
  if (isTranslated(hop))
    return before && isTranslated(before) && before.namespace === hop.namespace ? undefined : 'rewrite';
  if (isRuling(hop)) return 'rule';
  if (isTunnelled(hop)) return undefined;
  if (leavesBridge(hop, lan)) return 'bridge';
  if (hop.stage === 'socket') return 'arrive';
  if (before && hop.decision.kind === 'route' && hop.decision.route?.via !== undefined) return 'route';
  return undefined;
}

/** The hop at which a frame leaves a bridge by a port. */
function leavingPort(hops: readonly Hop[], { hops: own }: Journey, from: number): number {
  const next = own.find((index) => index > from && hops[index]?.stage === 'link');
  return next ?? from;
}
