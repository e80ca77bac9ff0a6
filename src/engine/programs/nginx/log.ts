import { own } from '../../../kernel/own.ts';
import { given } from './model.ts';
import { headerOf } from './request.ts';
import { clientOf, expand, timeLocal, timeOfError } from './variables.ts';
import { levelOf, type Visit } from './visit.ts';

const DEFAULT_ACCESS = '/var/log/nginx/access.log';
/** Debian builds it so (--error-log-path=stderr). */
const DEFAULT_ERROR = 'stderr';
const LEVELS = ['debug', 'info', 'notice', 'warn', 'error', 'crit', 'alert', 'emerg'];

/** Writes to a log: one of the process's own streams, or a file. */
function write(visit: Pick<Visit, 'system' | 'files'>, named: string, line: string): void {
  const { system, files } = visit;
  const path = files.leadsTo(named);
  if (path === 'stderr' || path === '/dev/stderr' || path === '/proc/self/fd/2') return system.print(line, 'err');
  if (path === '/dev/stdout' || path === '/proc/self/fd/1') return system.print(line);
  if (path === '/dev/null' || path.startsWith('syslog:') || path.startsWith('memory:')) return;
  const full = path.startsWith('/') ? path : `/usr/share/nginx/${path}`;
  if (files.place(full)) system.append(full, line);
}

/** Tells of a request that is answered, in each of its access logs. */
export function logAccess(visit: Visit): void {
  const level = levelOf(visit);
  const logs = given(level, 'access_log');
  const wanted = logs.length > 0 ? logs.map(({ args }) => args) : [[DEFAULT_ACCESS]];
  for (const [path = '', format = 'combined', ...options] of wanted) {
    if (path === 'off') continue;
    const condition = [format, ...options].find((option) => option.startsWith('if='));
    if (condition !== undefined && /^0?$/.test(expand(visit, condition.slice(3)))) continue;
    const text = own(visit.config.formats, format);
    const line =
      text === undefined ? combined(visit) : text.replaceAll(/\$\{?\w+\}?/g, (name) => expand(visit, name) || '-');
    write(visit, path, `${line}\n`);
  }
}

function combined(visit: Visit): string {
  const { request, status, sent, system } = visit;
  const header = (name: string): string => headerOf(request, name) ?? '-';
  return `${clientOf(visit)} - - [${timeLocal(system.now())}] "${request.line}" ${status} ${sent} "${header('referer')}" "${header('user-agent')}"`;
}

/** What an error line tells of the request that it came of. */
function about(visit: Visit, upstream: string | undefined): string {
  const { request, server } = visit;
  const host = headerOf(request, 'host');
  return [
    `client: ${clientOf(visit)}`,
    `server: ${server.names[0] ?? ''}`,
    `request: "${request.line}"`,
    ...(upstream === undefined ? [] : [`upstream: "${upstream}"`]),
    ...(host === undefined ? [] : [`host: "${host}"`]),
  ].join(', ');
}

/** The pid of its first worker: what a container's first process is followed by. */
export const WORKER = 7;

/** Tells of something that went wrong, where the log takes that level. */
export function logError(visit: Visit, level: 'warn' | 'error' | 'crit', message: string, upstream?: string): void {
  const logs = given(levelOf(visit), 'error_log');
  const wanted = logs.length > 0 ? logs.map(({ args }) => args) : [[DEFAULT_ERROR]];
  for (const [path = DEFAULT_ERROR, least = 'error'] of wanted) {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) continue;
    const now = timeOfError(visit.system.now());
    write(visit, path, `${now} [${level}] ${WORKER}#${WORKER}: *1 ${message}, ${about(visit, upstream)}\n`);
  }
}
