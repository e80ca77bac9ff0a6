import { BITS, family, fromNumber, parseIp, type Ip, type Prefix } from '../../../ip/address.ts';
import { ToolError } from '../../tool/tool-error.ts';

/** An IPv4 address of one to four parts, as iproute2 reads it: missing parts are zero. */
function shortIpv4(text: string): Ip | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){0,3}$/.test(text)) return undefined;
  const parts = text.split('.').map(Number);
  if (parts.some((part) => part > 255)) return undefined;
  return fromNumber(((parts[0] ?? 0) << 24) | ((parts[1] ?? 0) << 16) | ((parts[2] ?? 0) << 8) | (parts[3] ?? 0));
}

const readAddress = (text: string): Ip | undefined => (text.includes(':') ? parseIp(text) : shortIpv4(text));

/** `default`, an address, or address and length; host bits stay. Ends ip where it is none (iproute2: lib/utils.c get_prefix). */
export function prefixArgument(text: string, wanted?: 4 | 6): Prefix {
  if (text === 'default' || text === 'any' || text === 'all')
    return wanted === 6 ? { address: '::', length: 0 } : { address: '0.0.0.0', length: 0 };
  const [head = '', tail, ...rest] = text.split('/');
  const address = readAddress(head);
  const most = BITS[family(head)];
  const length = tail === undefined ? most : /^\d+$/.test(tail) ? Number(tail) : undefined;
  const six = address?.includes(':') === true;
  if (address === undefined || rest.length > 0 || length === undefined || length > most || (wanted === 4 && six))
    throw new ToolError(
      `Error: ${wanted === undefined ? 'any valid' : wanted === 4 ? 'inet' : 'inet6'} prefix is expected rather than "${text}".\n`,
      1,
    );
  return { address, length };
}

/** An address. `kind` says which one ip asks for in its complaint. */
export function addressArgument(text: string, kind: 'any valid' | 'inet' | 'inet6' = 'any valid'): Ip {
  const address = readAddress(text);
  if (address === undefined) throw new ToolError(`Error: ${kind} address is expected rather than "${text}".\n`, 1);
  return address;
}
