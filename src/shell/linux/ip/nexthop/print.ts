import { isBlackhole, type NextHopObject } from '../../../../kernel/route/nexthop.ts';
import type { Json } from '../../json-writer.ts';
import { namespaceOf, type Context } from '../context.ts';
import { hopFlags } from '../route/hop-flags.ts';

const scopeOf = ({ via, device }: NextHopObject): string =>
  via !== undefined ? 'link' : device === undefined ? 'global' : 'host';

const flagsOf = (context: Context, { device, onlink }: NextHopObject): string[] =>
  device === undefined ? [] : hopFlags(context, device, onlink);

const deviceName = (context: Context, { device }: NextHopObject): string | undefined =>
  device === undefined ? undefined : (namespaceOf(context).links[device]?.name ?? '');

/** One line of `ip nexthop` (iproute2: ip/ipnexthop.c __print_nexthop_entry), without the line break. */
export function nextHopText(context: Context, object: NextHopObject): string {
  const { id, via, group, protocol } = object;
  const { details } = context.options;
  const device = deviceName(context, object);
  const scope = scopeOf(object);
  const members = group?.map(({ id: member, weight }) => (weight > 1 ? `${member},${weight}` : String(member)));
  const words = [
    `id ${id}`,
    ...(members ? [`group ${members.join('/')}`] : []),
    ...(via === undefined ? [] : [`via ${via}`]),
    ...(device === undefined ? [] : [`dev ${device}`]),
    ...(scope !== 'global' || details ? [`scope ${scope}`] : []),
    ...(isBlackhole(object) ? ['blackhole'] : []),
    ...(protocol !== undefined || details ? [`proto ${protocol ?? 'unspec'}`] : []),
    ...flagsOf(context, object),
  ];
  return `${words.join(' ')} `;
}

export function nextHopJson(context: Context, object: NextHopObject): Json {
  const { id, via, group, protocol } = object;
  const { details } = context.options;
  const scope = scopeOf(object);
  return {
    id,
    group: group?.map(({ id: member, weight }) => ({ id: member, ...(weight > 1 && { weight }) })),
    gateway: via,
    dev: deviceName(context, object),
    scope: scope !== 'global' || details ? scope : undefined,
    blackhole: isBlackhole(object) ? null : undefined,
    protocol: protocol ?? (details ? 'unspec' : undefined),
    flags: flagsOf(context, object),
  };
}
