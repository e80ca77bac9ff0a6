import { contains, family, lastAddress, type Family, type Prefix } from '../../../ip/address.ts';
import { addAddress, deleteAddress } from '../../../kernel/link/addresses.ts';
import type { Link, LinkAddress } from '../../../kernel/link/link.ts';
import { hasCapability } from '../capability.ts';
import type { Json } from '../json-writer.ts';
import {
  Failure,
  abbreviated,
  clockOf,
  deviceOf,
  duplicate,
  lineBreak,
  missing,
  printJson,
  refusal,
  request,
  usage,
  wrong,
  type Context,
  type Words,
} from './context.ts';
import { HELP } from './help.table.ts';
import { briefJson, briefText, linkJson, linkText, type LinkListing } from './link-print.ts';
import { noFilter, readDevice, readLinkFilter, selected, type LinkFilter } from './link-show.ts';
import { addressArgument, prefixArgument } from './prefix.ts';

interface AddressFilter extends LinkFilter {
  family: Family | undefined;
  scope?: LinkAddress['scope'];
  to?: Prefix;
  label?: string;
  secondary?: boolean;
  tentative?: boolean;
  dynamic: boolean;
}

/** `ip address COMMAND …` */
export function address(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  const command = abbreviated(word, ['add', 'change', 'replace', 'delete', 'show', 'lst', 'list', 'flush', 'help']);
  switch (command) {
    case 'add':
    case 'change':
    case 'replace':
      return add(context, words, command);
    case 'delete':
      return remove(context, words);
    case 'flush':
      return flush(context, words);
    case 'help':
      throw usage(HELP.address);
    case undefined:
      throw usage(`Command "${word}" is unknown, try "ip address help".\n`);
    default:
      return show(context, words);
  }
}

const SCOPES: readonly string[] = ['host', 'link', 'global'];

function scopeArgument(word: string): LinkAddress['scope'] | undefined {
  if (word === 'all') return undefined;
  if (!SCOPES.includes(word)) throw wrong(word, 'invalid "scope"\n');
  return word as LinkAddress['scope'];
}

function readFilter(context: Context, words: Words): AddressFilter {
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

const isTentative = (context: Context, { tentativeUntil }: LinkAddress): boolean =>
  tentativeUntil !== undefined && clockOf(context) < tentativeUntil;

const globbed = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text);

/** No address here has a lifetime, so none is dynamic. */
const passes = (context: Context, filter: AddressFilter, link: Link, a: LinkAddress): boolean =>
  !filter.dynamic &&
  (filter.family === undefined || family(a.address) === filter.family) &&
  (filter.scope === undefined || a.scope === filter.scope) &&
  (filter.to === undefined || contains(filter.to, a.address)) &&
  (filter.label === undefined || globbed(filter.label, a.label ?? link.name)) &&
  (filter.secondary === undefined || (a.secondary ?? false) === filter.secondary) &&
  (filter.tentative === undefined || isTentative(context, a) === filter.tentative);

/** `ip address [show] …` (iproute2: ip/ipaddress.c ipaddr_list_flush_or_save) */
function show(context: Context, words: Words): void {
  const filter = readFilter(context, words);
  const { options, call } = context;
  const blind = options.family === 6 && filter.device === undefined;
  const hardware = filter.family === undefined;
  const shown = selected(context, filter)
    .map((link) => ({ link, addresses: link.addresses.filter((a) => passes(context, filter, link, a)) }))
    .filter(({ link, addresses }) => addresses.length > 0 || (hardware && !options.oneline && isBare(link, filter)));
  if (options.json) {
    printJson(
      context,
      shown.map(({ link, addresses }) => json(context, link, addresses, { mode: false, hardware, blind })),
    );
    return;
  }
  for (const { link, addresses } of shown) {
    if (options.brief) {
      call.out(briefText(context, link, addresses.map((a) => `${a.address}/${a.prefixLength} `).join(''), blind));
      continue;
    }
    if (!options.oneline && filter.label === undefined)
      call.out(`${linkText(context, link, { mode: false, hardware, blind })}\n`);
    if (options.family === 'link') continue;
    for (const a of addresses)
      call.out(`${options.oneline ? `${link.index}: ${link.name}` : ''}${addressText(context, link, a)}\n`);
  }
}

/** A link that has no address at all is listed too, unless an address is asked for. */
const isBare = (link: Link, { to, label }: AddressFilter): boolean =>
  link.addresses.length === 0 && to === undefined && label === undefined;

function addressText(context: Context, link: Link, a: LinkAddress): string {
  const four = family(a.address) === 4;
  const words = [
    `${four ? 'inet' : 'inet6'} ${a.address}/${a.prefixLength}`,
    ...(a.broadcast === undefined ? [] : [`brd ${a.broadcast}`]),
    `scope ${a.scope}`,
    ...(a.secondary ? ['secondary'] : []),
    ...(a.nodad ? ['nodad'] : []),
    ...(isTentative(context, a) ? ['tentative'] : []),
    ...(a.protocol === undefined ? [] : [`proto ${a.protocol}`]),
  ];
  return `    ${words.join(' ')} ${four ? (a.label ?? link.name) : ''}${lineBreak(context)}       valid_lft forever preferred_lft forever`;
}

const FOREVER = 4_294_967_295;

