import type { Ip } from '../../ip/address.ts';
import { HELLO } from './hello.table.ts';
import { httpServerOf } from '../programs/python/words.ts';
import { readAddress, socatWords } from '../programs/socat/address.ts';

/** A socket that a command opens. */
export interface Listening {
  protocol: 'tcp' | 'udp';
  address: Ip;
  port: number;
  v6only?: boolean;
  backlog: number;
  fd: number;
}

/** Something that a command writes, milliseconds after its start. */
export interface Written {
  after: number;
  stream: 'stdout' | 'stderr';
  text: string;
}

/** How a command ends by itself. */
export interface Ending {
  /** Milliseconds after its start. */
  after: number;
  exitCode: number;
  /** What it writes to its standard error at once, and what it writes until its end. */
  firstComplaint?: string;
  stdout: string;
  stderr: string;
  /** What it writes on the way. */
  written?: readonly Written[];
}

/** What a command does once it runs, as far as its streams can tell. */
export interface Command {
  /** The name of its process (/proc/PID/comm), which is also its entry in the table of programs. */
  program: string;
  /** As ps prints it. */
  title: readonly string[];
  /** The sockets it opens, in order. */
  listens: readonly Listening[];
  /** Further processes that it starts. */
  children: readonly Command[];
  /** Whether it goes on until it is stopped. */
  runsForever: boolean;
  /** Signals it handles: name without SIG -> exit code. As pid 1 of a container it ignores all others. */
  signals: Readonly<Record<string, number>>;
  /** How it ends, where that can be told without running it. */
  ending?: Ending | undefined;
  /** What it does, and how it ends, is only seen as it goes on: a shell's script, a tool. */
  steps?: true;
  /** How it ends where it cannot have its sockets. */
  bindFailure?: (refused: readonly Listening[]) => Ending;
}

/** What decides about a command beside its words: what its standard streams are. */
export interface Streams {
  tty?: boolean | undefined;
  /** Whether its standard input stays open (`-i`). */
  openStdin?: boolean | undefined;
}

const ANY = '0.0.0.0';
/** Milliseconds that a short command takes. */
const BRIEF = 90;

const plain = (argv: readonly string[], rest: Partial<Command> = {}): Command => ({
  program: argv[0]?.slice(argv[0].lastIndexOf('/') + 1) ?? '',
  title: argv,
  listens: [],
  children: [],
  runsForever: false,
  signals: {},
  ...rest,
});

const ends = (exitCode: number, after = BRIEF, stdout = '', stderr = ''): Ending => ({
  after,
  exitCode,
  stdout,
  stderr,
});

/** A command that has to be run for what it does. */
const stepped = (argv: readonly string[]): Command => plain(argv, { steps: true });

const forever = (argv: readonly string[]): Command => plain(argv, { runsForever: true });

const followsFiles = (word: string): boolean => /^-\w*[fF]|^--follow/.test(word);

type Describe = (argv: readonly string[], streams: Streams) => Command;

const KNOWN: Readonly<Record<string, Describe>> = {
  nginx,
  'http-echo': httpEcho,
  hello: (argv) => plain(argv, { ending: ends(0, BRIEF, HELLO) }),
  nc,
  netcat: nc,
  'nc.openbsd': nc,
  iperf3,
  python3,
  socat,
  sleep,
  tail: (argv) => (argv.at(-1) === '/dev/null' && argv.some(followsFiles) ? forever(argv) : stepped(argv)),
  top: (argv, { tty }) => (tty ? forever(argv) : stepped(argv)),
  yes: forever,
  true: (argv) => plain(argv, { ending: ends(0) }),
  false: (argv) => plain(argv, { ending: ends(1) }),
  cat: (argv, { openStdin }) => {
    if (argv.length > 1) return stepped(argv);
    return openStdin ? forever(argv) : plain(argv, { ending: ends(0) });
  },
  sh: shell,
  dash: shell,
  bash: shell,
};

/** What a container's command does once it runs. */
export function describeCommand(argv: readonly string[], streams: Streams = {}): Command {
  const name = argv[0]?.slice(argv[0].lastIndexOf('/') + 1) ?? '';
  const describe = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  return describe ? describe(argv, streams) : stepped(argv);
}

