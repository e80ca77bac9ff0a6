/** How nginx starts: it reads its configuration, opens its sockets, and is refused where it cannot. */
import type { NamespaceId } from '../../../kernel/namespace.ts';
import type { Loaded } from '../../../kernel/process/process.ts';
import { lookUp } from '../../dns/look-up.ts';
import type { EngineHost } from '../../engine.ts';
import type { ServerFiles } from '../../files/server-files.ts';
import type { Listening } from '../../images/command.ts';
import { ConfigError } from './error.ts';
import { configPath, CONFIG, readConfig } from './load.ts';
import { WORKER } from './log.ts';
import { given, listensOf, type Config } from './model.ts';
import { VERSION } from './pages.ts';
import { timeOfError } from './variables.ts';
import { DIRECTIVES } from './directives.table.ts';
import { own } from '../../../kernel/own.ts';

const BACKLOG = 511;
/** The descriptor of its first socket. */
const FIRST_FD = 5;

/** A configuration that may be used, and what follows from it. */
export interface Ready {
  readonly loaded: Loaded;
  readonly listens: readonly Listening[];
  /** What it says all the same. */
  readonly warnings: readonly string[];
  /** What it tells of its start where its log takes that. */
  readonly notices: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** Reads a configuration, or tells why it cannot be used. A text is nginx' own complaint. */
export function prepare(
  host: Pick<EngineHost, 'clock' | 'send'>,
  namespace: NamespaceId,
  files: ServerFiles,
  command: readonly string[],
  pid: number,
): Ready | { readonly complaint: string; readonly readable: boolean } {
  const say = (level: string, text: string): string =>
    `${timeOfError(host.clock.now)} [${level}] ${pid}#${pid}: ${text}\n`;
  try {
    const bad = globals(command);
    if (bad !== undefined) throw new ConfigError(`unknown directive "${bad}" in command line`);
    const {
      config,
      files: texts,
      names,
      warnings,
    } = readConfig(files, (name) => lookUp(host, namespace, files, name), configPath(command));
    const warned = warnings.map((text) => say('warn', text));
    const log = missingLog(config, files);
    if (log !== undefined)
      return {
        complaint: warned.join('') + say('emerg', `open() "${log}" failed (2: No such file or directory)`),
        readable: true,
      };
    return {
      loaded: { files: texts, names },
      listens: socketsOf(config),
      warnings: [...warned, ...idle(config, say)],
      notices: tellsOfStart(config, files) ? noticesOf((text) => say('notice', text), pid) : [],
      files: texts,
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { complaint: say(error.level, error.message), readable: false };
  }
}

/** How many workers it starts. */
const WORKERS = 2;

/** What it says of its start (ngx_event.c, ngx_process_cycle.c). */
const noticesOf = (say: (text: string) => string, pid: number): string[] =>
  [
    'using the "epoll" event method',
    VERSION,
    'start worker processes',
    ...Array.from({ length: WORKERS }, (_, i) => `start worker process ${pid === 1 ? WORKER + i : pid + 1 + i}`),
  ].map(say);

/** Whether its log is its standard error, and takes notices. */
function tellsOfStart({ main }: Config, files: ServerFiles): boolean {
  const [log] = given(main, 'error_log');
  const [path = '', level = 'error'] = log?.args ?? [];
  return ['notice', 'info', 'debug'].includes(level) && ['stderr', '/dev/stderr'].includes(files.leadsTo(path));
}

/** The first directive of `-g` that nginx does not know. */
function globals(command: readonly string[]): string | undefined {
  const at = command.indexOf('-g');
  const names = at < 0 ? [] : (command[at + 1] ?? '').split(';').map((text) => text.trim().split(/\s+/)[0] ?? '');
  return names.find((name) => name !== '' && own(DIRECTIVES, name) === undefined);
}

/** A log file whose folder is not there. */
function missingLog({ main, http, servers }: Config, { place }: ServerFiles): string | undefined {
  const levels = [main, ...(http ? [http] : []), ...servers.map(({ level }) => level)];
  const paths = levels.flatMap((level) =>
    [...given(level, 'access_log'), ...given(level, 'error_log')].map(({ args }) => args[0] ?? ''),
  );
  return paths.find(
    (path) =>
      path.startsWith('/') && !path.startsWith('/dev/') && !path.startsWith('/proc/') && place(path) === undefined,
  );
}

export const socketsOf = (config: Config): Listening[] =>
  listensOf(config).map(({ address, port, v6only }, i) => ({
    protocol: 'tcp',
    address,
    port,
    ...(v6only && { v6only }),
    backlog: BACKLOG,
    fd: FIRST_FD + i,
  }));

/** Directives whose absence a person would notice: what they do is not part of this lab. */
const NOTICED = new Set(
  'limit_req limit_conn proxy_cache auth_basic auth_request sub_filter fastcgi_pass uwsgi_pass scgi_pass grpc_pass geo split_clients mirror proxy_ssl_certificate'.split(
    ' ',
  ),
);

function idle({ main }: Config, say: (level: string, text: string) => string): string[] {
  const found: string[] = [];
  const visit = (directives: Config['main']['directives']): void => {
    for (const { name, file, line, block } of directives) {
      if (NOTICED.has(name))
        found.push(say('notice', `the nginx of this lab takes "${name}" without effect in ${file}:${line}`));
      if (block) visit(block);
    }
  };
  visit(main.directives);
  return found;
}

/** Whether anything but the image's own configuration stands where nginx looks for it. */
export const isOwnConfig = (
  files: Readonly<Record<string, string>>,
  mounted: readonly string[],
  command: readonly string[],
): boolean =>
  configPath(command) !== CONFIG ||
  (command.includes('-g') && globals(command) !== undefined) ||
  Object.keys(files).some((path) => path.replace(/^(?:->|-)/, '').startsWith('/etc/nginx')) ||
  mounted.some((path) => path.startsWith('/etc/nginx') || '/etc/nginx'.startsWith(path));
