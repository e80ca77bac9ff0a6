import type { Ip } from '../../../ip/address.ts';
import { strerror } from '../../../kernel/errno.ts';
import type { Outcome } from '../../../kernel/stimulus.ts';
import { numericHost } from '../names/resolve.ts';
import type { Options } from './options.ts';
import type { Transfer } from './transfer.ts';

const REASONS: Readonly<Partial<Record<Outcome['status'], string>>> = {
  refused: 'Connection refused',
  'no-route': 'Network is unreachable',
  unreachable: 'No route to host',
};

function reasonOf(outcome: Outcome): string | undefined {
  if (outcome.status === 'no-route' && outcome.errno) return strerror[outcome.errno];
  if (outcome.status !== 'unreachable') return REASONS[outcome.status];
  if (outcome.type === 'port-unreachable') return 'Connection refused';
  return outcome.type.startsWith('net-') ? 'Network is unreachable' : 'No route to host';
}

const bracketed = (ip: Ip): string => (ip.includes(':') ? `[${ip}]` : ip);

/** The lines before the request: names, attempts, the connection. */
export function opening({ url, addresses, attempts }: Transfer, options: Options): string {
  const lines: string[] = [];
  for (const entry of options.resolves) lines.push(`* [DNS] added ${entry} to cache`);
  if (addresses && numericHost(url.host) === undefined) {
    if (options.resolves.length > 0) lines.push(`* Hostname ${url.host} was found in DNS cache`);
    lines.push(`* Host ${url.shown}:${url.port} was resolved.`);
    lines.push(`* IPv6: ${addresses.v6.join(', ') || '(none)'}`, `* IPv4: ${addresses.v4.join(', ') || '(none)'}`);
  }
  for (const { ip, outcome, local } of attempts) {
    lines.push(`*   Trying ${bracketed(ip)}:${url.port}...`);
    if (outcome.status === 'connected')
      lines.push(
        `* Established connection to ${url.host} (${ip} port ${url.port}) from ${outcome.local} port ${outcome.localPort} `,
      );
    const reason = reasonOf(outcome);
    if (reason !== undefined)
      lines.push(`* connect to ${ip} port ${url.port} from ${local.address} port ${local.port} failed: ${reason}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

const prefixed = (mark: string, head: string): string =>
  head
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => `${mark} ${line}\r\n`)
    .join('');

/** The request, and what followed. */
export function exchange(t: Transfer, quietBody: boolean): string {
  const { request, response, sent, exit, message } = t;
  const head = request.slice(0, request.length - sent);
  const upload =
    sent > 0
      ? `${quietBody ? `} [${sent} bytes data]\n` : ''}* upload completely sent off: ${sent} bytes\n`
      : '* Request completely sent off\n';
  const asked = `* using HTTP/1.x\n${prefixed('>', head)}${upload}`;
  if (!response) return `${asked}* ${message}\n* closing connection #0\n`;
  const body = response.body !== '' && quietBody ? `{ [${response.body.length} bytes data]\n` : '';
  return `${asked}${prefixed('<', response.head)}${body}${exit === 0 ? '' : `* ${message}\n`}`;
}

export const closing = ({ url, response }: Transfer): string =>
  response?.headers.some(([name, value]) => name.toLowerCase() === 'connection' && value.toLowerCase() === 'close')
    ? '* shutting down connection #0\n'
    : `* Connection #0 to host ${url.shown}:${url.port} left intact\n`;
