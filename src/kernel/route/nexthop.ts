import { family, type Ip } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import { hasCarrier } from '../link/carrier.ts';
import type { Kernel } from '../kernel.ts';
import { namespaceOf } from '../kernel.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import type { NextHop, Route } from './route.ts';
import { checkGateway, mapRoutes } from './table.ts';

/** A member of a group, and its share. */
export interface Member {
  readonly id: number;
  readonly weight: number;
}

/** A next hop that stands for itself, and is named by routes (net/ipv4/nexthop.c). It leads by a device, nowhere, or by several others. */
export interface NextHopObject {
  readonly id: number;
  readonly family: 4 | 6;
  readonly via?: Ip;
  /** Interface index; absent in a group, and of what leads nowhere. */
  readonly device?: number;
  readonly onlink?: true;
  readonly group?: readonly Member[];
  /** A name of /etc/iproute2/rt_protos, or a number. */
  readonly protocol?: string;
}

/** Those of a namespace, in the order of their ids, and the last id that the kernel chose. */
export interface NextHops {
  last: number;
  all: readonly NextHopObject[];
}

const refuse = (text: string): KernelError => new KernelError('EINVAL', text);

export const nextHopsOf = ({ nexthops }: Namespace): readonly NextHopObject[] => nexthops?.all ?? [];

export const nextHopOf = (namespace: Namespace, id: number): NextHopObject | undefined =>
  nextHopsOf(namespace).find((each) => each.id === id);

export const isBlackhole = ({ device, group }: NextHopObject): boolean => device === undefined && group === undefined;

function checkMember(namespace: Namespace, { id }: Member, alone: boolean): void {
  const member = nextHopOf(namespace, id);
  if (!member) throw refuse('Invalid nexthop id.');
  if (member.group) throw refuse('Hash-threshold group can not be a nexthop within a group.');
  if (isBlackhole(member) && !alone)
    throw refuse('Blackhole nexthop can not be used in a group with more than 1 path.');
}

function check(kernel: Kernel, namespace: Namespace, { via, device, onlink, group }: NextHopObject): void {
  if (group) {
    if (new Set(group.map(({ id }) => id)).size < group.length)
      throw refuse('Nexthop id can not be used twice in a group.');
    for (const member of group) checkMember(namespace, member, group.length === 1);
    return;
  }
  const link = device === undefined ? undefined : namespace.links[device];
  if (!link) return;
  if (!link.up) throw new KernelError('ENETDOWN', 'Nexthop device is not up.');
  if (!hasCarrier(kernel, namespace, link)) throw new KernelError('ENETDOWN', 'Carrier for nexthop device is down.');
  if (via !== undefined) checkGateway(namespace, via, link.index, onlink === true);
}

/** The next id that is free after the last that the kernel chose (nh_find_unused_id). */
function unusedId(namespace: Namespace): number {
  let id = (namespace.nexthops?.last ?? 0) + 1;
  while (nextHopOf(namespace, id)) id += 1;
  return id;
}

/** Adds a next hop, of the id that is given or one that is free; or puts it in the place of one, where its routes lead by it at once. Throws EEXIST, EINVAL, ENETDOWN. */
export function addNextHop(
  kernel: Kernel,
  id: NamespaceId,
  wanted: Omit<NextHopObject, 'id'> & { readonly id: number | undefined },
  replacing: boolean,
): void {
  const namespace = namespaceOf(kernel, id);
  const chosen = wanted.id === undefined || wanted.id === 0;
  const made = { ...wanted, id: chosen ? unusedId(namespace) : (wanted.id ?? 0) };
  check(kernel, namespace, made);
  const known = nextHopOf(namespace, made.id);
  if (known && !replacing) throw new KernelError('EEXIST');
  if (known && (known.group === undefined) !== (made.group === undefined))
    throw refuse(
      known.group
        ? 'Can not replace a nexthop group with a nexthop.'
        : 'Can not replace a nexthop with a nexthop group.',
    );
  const last = chosen ? made.id : (namespace.nexthops?.last ?? 0);
  const all = [...nextHopsOf(namespace).filter((each) => each !== known), made].sort((a, b) => a.id - b.id);
  namespace.nexthops = { last, all };
  if (known) leadAnew(namespace);
}

/** Removes a next hop, what is left a group of none, and the routes that lead by them. Throws EINVAL, ENOENT. */
export function removeNextHop(namespace: Namespace, id: number): void {
  if (id === 0) throw refuse('Nexthop id is missing.');
  if (!nextHopOf(namespace, id)) throw new KernelError('ENOENT');
  remove(namespace, (each) => each.id === id);
}

/** Removes the next hops by a device that goes down, or loses its carrier. */
export function removeNextHopsBy(namespace: Namespace, device: number): void {
  if (nextHopsOf(namespace).some((each) => each.device === device)) remove(namespace, (each) => each.device === device);
}

function remove(namespace: Namespace, goes: (each: NextHopObject) => boolean): void {
  const left = nextHopsOf(namespace).filter((each) => !goes(each));
  const ids = new Set(left.map(({ id }) => id));
  const all = left.flatMap((each) => {
    const group = each.group?.filter((member) => ids.has(member.id));
    if (group?.length === 0) return [];
    return [group && group.length < (each.group?.length ?? 0) ? { ...each, group } : each];
  });
  namespace.nexthops = { last: namespace.nexthops?.last ?? 0, all };
  leadAnew(namespace);
}

/** Where a route leads by a next hop. */
export type Way = Pick<Route, 'device'> & Partial<Pick<Route, 'via' | 'onlink' | 'hops' | 'type'>>;

const LOOPBACK = 1;

/** Where the routes of a next hop lead. Throws EINVAL where there is none of that id. */
export function wayBy(namespace: Namespace, id: number): Way {
  const found = nextHopOf(namespace, id);
  if (!found) throw refuse('Nexthop id does not exist.');
  const { group, via, device, onlink } = found;
  const [first, ...others] = group ?? [];
  if (!first) {
    if (device === undefined) return { device: LOOPBACK, type: 'blackhole' };
    return { device, ...(via !== undefined && { via }), ...(onlink && { onlink }) };
  }
  if (others.length === 0) return wayBy(namespace, first.id);
  const hops = (group ?? []).map(({ id: member, weight }): NextHop => ({ ...wayBy(namespace, member), weight }));
  const { via: gateway, device: leading = LOOPBACK } = hops[0] ?? {};
  return { device: leading, ...(gateway !== undefined && { via: gateway }), hops };
}

/** Whether a route to an address may lead by a next hop. */
export function suits(namespace: Namespace, id: number, destination: Ip): boolean {
  const found = nextHopOf(namespace, id);
  const members = found?.group?.map((member) => nextHopOf(namespace, member.id)) ?? [found];
  return members.every((each) => each === undefined || each.family === family(destination));
}

/** The routes by next hops lead where these lead now; those whose next hop is gone are gone. */
function leadAnew(namespace: Namespace): void {
  mapRoutes(namespace, (route) => {
    const { nhid } = route;
    if (nhid === undefined) return route;
    if (!nextHopOf(namespace, nhid)) return undefined;
    const { via: _, onlink: __, hops: ___, ...rest } = route;
    return { ...rest, type: 'unicast', ...wayBy(namespace, nhid) };
  });
}
