import type { Grammar, Option, Value } from '../../tool/grammar.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { own } from '../../../kernel/own.ts';

/** What a word of curl's command line may say, as far as the lab can do it. */
export interface Options {
  readonly urls: string[];
  readonly outputs: (string | true)[];
  readonly headers: string[];
  readonly data: string[];
  readonly resolves: string[];
  silent: boolean;
  showError: boolean;
  verbose: boolean;
  include: boolean;
  head: boolean;
  fail: boolean;
  location: boolean;
  get: boolean;
  method?: string;
  agent: string;
  user?: string;
  referer?: string;
  cookie?: string;
  range?: string;
  writeOut?: string;
  dumpHeader?: string;
  upload?: string;
  /** ms */
  maxTime?: number;
  connectTimeout?: number;
  interface?: string;
  family?: 4 | 6;
  http10: boolean;
  progressBar: boolean;
  retry: number;
  retryDelay: number;
  retryRefused: boolean;
  version: boolean;
  help: boolean;
}

export const newOptions = (): Options => ({
  urls: [],
  outputs: [],
  headers: [],
  data: [],
  resolves: [],
  silent: false,
  showError: false,
  verbose: false,
  include: false,
  head: false,
  fail: false,
  location: false,
  get: false,
  agent: 'curl/8.22.0',
  http10: false,
  progressBar: false,
  retry: 0,
  retryDelay: 0,
  retryRefused: false,
  version: false,
  help: false,
});

/** Letter -> long name. */
const LETTERS: Readonly<Record<string, string>> = {
  '#': 'progress-bar',
  '0': 'http1.0',
  '4': 'ipv4',
  '6': 'ipv6',
  A: 'user-agent',
  b: 'cookie',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  f: 'fail',
  F: 'form',
  g: 'globoff',
  G: 'get',
  h: 'help',
  H: 'header',
  i: 'include',
  I: 'head',
  k: 'insecure',
  L: 'location',
  m: 'max-time',
  n: 'netrc',
  N: 'no-buffer',
  o: 'output',
  O: 'remote-name',
  q: 'disable',
  r: 'range',
  R: 'remote-time',
  s: 'silent',
  S: 'show-error',
  T: 'upload-file',
  u: 'user',
  v: 'verbose',
  V: 'version',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  z: 'time-cond',
};

/** Takes an argument; `as` is how its option was written. */
type Setter = (options: Options, value: string, as: string) => void;

/** Before data of --data-raw that begins with `@`: it names no file. */
export const RAW = 'raw:';

export const TRY = "curl: try 'curl --help' or 'curl --manual' for more information\n";

const wrong = (as: string, why: string): ToolError => new ToolError(`curl: option ${as}: ${why}\n${TRY}`, 2);

function number(value: string, form: RegExp, as: string): number {
  if (!form.test(value)) throw wrong(as, 'expected a proper numerical parameter');
  if (value.startsWith('-')) throw wrong(as, 'expected a positive numerical parameter');
  return Number(value);
}
const whole = (value: string, as: string): number => number(value, /^[+-]?\d+$/, as);
/** A day, in ms: longer nobody waits. */
const LONGEST = 86_400_000;
const seconds = (value: string, as: string): number =>
  Math.min(Math.round(number(value, /^[+-]?(\d+\.?\d*|\.\d+)$/, as) * 1000), LONGEST);

/** Long name -> what it does with its argument. */
const WITH_VALUE: Readonly<Record<string, Setter>> = {
  'connect-timeout': (o, v, as) => void (o.connectTimeout = seconds(v, as)),
  cookie: (o, v) => void (o.cookie = v),
  data: (o, v) => void o.data.push(v),
  'data-ascii': (o, v) => void o.data.push(v),
  'data-binary': (o, v) => void o.data.push(v),
  'data-raw': (o, v) => void o.data.push(v.startsWith('@') ? `${RAW}${v}` : v),
  'data-urlencode': (o, v) => void o.data.push(encoded(v)),
  'dump-header': (o, v) => void (o.dumpHeader = v),
  form: (o, v) => void o.data.push(v),
  header: (o, v) => void o.headers.push(v),
  interface: (o, v) => void (o.interface = v),
  json: (o, v) => {
    o.data.push(v);
    o.headers.push('Content-Type: application/json', 'Accept: application/json');
  },
  'max-time': (o, v, as) => void (o.maxTime = seconds(v, as)),
  output: (o, v) => void o.outputs.push(v),
  range: (o, v) => void (o.range = v),
  referer: (o, v) => void (o.referer = v),
  request: (o, v) => void (o.method = v),
  resolve: (o, v) => void o.resolves.push(v),
  retry: (o, v, as) => void (o.retry = whole(v, as)),
  'retry-delay': (o, v, as) => void (o.retryDelay = seconds(v, as)),
  'retry-max-time': () => undefined,
  'time-cond': () => undefined,
  'upload-file': (o, v) => void (o.upload = v),
  url: (o, v) => void o.urls.push(v),
  user: (o, v) => void (o.user = v),
  'user-agent': (o, v) => void (o.agent = v),
  'write-out': (o, v) => void (o.writeOut = v),
  'max-redirs': () => undefined,
  'keepalive-time': () => undefined,
  'local-port': () => undefined,
  noproxy: () => undefined,
  cacert: () => undefined,
};