function json(context: Context, link: Link, addresses: readonly LinkAddress[], listing: LinkListing): Json {
  if (context.options.brief)
    return {
      ...briefJson(context, link),
      addr_info: addresses.map((a) => ({ local: a.address, prefixlen: a.prefixLength })),
    };
  return {
    ...linkJson(context, link, listing),
    addr_info: addresses.map((a) => ({
      family: family(a.address) === 4 ? 'inet' : 'inet6',
      local: a.address,
      prefixlen: a.prefixLength,
      broadcast: a.broadcast,
      scope: a.scope,
      secondary: a.secondary ? true : undefined,
      nodad: a.nodad ? true : undefined,
      tentative: isTentative(context, a) ? true : undefined,
      protocol: a.protocol,
      label: family(a.address) === 4 ? (a.label ?? link.name) : undefined,
      valid_life_time: FOREVER,
      preferred_life_time: FOREVER,
    })),
  };
}

interface Wanted {
  device: string;
  prefix?: Prefix;
  /** Whether a prefix length was written. */
  full: boolean;
  /** An address, or `+` for the last one of the block. */
  broadcast?: string;
  label?: string;
  scope?: LinkAddress['scope'];
}

function readAddress(words: Words): Wanted {
  let device: string | undefined;
  const wanted: Omit<Wanted, 'device'> = { full: false };
  while (!words.done) {
    const word = words.next();
    switch (word) {
      case 'dev':
        device = words.next();
        break;
      case 'broadcast':
      case 'brd': {
        const value = words.next();
        wanted.broadcast = value === '+' || value === '-' ? value : addressArgument(value);
        break;
      }
      case 'label':
        wanted.label = words.next();
        break;
      case 'scope': {
        const scope = scopeArgument(words.next());
        if (scope !== undefined) wanted.scope = scope;
        break;
      }
      case 'metric':
      case 'valid_lft':
      case 'preferred_lft':
        words.next();
        break;
      case 'nodad':
      case 'noprefixroute':
      case 'home':
      case 'mngtmpaddr':
      case 'autojoin':
        break;
      case 'help':
        throw usage(HELP.address);
      default: {
        const value = word === 'local' ? words.next() : word;
        if (wanted.prefix) throw duplicate('local', value);
        wanted.prefix = prefixArgument(value);
        wanted.full = value.includes('/');
      }
    }
  }
  if (device === undefined) throw missing('dev');
  return { device, ...wanted };
}

function add(context: Context, words: Words, command: 'add' | 'change' | 'replace'): void {
  const wanted = readAddress(words);
  const link = deviceOf(context, wanted.device);
  const { prefix } = wanted;
  if (!prefix) throw new Failure('RTNETLINK answers: Operation not supported\n', 2);
  const broadcast =
    wanted.broadcast === '+' ? lastAddress(prefix) : wanted.broadcast === '-' ? undefined : wanted.broadcast;
  const exists = link.addresses.some(
    ({ address: a, prefixLength }) => a === prefix.address && prefixLength === prefix.length,
  );
  request(context, ({ kernel, clock }) => {
    if (exists && command !== 'add') return;
    if (!exists && command === 'change') throw new Failure('RTNETLINK answers: No such device or address\n', 2);
    addAddress(
      kernel,
      { namespace: context.id, index: link.index },
      {
        address: prefix.address,
        prefixLength: prefix.length,
        ...(broadcast !== undefined && { broadcast }),
        ...(wanted.scope && { scope: wanted.scope }),
        ...(wanted.label !== undefined && { label: wanted.label }),
        ...(family(prefix.address) === 6 && { tentativeUntil: clock.now + DETECTION }),
      },
    );
  });
}

/** Duplicate address detection: one probe and a random delay (RFC 4862). */
const DETECTION = 1500;

function remove(context: Context, words: Words): void {
  const wanted = readAddress(words);
  const link = deviceOf(context, wanted.device);
  const { prefix } = wanted;
  if (!prefix) throw new Failure('RTNETLINK answers: Operation not supported\n', 2);
  const exact = link.addresses.find(({ address: a }) => a === prefix.address);
  if (!wanted.full)
    context.call.err(
      `Warning: Executing wildcard deletion to stay compatible with old scripts.
         Explicitly specify the prefix length (${prefix.address}/${prefix.length}) to avoid this warning.
         This special behaviour is likely to disappear in further releases,
         fix your scripts!\n`,
    );
  const length = wanted.full || !exact ? prefix.length : exact.prefixLength;
  request(context, ({ kernel }) =>
    deleteAddress(kernel, { namespace: context.id, index: link.index }, prefix.address, length),
  );
}

function flush(context: Context, words: Words): void {
  if (words.done) throw new Failure('Flush requires arguments.\n', 255);
  const filter = readFilter(context, words);
  const doomed = selected(context, filter).flatMap((link) =>
    link.addresses.filter((a) => passes(context, filter, link, a)).map((a) => ({ link, a })),
  );
  if (doomed.length === 0) return;
  if (!hasCapability(context.call, 'NET_ADMIN'))
    throw new Failure('Failed to send flush request: Operation not permitted\n', 255);
  try {
    context.call.update(({ kernel }) => {
      for (const { link, a } of doomed) {
        const now = kernel.namespaces[context.id]?.links[link.index]?.addresses;
        if (now?.some((other) => other.address === a.address && other.prefixLength === a.prefixLength))
          deleteAddress(kernel, { namespace: context.id, index: link.index }, a.address, a.prefixLength);
      }
    });
  } catch (error) {
    throw refusal(error);
  }
}
