import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import { meets, type Classifier } from './classifier.ts';
import { lengthOf } from '../packet/length.ts';
import type { Frame, Packet } from '../packet/frame.ts';
import { toNumber } from '../../ip/address.ts';
import type { LinkRef } from './link.ts';
import { linkAt } from './lookup.ts';
import type { Qdisc } from './qdisc.ts';

/** What a word of a packet's headers must be, in network order (struct tc_u32_key). */
export interface Key {
  readonly value: number;
  readonly mask: number;
  /** Octets from the start of the IP header. */
  readonly offset: number;
}

/** A filter of a queueing discipline, by which packets come to its classes (net/sched/cls_u32.c). */
export interface Filter {
  /** Filters of the least go first. */
  readonly preference: number;
  readonly protocol: string;
  readonly keys: readonly Key[];
  /** Of a kind other than u32: what it asks for instead. */
  readonly classifier?: Classifier;
  /** `1:10` */
  readonly flow?: string;
  /** Its table, and its number there. */
  readonly table: number;
  readonly node: number;
}

const FIRST = 0x800;
/** What the kernel gives where no preference is named, and less for each further one. */
const LOWEST = 0xc000;

const filtersAt = (kernel: Kernel, ref: LinkRef, parent: number | undefined): Qdisc => {
  const all = linkAt(kernel, ref).qdiscs ?? [];
  const found =
    parent === undefined ? all.find((each) => each.parent === undefined) : all.find((each) => each.handle === parent);
  if (!found)
    throw new KernelError('EINVAL', parent === undefined ? 'Qdisc not classful' : "Parent Qdisc doesn't exists");
  if (!isClassful(found)) throw new KernelError('EINVAL', 'Qdisc not classful');
  return found;
};

const isClassful = ({ queueing: { kind } }: Qdisc): boolean =>
  kind === 'htb' || kind === 'prio' || kind === 'ingress' || kind === 'clsact';

/** Adds a filter to a queueing discipline, that of the root unless another is named. Throws EINVAL. */
export function addFilter(
  kernel: Kernel,
  ref: LinkRef,
  parent: number | undefined,
  {
    preference,
    ...wanted
  }: Pick<Filter, 'protocol' | 'keys' | 'flow' | 'classifier'> & { readonly preference: number | undefined },
): void {
  const qdisc = filtersAt(kernel, ref, parent);
  const all = qdisc.filters ?? [];
  const chosen = preference ?? Math.min(LOWEST + 1, ...all.map((each) => each.preference)) - 1;
  const beside = all.filter((each) => each.preference === chosen);
  if (beside.some(({ protocol }) => protocol !== wanted.protocol))
    throw new KernelError('EINVAL', 'Protocol mismatch for filter with specified priority');
  const table = beside[0]?.table ?? Math.max(FIRST - 1, ...all.map((each) => each.table)) + 1;
  const node = Math.max(FIRST - 1, ...beside.map((each) => each.node)) + 1;
  const made: Filter = { ...wanted, preference: chosen, table, node };
  qdisc.filters = [...all, made].sort((a, b) => a.preference - b.preference);
}

/** Removes the filters of a queueing discipline, or those of a preference. Throws ENOENT where there are none of that. */
export function removeFilters(
  kernel: Kernel,
  ref: LinkRef,
  parent: number | undefined,
  preference: number | undefined,
): void {
  const qdisc = filtersAt(kernel, ref, parent);
  const all = qdisc.filters ?? [];
  const left = preference === undefined ? [] : all.filter((each) => each.preference !== preference);
  if (preference !== undefined && all.length === 0)
    throw new KernelError('ENOENT', 'Cannot find specified filter chain');
  if (preference !== undefined && left.length === all.length)
    throw new KernelError('ENOENT', 'Filter with specified priority/protocol not found');
  if (left.length > 0) qdisc.filters = left;
  else delete qdisc.filters;
}

const PROTOCOLS = { icmp: 1, tcp: 6, udp: 17 } as const;
const ECHO: Readonly<Record<string, number>> = { 'echo-request': 8, 'echo-reply': 0 };

/** The first words of a packet without options; what is not modelled of it is 0. */
function wordAt(packet: Packet, offset: number): number {
  const { transport } = packet;
  switch (offset) {
    case 0:
      return (0x45000000 | lengthOf(packet)) >>> 0;
    case 8:
      return ((packet.ttl << 24) | (PROTOCOLS[transport.kind] << 16)) >>> 0;
    case 12:
      return toNumber(packet.source);
    case 16:
      return toNumber(packet.destination);
    case 20:
      return transport.kind === 'icmp'
        ? ((ECHO[transport.type] ?? 3) << 24) >>> 0
        : ((transport.sourcePort << 16) | transport.destinationPort) >>> 0;
    default:
      return 0;
  }
}

/** Whether a filter takes a frame. */
export function takes({ protocol, keys, classifier }: Filter, { payload }: Frame): boolean {
  const own = payload.kind === 'arp' ? 'arp' : payload.source.includes(':') ? 'ipv6' : 'ip';
  if (protocol !== 'all' && protocol !== own) return false;
  if (classifier) return meets(classifier, payload.kind === 'arp' ? undefined : payload);
  return keys.every(
    ({ value, mask, offset }) =>
      mask === 0 || (own === 'ip' && payload.kind === 'ip' && (wordAt(payload, offset) & mask) >>> 0 === value),
  );
}
