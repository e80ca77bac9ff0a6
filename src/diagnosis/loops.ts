import { formatPrefix } from '../ip/address.ts';
import { instead, mend, type Finding, type Remedy, type Story } from './diagnosis.ts';
import { isIp, type Flow, type IpHop } from './flows.ts';
import { administer, ownerOf } from './lookup.ts';

const USUAL_TTL = 64;

/** The TTL ran out: it was low from the start, or the packet goes round in circles. */
export function diagnoseTtl(story: Story, { request }: Flow, hop: IpHop): Finding | undefined {
  const owner = ownerOf(story.world, hop.namespace);
  if (!owner) return undefined;
  const values = { place: owner.name, ttl: request.ttl, destination: request.destination };
  if (request.ttl >= USUAL_TTL) return { kind: 'loop', values, remedies: withoutCircle(story, hop) };
  const longer = story.line.replace(/\s-t\s*\d+/, '');
  return { kind: 'ttl', values, remedies: longer === story.line ? [] : [instead(story.place, longer)] };
}

/** A packet came back to who sent it, which takes no packets from its own address (accept_local). */
export function diagnoseReturned(story: Story, hop: IpHop): Finding | undefined {
  const owner = ownerOf(story.world, hop.namespace);
  const { decision } = hop;
  if (!owner || decision.kind !== 'setting' || !decision.name.endsWith('.accept_local')) return undefined;
  const { ttl, destination } = hop.frame.payload;
  return { kind: 'loop', values: { place: owner.name, ttl, destination }, remedies: withoutCircle(story, hop) };
}

/** Of the routes that led the packet round, the most particular one is the odd one. */
function withoutCircle({ world, hops }: Story, { packet }: IpHop): readonly Remedy[] {
  const taken = hops.filter(isIp).flatMap((hop) => {
    const { decision, namespace } = hop;
    if (hop.packet !== packet || decision.kind !== 'route' || decision.route?.via === undefined) return [];
    return [{ route: decision.route, owner: ownerOf(world, namespace) }];
  });
  const odd = taken.reduce<(typeof taken)[number] | undefined>(
    (best, each) =>
      each.route.destination.length > (best?.route.destination.length ?? 0) ||
      // Where two are as particular, the later one sent it back.
      each.route.destination.length === best?.route.destination.length
        ? each
        : best,
    undefined,
  );
  if (!odd?.owner || odd.route.destination.length === 0) return [];
  const { route, owner } = odd;
  return [mend(administer(owner, `ip route del ${formatPrefix(route.destination)} via ${route.via}`))];
}
