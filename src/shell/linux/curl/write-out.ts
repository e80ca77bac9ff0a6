import { writeJson, type Json } from '../json-writer.ts';
import { header } from '../http/response.ts';
import type { Transfer } from './transfer.ts';
import { own } from '../../../kernel/own.ts';

/** Seconds with six decimals. */
const seconds = (ms: number): string => (ms / 1000).toFixed(6);

const VERSIONS: Readonly<Record<string, string>> = { '1.0': '1', '1.1': '1.1' };

type Variable = (t: Transfer) => string | number | null;

/** curl's --write-out variables. */
const VARIABLES: Readonly<Record<string, Variable>> = {
  content_type: ({ response }) => header(response, 'content-type') ?? null,
  errormsg: ({ message }) => (message === '' ? null : message),
  exitcode: ({ exit }) => exit,
  http_code: ({ response }) => response?.status ?? 0,
  http_connect: () => 0,
  http_version: ({ response }) => (response ? (VERSIONS[response.version] ?? response.version) : '0'),
  local_ip: ({ response }) => response?.local ?? '',
  local_port: ({ response }) => response?.localPort ?? -1,
  method: ({ method }) => method,
  num_connects: ({ response }) => (response ? 1 : 0),
  num_headers: ({ response }) => response?.headers.length ?? 0,
  num_redirects: () => 0,
  redirect_url: ({ response }) => header(response, 'location') ?? null,
  remote_ip: ({ response }) => response?.remote ?? '',
  remote_port: ({ response, url }) => (response ? url.port : -1),
  response_code: ({ response }) => response?.status ?? 0,
  scheme: ({ url, response }) => (response ? url.scheme : null),
  size_download: ({ response }) => response?.body.length ?? 0,
  size_header: ({ response }) => response?.head.length ?? 0,
  size_request: ({ request, response, sent }) => (response ? request.length - sent : 0),
  size_upload: ({ sent, response }) => (response ? sent : 0),
  speed_download: ({ response, times }) =>
    response ? Math.round((response.body.length * 1000) / Math.max(times.total, 0.001)) : 0,
  speed_upload: () => 0,
  time_appconnect: () => seconds(0),
  time_connect: ({ times }) => seconds(times.connected),
  time_namelookup: ({ times }) => seconds(times.name),
  time_pretransfer: ({ times }) => seconds(times.connected),
  time_redirect: () => seconds(0),
  time_starttransfer: ({ times, response }) => seconds(response ? times.total : 0),
  time_total: ({ times }) => seconds(times.total),
  url: ({ text }) => text,
  url_effective: ({ url }) =>
    `${url.scheme}://${url.shown}${url.plain ? '' : `:${url.port}`}${url.path}${url.fragment}`,
};

const CODES = new Set(['http_code', 'response_code', 'http_connect']);
const NUMBERS = /^(time|size|speed|num)_|_(code|port)$|^exitcode$/;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const shown = (name: string, t: Transfer): string => {
  const value = own(VARIABLES, name)?.(t);
  return CODES.has(name) ? String(value).padStart(3, '0') : String(value ?? '');
};

/** The text that -w prints, and the complaint about a variable that there is none of. */
export function writeOut(format: string, t: Transfer): { text: string; complaint: string } {
  let complaint = '';
  const text = format.replace(
    /%\{(\w+)\}|%header\{([^}]*)\}|%%|\\([nrt])/g,
    (whole, name?: string, field?: string, escape?: string) => {
      if (whole === '%%') return '%';
      if (escape !== undefined) return ESCAPES[escape] ?? whole;
      if (field !== undefined) return header(t.response, field.toLowerCase()) ?? '';
      if (name === 'json') return json(t);
      if (name === 'stdout' || name === 'stderr' || name === 'onerror') return '';
      if (name !== undefined && Object.hasOwn(VARIABLES, name)) return shown(name, t);
      complaint += `curl: unknown --write-out variable: '${name}'\n`;
      return '';
    },
  );
  return { text, complaint };
}

const json = (t: Transfer): string => {
  const entries = Object.keys(VARIABLES).map((name): [string, Json] => {
    const value = own(VARIABLES, name)?.(t) ?? null;
    return [name, NUMBERS.test(name) && typeof value === 'string' ? { raw: value } : value];
  });
  return writeJson(Object.fromEntries(entries), false);
};
