import { parseIp, type Ip } from '../../../ip/address.ts';
import { wrongAt, type Spot } from './error.ts';

/** Where a server listens. */
export interface Listen {
  readonly address: Ip;
  readonly port: number;
  readonly isDefault: boolean;
  readonly tls: boolean;
  readonly v6only: boolean;
}

const ANY = '0.0.0.0';
const OPTIONS =
  /^(?:bind|reuseport|deferred|http2|quic|proxy_protocol|udp|(?:backlog|rcvbuf|sndbuf|setfib|fastopen|accept_filter|so_keepalive|ipv6only)=.*)$/;

/** Reads the arguments of `listen` (ngx_http_core_listen). Throws ConfigError. */
export function parseListen(args: readonly string[], spot: Spot): Listen {
  const [where = '', ...options] = args;
  const bad = (what: string) => wrongAt(`${what} in "${where}" of the "listen" directive`, spot);
  if (where.startsWith('unix:')) throw wrongAt('this lab has no UNIX sockets to listen on', spot);
  const [, six, four, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(where) ?? [];
  const lone = port === undefined && six === undefined && /^\d+$/.test(four ?? '');
  const number = lone ? four : port;
  if (number !== undefined && (!/^\d+$/.test(number) || Number(number) < 1 || Number(number) > 65_535))
    throw bad('invalid port');
  const named = lone ? ANY : (six ?? four ?? '');
  const address = named === '*' || named === '' ? ANY : named === 'localhost' ? '127.0.0.1' : parseIp(named);
  if (address === undefined) throw bad('host not found');
  for (const option of options)
    if (option !== 'default_server' && option !== 'default' && option !== 'ssl' && !OPTIONS.test(option))
      throw wrongAt(`invalid parameter "${option}"`, spot);
  return {
    address,
    port: number === undefined ? 80 : Number(number),
    isDefault: options.includes('default_server') || options.includes('default'),
    tls: options.includes('ssl'),
    v6only: address.includes(':') && !options.includes('ipv6only=off'),
  };
}

export const sameSocket = (a: Listen, b: Listen): boolean => a.address === b.address && a.port === b.port;
export const socketName = ({ address, port }: Pick<Listen, 'address' | 'port'>): string =>
  `${address.includes(':') ? `[${address}]` : address}:${port}`;