const encoded = (value: string): string => {
  const equals = value.indexOf('=');
  const text = encodeURIComponent(value.slice(equals + 1)).replaceAll('%20', '+');
  return equals > 0 ? `${value.slice(0, equals)}=${text}` : text;
};

const FLAGS: Readonly<Record<string, (options: Options) => void>> = {
  fail: (o) => void (o.fail = true),
  'fail-with-body': (o) => void (o.fail = true),
  get: (o) => void (o.get = true),
  head: (o) => void (o.head = true),
  help: (o) => void (o.help = true),
  'http1.0': (o) => void (o.http10 = true),
  include: (o) => void (o.include = true),
  'show-headers': (o) => void (o.include = true),
  ipv4: (o) => void (o.family = 4),
  ipv6: (o) => void (o.family = 6),
  location: (o) => void (o.location = true),
  'no-progress-meter': (o) => void (o.silent ||= o.showError = true),
  'progress-bar': (o) => void (o.progressBar = true),
  'remote-name': (o) => void o.outputs.push(true),
  'retry-connrefused': (o) => void (o.retryRefused = true),
  'show-error': (o) => void (o.showError = true),
  silent: (o) => void (o.silent = true),
  verbose: (o) => void (o.verbose = true),
  version: (o) => void (o.version = true),
};

/** Flags that change nothing here. */
const IGNORED = new Set(
  `compressed disable globoff http1.1 http2 http3 insecure keepalive netrc no-buffer no-keepalive path-as-is remote-time
tcp-nodelay retry-all-errors no-sessionid location-trusted create-dirs parallel raw tlsv1.2 tlsv1.3 ssl-reqd`.split(
    /\s+/,
  ),
);

/** What the arguments are, where completion knows. */
const VALUES: Readonly<Record<string, Value>> = {
  'connect-timeout': 'number',
  interface: 'interface',
  'max-time': 'number',
  output: 'file',
  request: ['DELETE', 'GET', 'HEAD', 'POST', 'PUT'],
  retry: 'number',
};

const optionOf = (long: string): Option => {
  const letter = Object.keys(LETTERS).find((each) => LETTERS[each] === long);
  return {
    names: [...(letter === undefined ? [] : [`-${letter}`]), `--${long}`],
    value: own(WITH_VALUE, long) && (own(VALUES, long) ?? 'text'),
    optional: false,
  };
};

export const GRAMMAR: Grammar = {
  options: [...Object.keys(WITH_VALUE), ...Object.keys(FLAGS), ...IGNORED].map(optionOf),
  usual:
    '-4 -6 -H -I -L -S -X -d -f -i -m -o -s -v -w --connect-timeout --data --fail --get --head --header --include --interface ' +
    '--ipv4 --ipv6 --location --max-time --output --request --resolve --retry --show-error --silent --user-agent --verbose --write-out',
  operands: ['url'],
};

/** Reads the command line. Throws ToolError. */
export function readOptions(args: readonly string[]): Options {
  const options = newOptions();
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (!arg.startsWith('-') || arg === '-') options.urls.push(arg);
    else if (arg.startsWith('--')) i += apply(options, arg.slice(2), args[i + 1], arg);
    else i += cluster(options, arg.slice(1), args[i + 1]);
  }
  return options;
}

/** Options by letter; returns how many further words they took. */
function cluster(options: Options, letters: string, next: string | undefined): number {
  for (let i = 0; i < letters.length; i += 1) {
    const letter = letters.charAt(i);
    const as = `-${letter}`;
    const name = Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined;
    if (name === undefined) throw wrong(as, 'is unknown');
    if (own(WITH_VALUE, name)) {
      const rest = letters.slice(i + 1);
      apply(options, name, rest === '' ? next : rest, as);
      return rest === '' ? 1 : 0;
    }
    apply(options, name, undefined, as);
  }
  return 0;
}

/** Does what an option says; returns how many further words it took. */
function apply(options: Options, name: string, value: string | undefined, as: string): number {
  const setter = Object.hasOwn(WITH_VALUE, name) ? WITH_VALUE[name] : undefined;
  if (setter) {
    if (value === undefined) throw wrong(as, 'requires parameter');
    setter(options, value, as);
    return 1;
  }
  const flag = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
  if (!flag && !IGNORED.has(name)) throw wrong(as, 'is unknown');
  flag?.(options);
  return 0;
}
