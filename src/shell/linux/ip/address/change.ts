import { family, lastAddress, type Prefix } from '../../../../ip/address.ts';
import { addAddress, deleteAddress } from '../../../../kernel/link/addresses.ts';
import type { LinkAddress } from '../../../../kernel/link/link.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { hasCapability } from '../../capability.ts';
import { deviceOf, duplicate, missing, refusal, request, usage, type Context, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';
import { selected } from '../link/show.ts';
import { addressArgument, prefixArgument } from '../prefix.ts';
import { passes, readFilter, scopeArgument } from './filter.ts';

/** What stands behind `add` and `delete`. */
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

/** `ip address add`, `change` and `replace` */
export function add(context: Context, words: Words, command: 'add' | 'change' | 'replace'): void {
  const wanted = readAddress(words);
  const link = deviceOf(context, wanted.device);
  const { prefix } = wanted;
  if (!prefix) throw new ToolError('RTNETLINK answers: Operation not supported\n', 2);
  const broadcast =
    wanted.broadcast === '+' ? lastAddress(prefix) : wanted.broadcast === '-' ? undefined : wanted.broadcast;
  const exists = link.addresses.some(
    ({ address: a, prefixLength }) => a === prefix.address && prefixLength === prefix.length,
  );
  request(context, ({ kernel, clock }) => {
    if (exists && command !== 'add') return;
    if (!exists && command === 'change') throw new ToolError('RTNETLINK answers: No such device or address\n', 2);
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

/** `ip address delete` */
export function remove(context: Context, words: Words): void {
  const wanted = readAddress(words);
  const link = deviceOf(context, wanted.device);
  const { prefix } = wanted;
  if (!prefix) throw new ToolError('RTNETLINK answers: Operation not supported\n', 2);
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

/** `ip address flush` */
export function flush(context: Context, words: Words): void {
  if (words.done) throw new ToolError('Flush requires arguments.\n', 255);
  const filter = readFilter(context, words);
  const doomed = selected(context, filter).flatMap((link) =>
    link.addresses.filter((a) => passes(context, filter, link, a)).map((a) => ({ link, a })),
  );
  if (doomed.length === 0) return;
  if (!hasCapability(context.call, 'NET_ADMIN'))
    throw new ToolError('Failed to send flush request: Operation not permitted\n', 255);
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