const NGINX_SIGNALS = { TERM: 0, QUIT: 0, INT: 0 };
const NGINX_BACKLOG = 511;
/** It tries five times, half a second apart. */
const NGINX_TRIES = 5;
const NGINX_PATIENCE = 2600;

function nginx(argv: readonly string[]): Command {
  const options = argv.slice(1).join(' ');
  const listens: Listening[] = [
    { protocol: 'tcp', address: ANY, port: 80, backlog: NGINX_BACKLOG, fd: 5 },
    { protocol: 'tcp', address: '::', port: 80, v6only: true, backlog: NGINX_BACKLOG, fd: 6 },
  ];
  if (!/daemon\s+off/.test(options)) return stepped(argv);
  const worker = plain(['nginx: worker process'], { program: 'nginx', runsForever: true });
  return plain(argv, {
    program: 'nginx',
    title: ['nginx: master process', ...argv],
    listens,
    children: [worker, worker],
    runsForever: true,
    signals: NGINX_SIGNALS,
    bindFailure: (refused) => {
      const complaints = refused.map(
        ({ address, port }) =>
          `nginx: [emerg] bind() to ${address === '::' ? '[::]' : address}:${port} failed (98: Address already in use)\n`,
      );
      const firstComplaint = complaints.join('');
      const stderr = `${firstComplaint.repeat(NGINX_TRIES - 1)}nginx: [emerg] still could not bind()\n`;
      return { ...ends(1, NGINX_PATIENCE, '', stderr), firstComplaint };
    },
  });
}

const ECHO_BACKLOG = 64;
const EADDRINUSE = 98;

function httpEcho(argv: readonly string[]): Command {
  const ports = argv.slice(1).map(Number);
  const [first] = ports;
  if (first === undefined) return plain(argv, { ending: ends(0) });
  return plain(argv, {
    program: 'http-echo',
    title: ['/usr/bin/perl', '/usr/local/bin/http-echo', ...argv.slice(1)],
    listens: ports.map((port, i) => ({ protocol: 'tcp', address: ANY, port, backlog: ECHO_BACKLOG, fd: 3 + i })),
    runsForever: true,
    signals: { TERM: 0 },
    bindFailure: ([refused]) =>
      ends(
        EADDRINUSE,
        BRIEF,
        '',
        `port ${refused?.port}: Address already in use at /usr/local/bin/http-echo line 6.\n`,
      ),
  });
}

/** nc(1) of OpenBSD, where it listens: `-l [-u] [-k] [-4|-6] [-p PORT] [ADDRESS] PORT`. */
function nc(argv: readonly string[]): Command {
  const flags = argv.slice(1).filter((word) => word.startsWith('-'));
  const has = (letter: string): boolean => flags.some((word) => !word.startsWith('--') && word.includes(letter));
  if (!has('l')) return stepped(argv);
  const operands = operandsOf(argv.slice(1));
  const port = Number(operands.at(-1));
  if (!Number.isInteger(port) || port < 1 || port > 65535) return stepped(argv);
  const address = operands.length > 1 ? (operands[0] ?? ANY) : has('6') ? '::' : ANY;
  const udp = has('u');
  return plain(argv, {
    program: 'nc',
    listens: [{ protocol: udp ? 'udp' : 'tcp', address, port, backlog: udp ? 0 : 1, fd: 3 }],
    runsForever: true,
    bindFailure: () => ends(1, BRIEF, '', 'nc: Address already in use\n'),
  });
}

/** `iperf3 -s` */
function iperf3(argv: readonly string[]): Command {
  if (!argv.some((word) => word === '-s' || word === '--server')) return stepped(argv);
  const at = argv.findIndex((word) => word === '-p' || word === '--port');
  const port = at < 0 ? 5201 : Number(argv[at + 1]);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return stepped(argv);
  return plain(argv, {
    program: 'iperf3',
    listens: [{ protocol: 'tcp', address: '::', port, backlog: 5, fd: 3 }],
    runsForever: true,
    signals: { TERM: 0, INT: 0 },
    bindFailure: () =>
      ends(1, BRIEF, '', 'iperf3: error - unable to start listener for connections: Address already in use\n'),
  });
}

