import { parseIp, type Ip } from '../../../ip/address.ts';

/** One of the two things that socat(1) joins. */
export type Address =
  | { readonly kind: 'stdio' }
  | {
      readonly kind: 'listen';
      readonly protocol: 'tcp' | 'udp';
      readonly ip: Ip;
      readonly port: number;
      readonly backlog: number;
      readonly fork: boolean;
    }
  | { readonly kind: 'connect'; readonly protocol: 'tcp' | 'udp'; readonly host: string; readonly port: number }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly text: string };

/** What stands before the two addresses. */
export interface Words {
  readonly addresses: readonly string[];
  /** `-u`: only from the first to the second. */
  readonly oneWay: boolean;
  readonly version: boolean;
}

const BACKLOG = 5;
/** Options of socat itself that have a value of their own. */
const WITH_VALUE = /^-(?:[tTbL]|lf|lp|lm|ly|S)$/;

/** Parts socat's words: its options, and its addresses. */
export function socatWords(words: readonly string[]): Words {
  const addresses: string[] = [];
  let oneWay = false;
  let version = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (!word.startsWith('-') || word === '-') addresses.push(word);
    else if (WITH_VALUE.test(word)) i += 1;
    else if (word === '-u') oneWay = true;
    else if (word === '-V') version = true;
  }
  return { addresses, oneWay, version };
}

/** Options that an address may have here; what they say beside these is the real one's. */
const KNOWN = new Set(
  `fork reuseaddr so-reuseaddr reuseport so-reuseport bind backlog pf max-children keepalive so-keepalive nodelay tcp-nodelay creat create
append crnl crlf stderr pty echo raw connect-timeout range su nofork ipv6-v6only ipv6only rdonly wronly trunc ignoreeof shut-none retry
forever interval sourceport sp ttl tos so-bindtodevice interface mode user group broadcast so-broadcast`.split(/\s+/),
);

const LISTENS = /^(TCP|UDP)([46])?-L(?:ISTEN)?$|^(UDP)([46])?-(?:RECVFROM|RECV)$/;
const CONNECTS = /^(TCP|UDP)([46])?(?:-CONNECT|-DATAGRAM|-SENDTO)?$/;

/** Reads an address; a text is what socat complains. */
export function readAddress(text: string): Address | string {
  if (/^(?:-|stdio|stdin|stdout)$/i.test(text)) return { kind: 'stdio' };
  const colon = text.indexOf(':');
  const name = (colon < 0 ? (text.split(',')[0] ?? '') : text.slice(0, colon)).toUpperCase();
  const rest = colon < 0 ? '' : text.slice(colon + 1);
  if (name === 'SYSTEM' || name === 'EXEC' || name === 'SHELL') return { kind: 'command', text: unquoted(rest) };
  const [given = '', ...options] = rest.split(/,(?![^[]*\])/);
  const unknown = options
    .map((option) => option.split('=')[0] ?? '')
    .find((option) => !KNOWN.has(option.toLowerCase()));
  if (unknown !== undefined) return `parseopts_table(): unknown option "${unknown}"`;
  const option = (key: string): string | undefined =>
    options.find((one) => one === key || one.startsWith(`${key}=`))?.slice(key.length + 1);
  if (['OPEN', 'FILE', 'CREATE', 'GOPEN'].includes(name)) return { kind: 'file', path: given };
  if (text.startsWith('/')) return { kind: 'file', path: text };
  const listens = LISTENS.exec(name);
  if (listens) {
    const family = listens[2] ?? listens[4] ?? option('pf')?.replace(/^ip(?:v)?/i, '');
    const port = portOf(given);
    if (port === undefined)
      return `${name}: wrong number of parameters (${given === '' ? 0 : 1} instead of 1): usage: ${name}:<port>`;
    const bound = option('bind');
    return {
      kind: 'listen',
      protocol: name.startsWith('UDP') ? 'udp' : 'tcp',
      ip: (bound !== undefined && parseIp(bound)) || (family === '6' ? '::' : '0.0.0.0'),
      port,
      backlog: name.startsWith('UDP') ? 0 : Number(option('backlog') ?? BACKLOG),
      fork: option('fork') !== undefined,
    };
  }
  const connects = CONNECTS.exec(name);
  if (!connects) return `unknown device/address "${colon < 0 ? text : text.slice(0, colon)}"`;
  const at = given.lastIndexOf(':');
  const port = portOf(given.slice(at + 1));
  if (at < 0 || port === undefined)
    return `${name}: wrong number of parameters (1 instead of 2): usage: ${name}:<host>:<port>`;
  const host = given.slice(0, at).replace(/^\[(.*)\]$/, '$1');
  return { kind: 'connect', protocol: name.startsWith('UDP') ? 'udp' : 'tcp', host, port };
}

const portOf = (text: string): number | undefined => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port < 65536 ? port : undefined;
};

/** A command without the quotes around it, and without the options after it. */
function unquoted(text: string): string {
  const quoted = /^(["'])([\s\S]*)\1/.exec(text);
  return quoted?.[2] ?? text.replace(/(?:,(?:stderr|pty|echo=\d|raw|nofork|fork|sh|crnl|su=\w+))+$/, '');
}
