import type { Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { numericHost } from '../names/resolve.ts';
import { wget } from './wget.ts';

/** What wget was asked for. Times are in ms. */
export interface Options {
  readonly urls: readonly string[];
  readonly list: string | undefined;
  readonly show: 'quiet' | 'brief' | 'verbose';
  readonly progress: boolean;
  readonly spider: boolean;
  readonly serverResponse: boolean;
  readonly saveHeaders: boolean;
  readonly contentOnError: boolean;
  readonly document: string | undefined;
  readonly prefix: string | undefined;
  readonly clobber: boolean;
  readonly log: { readonly file: string; readonly append: boolean } | undefined;
  readonly tries: number;
  readonly waitRetry: number;
  readonly retryRefused: boolean;
  readonly retryOn: readonly number[];
  readonly connectTimeout: number | undefined;
  readonly readTimeout: number | undefined;
  readonly family: 4 | 6 | undefined;
  readonly source: Ip | undefined;
  readonly redirects: number;
  readonly method: string;
  readonly body: { readonly text: string } | { readonly file: string } | undefined;
  readonly headers: readonly string[];
  readonly agent: string;
  readonly referer: string | undefined;
  readonly user: string | undefined;
  readonly keepAlive: boolean;
}

const USAGE = "Usage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n";

/** Ends wget where its options are wrong (EXIT_INIT_FAILED). */
const wrong = (complaint: string, exit = 2): ToolError => new ToolError(`wget: ${complaint}\n`, exit);

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function period(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)([smhdw]?)$/.exec(text) ?? [];
  if (number === undefined) throw wrong(`--${name}: Invalid time period '${text}'`);
  return Number(number) * (UNITS[unit] ?? 1) * 1000;
}

function count(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (text === 'inf') return Infinity;
  if (!/^\d+$/.test(text)) throw wrong(`--${name}: Invalid number '${text}'`);
  return Number(text);
}

/** An unlimited number of tries ends here too. */
const MOST_TRIES = 1000;

/** Reads the command line. Throws ToolError. */
export function readOptions(call: Call): Options {
  const { operands, error, has, value, all } = getopt(call.argv.slice(1), wget.grammar);
  if (error !== undefined) throw new ToolError(`wget: ${error}\n${USAGE}`, 2);
  // -nv and its like may stand in one word.
  const not = all('n').join('');
  const timeout = period('timeout', value('T'));
  const tries = count('tries', value('t'), 20);
  const bound = value('bind-address');
  const document = value('O');
  const text = value('post-data') ?? value('body-data');
  const file = value('post-file') ?? value('body-file');
  const posts = value('post-data') !== undefined || value('post-file') !== undefined;
  const log = value('o');
  const appended = value('a');
  return {
    urls: operands,
    list: value('i'),
    show: has('q') ? 'quiet' : has('no-verbose') || not.includes('v') ? 'brief' : 'verbose',
    progress: has('show-progress'),
    spider: has('spider'),
    serverResponse: has('S'),
    saveHeaders: has('save-headers'),
    contentOnError: has('content-on-error'),
    document,
    prefix: value('P'),
    clobber: !(has('no-clobber') || not.includes('c')),
    log:
      log !== undefined
        ? { file: log, append: false }
        : appended === undefined
          ? undefined
          : { file: appended, append: true },
    tries: tries === 0 ? MOST_TRIES : Math.min(tries, MOST_TRIES),
    waitRetry: period('waitretry', value('waitretry')) ?? 10_000,
    retryRefused: has('retry-connrefused'),
    retryOn: (value('retry-on-http-error') ?? '').split(',').map(Number),
    connectTimeout: period('connect-timeout', value('connect-timeout')) ?? timeout,
    readTimeout: period('read-timeout', value('read-timeout')) ?? timeout,
    family: has('4') ? 4 : has('6') ? 6 : undefined,
    source: bound === undefined ? undefined : numericHost(bound),
    redirects: count('max-redirect', value('max-redirect'), 20),
    method: value('method')?.toUpperCase() ?? (posts ? 'POST' : has('spider') ? 'HEAD' : 'GET'),
    body: text !== undefined ? { text } : file === undefined ? undefined : { file },
    headers: all('header'),
    agent: value('U') ?? 'Wget/1.25.0',
    referer: value('referer'),
    user: userOf(value('http-user') ?? value('user'), value('http-password') ?? value('password')),
    keepAlive: !has('no-http-keep-alive'),
  };
}

const userOf = (user: string | undefined, password = ''): string | undefined =>
  user === undefined ? undefined : `${user}:${password}`;

export const missingUrl = (): ToolError => new ToolError(`wget: missing URL\n${USAGE}`, 1);
