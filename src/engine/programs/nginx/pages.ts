import { remembering } from '../../../kernel/remembering.ts';
import { httpDate } from '../../calendar.ts';
import { isOn, type Level } from './model.ts';
import type { Response } from './visit.ts';

/** How it names itself. */
export const VERSION = 'nginx/1.30.6';

/** Reasons, as nginx words them (ngx_http_header_filter_module.c). */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Moved Temporarily',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Time-out',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Request Entity Too Large',
  414: 'Request-URI Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
  505: 'HTTP Version Not Supported',
  507: 'Insufficient Storage',
};

/** The name that nginx gives itself, with its version unless told not to. */
export const signature = (level: Level | undefined): string => (isOn(level, 'server_tokens', true) ? VERSION : 'nginx');

/** nginx' own page of a status; empty where it has none. */
export function pageOf(status: number, level: Level | undefined): string {
  const reason = REASONS[status];
  if (status < 300 || status === 304 || (reason === undefined && status !== 418)) return '';
  if (reason === undefined) return '';
  const title = `${status} ${PAGE_TITLES[status] ?? reason}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${signature(level)}</center>\r\n</body>\r\n</html>\r\n`;
}

/** Its pages have other words than its status lines for these (ngx_http_special_response.c). */
const PAGE_TITLES: Readonly<Record<number, string>> = { 302: 'Found' };

/** A body as it is sent: whole, or in one chunk. */
export const bodyOf = ({ body, chunked }: Response): string =>
  chunked ? `${body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`}0\r\n\r\n` : body;

const dateOfSecond = remembering((second) => httpDate(Number(second) * 1000));
/** Many requests are of one second, and files older. */
const dateOf = (clock: number): string => dateOfSecond(String(Math.floor(clock / 1000)));

/** A header's line; none without a value. */
const line = (name: string, value: string | number | undefined): string =>
  value === undefined ? '' : `${name}: ${value}\r\n`;

/** The lines before a body. */
export function head(
  { status, body, type, modified, location, headers = [], range, length }: Response,
  level: Level | undefined,
  { now, keepAlive, chunked }: { readonly now: number; readonly keepAlive: boolean; readonly chunked: boolean },
): string {
  const size = length ?? body.length;
  const whole = range === undefined ? size : Number(range.slice(range.indexOf('/') + 1));
  const hasBody = status !== 204 && status !== 304;
  const reason = REASONS[status];
  const isFile = modified !== undefined;
  return (
    `HTTP/1.1 ${status} ${reason ?? ''}\r\n` +
    line('Server', signature(level)) +
    line('Date', dateOf(now)) +
    line('Content-Type', hasBody ? type : undefined) +
    line('Content-Length', hasBody && !chunked ? size : undefined) +
    line('Last-Modified', isFile ? dateOf(modified) : undefined) +
    line('Location', location) +
    line('Transfer-Encoding', chunked ? 'chunked' : undefined) +
    line('Connection', keepAlive ? 'keep-alive' : 'close') +
    line('ETag', isFile ? `"${Math.floor(modified / 1000).toString(16)}-${whole.toString(16)}"` : undefined) +
    headers.map(([name, value]) => line(name, value)).join('') +
    line('Content-Range', range) +
    line('Accept-Ranges', range === undefined && isFile ? 'bytes' : undefined) +
    '\r\n'
  );
}
