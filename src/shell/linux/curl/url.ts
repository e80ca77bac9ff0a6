export type Scheme = 'http' | 'https' | 'telnet';

/** A URL taken apart as curl's own parser does. */
export interface Url {
  readonly scheme: Scheme;
  readonly user?: string;
  /** Without brackets. */
  readonly host: string;
  /** As in a Host header: in brackets where it is an IPv6 address. */
  readonly shown: string;
  readonly port: number;
  /** Whether the port is the scheme's own and was not written. */
  readonly plain: boolean;
  readonly path: string;
  readonly fragment: string;
}

/** What is wrong with a URL: curl's exit code and words. */
export interface BadUrl {
  readonly exit: number;
  readonly message: string;
}

const rejected = (why: string): BadUrl => ({ exit: 3, message: `URL rejected: ${why}` });
const PORTS: Readonly<Record<Scheme, number>> = { http: 80, https: 443, telnet: 23 };

const isScheme = (text: string): text is Scheme => Object.hasOwn(PORTS, text);

/** Reads a URL; without a scheme it is http. */
export function parseUrl(text: string): Url | BadUrl {
  if (/\s/.test(text)) return rejected('Malformed input to a URL function');
  const schemed = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(text);
  const scheme = schemed?.[1]?.toLowerCase() ?? 'http';
  if (!isScheme(scheme)) return { exit: 1, message: `Protocol "${scheme}" not supported` };
  const rest = schemed?.[2] ?? text;
  const [, authority = '', tail = ''] = /^([^/?#]*)(.*)$/.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const [, bracketed, bare = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(authority.slice(at + 1)) ?? [];
  const host = bracketed ?? bare;
  if (host === '') return rejected('No host present');
  // What looks like a scheme alone does not pass for a host (lib/urlapi.c: parse_port).
  if (port === '' && !schemed) return rejected('Port number was not a decimal number between 0 and 65535');
  if (port !== undefined && port !== '' && (!/^\d+$/.test(port) || Number(port) > 65535))
    return rejected('Port number was not a decimal number between 0 and 65535');
  const hash = tail.indexOf('#');
  const target = hash < 0 ? tail : tail.slice(0, hash);
  const number = port === undefined || port === '' ? PORTS[scheme] : Number(port);
  return {
    scheme,
    ...(at >= 0 && { user: decodeURIComponent(authority.slice(0, at)) }),
    host,
    shown: bracketed === undefined ? host : `[${host}]`,
    port: number,
    plain: number === PORTS[scheme],
    path: withoutDots(target === '' ? '/' : target.startsWith('/') ? target : `/${target}`),
    fragment: hash < 0 ? '' : tail.slice(hash),
  };
}

/** RFC 3986, 5.2.4: `.` and `..` are taken out of the path. */
function withoutDots(target: string): string {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/.exec(target) ?? [];
  if (!/(^|\/)\.\.?(\/|$)/.test(path)) return target;
  const parts: string[] = [];
  const all = path.split('/');
  for (const [i, part] of all.entries()) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
    if ((part === '.' || part === '..') && i === all.length - 1) parts.push('');
  }
  return `/${parts.filter((part, i) => i > 0 || part !== '').join('/')}${query}`;
}

/** More URLs than these in a word nobody waits for. */
const MOST_URLS = 1000;

/** A word's URLs: `{a,b}` and `[1-3]` each stand for several (curl's globbing); undefined where they are too many. */
export function globbed(word: string): string[] | undefined {
  const lists = [...word.matchAll(/\{([^{}]*)\}/g)].map(([, list = '']) => list.split(',').length);
  const ranges = [...word.matchAll(/\[(\d+)-(\d+)\]/g)].map(([, from, to]) => Number(to) - Number(from) + 1);
  const count = [...lists, ...ranges].reduce((product, each) => product * each, 1);
  return count > MOST_URLS ? undefined : spreadOut(word);
}

function spreadOut(word: string): string[] {
  const braces = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(word);
  if (braces) {
    const [, head = '', list = '', tail = ''] = braces;
    return list.split(',').flatMap((item) => spreadOut(`${head}${item}${tail}`));
  }
  const range = /^(.*?)\[(\d+)-(\d+)\](.*)$/s.exec(word);
  if (!range) return [word];
  const [, head = '', from = '', to = '', tail = ''] = range;
  const count = Math.max(0, Number(to) - Number(from) + 1);
  return Array.from({ length: count }, (_, i) =>
    String(Number(from) + i).padStart(from.startsWith('0') ? from.length : 0, '0'),
  ).flatMap((number) => spreadOut(`${head}${number}${tail}`));
}