/** `python3 -m http.server`: as the first process of a container it hears no SIGTERM. */
function python3(argv: readonly string[]): Command {
  const server = httpServerOf(argv);
  if (!server) return stepped(argv);
  const { address, port } = server;
  return plain(argv, {
    program: 'python3',
    listens: [{ protocol: 'tcp', address, port, backlog: 5, fd: 3 }],
    runsForever: true,
    signals: { INT: 0 },
    bindFailure: () => ends(1, BRIEF, '', 'OSError: [Errno 98] Address already in use\n'),
  });
}

/** socat(1), where it listens. */
function socat(argv: readonly string[]): Command {
  const [own] = socatWords(argv.slice(1))
    .addresses.map(readAddress)
    .flatMap((address) => (typeof address === 'object' && address.kind === 'listen' ? [address] : []));
  if (!own) return plain(argv);
  const { protocol, ip, port, backlog } = own;
  return plain(argv, {
    program: 'socat',
    listens: [{ protocol, address: ip, port, backlog, fd: 5 }],
    runsForever: true,
    signals: { TERM: 143, INT: 130 },
    bindFailure: () => ends(1, BRIEF, '', `socat E bind(5, {AF=2 ${ip}:${port}}, 16): Address already in use\n`),
  });
}

/** Options of nc that take a value. */
const NC_VALUES = 'IimMOPpqsTVWwXx';

function operandsOf(words: readonly string[]): string[] {
  const operands: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!word.startsWith('-') || word === '-') operands.push(word);
    else if (NC_VALUES.includes(word.at(-1) ?? '')) {
      i++;
      if (word.endsWith('p')) operands.push(words[i] ?? '');
    }
  }
  return operands;
}

const SUFFIXES: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

function sleep(argv: readonly string[]): Command {
  const parts = argv.slice(1).map((word) => /^(infinity|inf|\d*\.?\d+)([smhd]?)$/.exec(word));
  if (parts.length === 0 || parts.includes(null)) return stepped(argv);
  const seconds = parts.reduce((sum, part) => {
    const [, number = '', suffix = ''] = part ?? [];
    return sum + (number.startsWith('inf') ? Infinity : Number(number) * (SUFFIXES[suffix] ?? 1));
  }, 0);
  return seconds === Infinity ? forever(argv) : plain(argv, { ending: ends(0, seconds * 1000 + BRIEF) });
}

/** `sh`, which reads its standard input, and `sh -c COMMANDS`. */
function shell(argv: readonly string[], { openStdin }: Streams): Command {
  const operand = argv.findIndex((word, i) => i > 0 && !word.startsWith('-'));
  const options = operand < 0 ? argv : argv.slice(0, operand);
  const c = options.findIndex((word) => /^-\w*c$/.test(word));
  if (c < 0) {
    if (argv.length > 1 && argv.slice(1).some((word) => !word.startsWith('-'))) return stepped(argv);
    return openStdin ? forever(argv) : plain(argv, { ending: ends(0) });
  }
  return script(argv, argv[c + 1] ?? '');
}

/** A shell that waits for its only command, which does not take its place as in bash. */
function waiting(argv: readonly string[], command: Command): Command {
  const { runsForever, ending } = command;
  return plain(argv, {
    runsForever,
    ending,
    children: runsForever || ending ? [command] : [],
  });
}

/** What a script comes to: a plain `exit N`, a single plain command, or something that only a shell can tell. */
function script(argv: readonly string[], text: string): Command {
  const exit = /^\s*exit(?:\s+(\d+))?\s*;?\s*$/.exec(text);
  if (exit) return plain(argv, { ending: ends(Number(exit[1] ?? 0) % 256) });
  if (/[;&|<>$`(){}\n"'\\*?~#=]/.test(text)) return stepped(argv);
  const words = text.trim().split(/\s+/);
  const replaced = words[0] === 'exec' ? words.slice(1) : argv[0]?.endsWith('bash') ? words : undefined;
  if (replaced) return describeCommand(replaced);
  const command = describeCommand(words);
  return command.steps ? stepped(argv) : waiting(argv, command);
}
