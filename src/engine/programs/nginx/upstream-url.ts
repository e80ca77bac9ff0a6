import { wrongAt, type Spot } from './error.ts';

/** Where `proxy_pass` leads. */
export interface PassUrl {
  readonly scheme: 'http' | 'https';
  /** As written, with the port where one was. */
  readonly authority: string;
  readonly host: string;
  readonly port: number;
  /** The part that replaces the location's; undefined where there is none. */
  readonly uri: string | undefined;
}

/** Reads a URL of proxy_pass; undefined where its scheme is not http. */
export function parsePass(text: string): PassUrl | undefined {
  const [, scheme, authority = '', uri = ''] = /^(https?):\/\/([^/?]*)(.*)$/i.exec(text) ?? [];
  if (scheme === undefined) return undefined;
  const secure = scheme.toLowerCase() === 'https';
  const [, six, four = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(authority) ?? [];
  return {
    scheme: secure ? 'https' : 'http',
    authority,
    host: six ?? four,
    port: port === undefined ? (secure ? 443 : 80) : Number(port),
    uri: uri === '' ? undefined : uri,
  };
}

/** The same, where it must be one. Throws ConfigError. */
export function passOf(text: string, spot: Spot): PassUrl {
  const url = parsePass(text);
  if (!url) throw wrongAt('invalid URL prefix', spot);
  if (url.host === '') throw wrongAt('no host in upstream "' + url.authority + '"', spot);
  return url;
}

/** `HOST[:PORT]` of a server in an upstream. */
export function serverAddress(text: string): { readonly host: string; readonly port: number } {
  const [, six, four = '', port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(text) ?? [];
  return { host: six ?? four, port: port === undefined ? 80 : Number(port) };
}
