import { contains, family, type Family, type Prefix } from '../../../../ip/address.ts';
import type { Link, LinkAddress } from '../../../../kernel/link/link.ts';
import { clockOf, wrong, type Context, type Words } from '../context.ts';
import { noFilter, readDevice, readLinkFilter, type LinkFilter } from '../link/show.ts';
import { prefixArgument } from '../prefix.ts';

/** What `ip address show` and `flush` select by. */
export interface AddressFilter extends LinkFilter {
  family: Family | undefined;
  scope?: LinkAddress['scope'];
  to?: Prefix;
  label?: string;
  secondary?: boolean;
  tentative?: boolean;
  dynamic: boolean;
}

const SCOPES: readonly string[] = ['host', 'link', 'global'];

/** A scope by its name; undefined for all. */
export function scopeArgument(word: string): LinkAddress['scope'] | undefined {
  if (word === 'all') return undefined;
  if (!SCOPES.includes(word)) throw wrong(word, 'invalid "scope"\n');
  return word as LinkAddress['scope'];
}

/** Reads what stands behind `show` or `flush`. */
export function readFilter(context: Context, words: Words): AddressFilter {
  const { family: wanted } = context.options;
  const filter: AddressFilter = { ...noFilter(), family: wanted === 'link' ? undefined : wanted, dynamic: false };
  while (!words.done) {
    const word = words.next();
    if (readLinkFilter(context, filter, word, words)) continue;
    switch (word) {
      case 'to': {
        const prefix = prefixArgument(words.next());
        filter.to = prefix;
        filter.family ??= family(prefix.address);
        break;
      }
      case 'scope': {
        const scope = scopeArgument(words.next());
        if (scope !== undefined) filter.scope = scope;
        break;
      }
      case 'label':
        filter.label = words.next();
        break;
      case 'primary':
        filter.secondary = false;
        break;
      case 'secondary':
      case 'temporary':
        filter.secondary = true;
        break;
      case 'tentative':
        filter.tentative = true;
        break;
      case '-tentative':
        filter.tentative = false;
        break;
      case 'dynamic':
        filter.dynamic = true;
        break;
      case 'permanent':
      case 'deprecated':
      case '-deprecated':
      case 'dadfailed':
      case '-dadfailed':
        break;
      default:
        readDevice(filter, word, words);
    }
  }
  return filter;
}

/** Whether an address is still being checked for duplicates. */
export const isTentative = (context: Context, { tentativeUntil }: LinkAddress): boolean =>
  tentativeUntil !== undefined && clockOf(context) < tentativeUntil;

const globbed = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);

/** Whether a filter lets an address through. No address here has a lifetime, so none is dynamic. */
export const passes = (context: Context, filter: AddressFilter, link: Link, a: LinkAddress): boolean =>
  !filter.dynamic &&
  (filter.family === undefined || family(a.address) === filter.family) &&
  (filter.scope === undefined || a.scope === filter.scope) &&
  (filter.to === undefined || contains(filter.to, a.address)) &&
  (filter.label === undefined || globbed(filter.label, a.label ?? link.name)) &&
  (filter.secondary === undefined || (a.secondary ?? false) === filter.secondary) &&
  (filter.tentative === undefined || isTentative(context, a) === filter.tentative);
