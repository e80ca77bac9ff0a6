import { own, put } from '../../kernel/own.ts';
import { FirewallError } from './error.ts';
import { checkPlainName } from './names.ts';
import type { IpVersion } from './values.ts';

/** A set of addresses that firewalld keeps (firewalld.ipset(5)). */
export interface IpSet {
  name: string;
  version?: string;
  short: string;
  description: string;
  /** What an entry is made of, such as `hash:net` or `hash:ip,port`. */
  type: string;
  /** `family`, `hashsize`, `maxelem` and `timeout`, as they were given. */
  options: Record<string, string>;
  /** As they were given, blocks without the bits of a host. */
  entries: string[];
}

export const IPSET_TYPES: readonly string[] =
  'hash:ip hash:ip,mark hash:ip,port hash:ip,port,ip hash:ip,port,net hash:mac hash:net hash:net,iface hash:net,net hash:net,port hash:net,port,net'.split(
    ' ',
  );

/** Types whose sets can be where packets come from (core/base.py: SOURCE_IPSET_TYPES). */
const SOURCE_TYPES = 'hash:ip hash:ip,port hash:ip,mark hash:net hash:net,port hash:net,iface hash:mac'.split(' ');

type Sets = Readonly<{ ipsets: Readonly<Record<string, IpSet>> }>;

/** What an entry is made of, part by part. */
export const partsOf = ({ type }: Pick<IpSet, 'type'>): string[] => type.slice('hash:'.length).split(',');

/** The family of its addresses; undefined where they are MAC addresses. */
export const familyOf = ({ type, options }: Pick<IpSet, 'type' | 'options'>): IpVersion | undefined =>
  type === 'hash:mac' ? undefined : options.family === 'inet6' ? 'ipv6' : 'ipv4';

/** Whether entries go by themselves; such a set does not tell which it has. */
export const isBrief = ({ options: { timeout = '0' } }: Pick<IpSet, 'options'>): boolean => timeout !== '0';

/** @throws FirewallError where there is no such set */
export function ipsetCalled({ ipsets }: Sets, name: string): IpSet {
  const set = own(ipsets, name);
  if (!set) throw new FirewallError('INVALID_IPSET', name);
  return set;
}

/** A set that packets can come from. @throws FirewallError where there is none, or its entries are more than that */
export function sourceSet(sets: Sets, name: string): IpSet {
  const set = ipsetCalled(sets, name);
  if (!SOURCE_TYPES.includes(set.type))
    throw new FirewallError('INVALID_IPSET', `ipset '${name}' with type '${set.type}' not usable as source`);
  return set;
}

const LEAD = 'ipset:';

/** The set that a source of a zone is, where it is written `ipset:NAME`. */
export const setNamed = (source: string): string | undefined =>
  source.startsWith(LEAD) && source.length > LEAD.length ? source.slice(LEAD.length) : undefined;

/** Makes a set without entries. @throws FirewallError where there is one of that name, or it cannot be (io/ipset.py: IPSet) */
export function makeSet(
  config: { ipsets: Record<string, IpSet> },
  name: string,
  type: string,
  given: readonly (readonly [name: string, value: string])[],
): IpSet {
  if (own(config.ipsets, name)) throw new FirewallError('NAME_CONFLICT', `new_ipset(): '${name}'`);
  checkPlainName(name, '_-:.');
  if (!IPSET_TYPES.includes(type)) throw new FirewallError('INVALID_TYPE', `'${type}' is not valid ipset type`);
  for (const [option, value] of given) checkOption(option, value);
  const set: IpSet = { name, short: '', description: '', type, options: Object.fromEntries(given), entries: [] };
  put(config, 'ipsets', name, set);
  return set;
}

function checkOption(name: string, value: string): void {
  if (name === 'family') {
    if (value !== 'inet' && value !== 'inet6') throw new FirewallError('INVALID_FAMILY', value);
    return;
  }
  if (!['hashsize', 'maxelem', 'timeout'].includes(name))
    throw new FirewallError('INVALID_IPSET', `ipset invalid option '${name}'`);
  if (!/^[+-]?\d+$/.test(value))
    throw new FirewallError('INVALID_VALUE', `Option '${name}': Value '${value}' is not an integer`);
  if (Number(value) < 0) throw new FirewallError('INVALID_VALUE', `Option '${name}': Value '${value}' is negative`);
}
