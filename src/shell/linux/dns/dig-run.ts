import { parseIp, type Ip } from '../../../ip/address.ts';
import { reverseName } from '../../../ip/reverse.ts';
import type { DnsType } from '../../../kernel/packet/frame.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { strftime } from '../calendar.ts';
import { candidates } from '../names/resolve.ts';
import { resolvConf } from '../names/resolv-conf.ts';
import { LONGEST_WAIT, MOST_TRIES, askServers, dataText, serverNamed, type Reply, typeNamed } from './lookup.ts';
import { headerText, optText, questionText, recordText, sizeOf } from './message-text.ts';
import { countOf } from '../../tool/count.ts';

const VERSION = 'DiG 9.20.30-1-Debian';
const USAGE = `Usage:  dig [@global-server] [domain] [q-type] [q-class] {q-opt}
            {global-d-opt} host [@local-server] {local-d-opt}
            [ host [@local-server] {local-d-opt} [...]]
`;
const MORE = '\nUse "dig -h" (or "dig -h | more") for complete list of options\n';

/** What dig shows, and how it asks. */
interface Settings {
  cmd: boolean;
  comments: boolean;
  question: boolean;
  answer: boolean;
  stats: boolean;
  short: boolean;
  search: boolean;
  recurse: boolean;
  edns: boolean;
  /** ms */
  timeout: number;
  tries: number;
  port: number;
}

interface Query {
  name: string;
  type: DnsType;
}

interface Run {
  readonly settings: Settings;
  readonly queries: Query[];
  server?: string;
}

const SHOWN = ['cmd', 'comments', 'question', 'answer', 'stats'] as const;
/** Options that change nothing here. */
const IGNORED =
  /^(no)?(authority|additional|rrcomments|identify|multiline|ttlid|class|crypto|trace|tcp|vc|ignore|dnssec|cookie|qr|nssearch|all|fail|adflag|aaonly|idnin|idnout|keepopen|besteffort|subnet|header-only|badcookie|aaflag)$/;

export const runDig: Tool['run'] = (call) => {
  const run = read(call, call.argv.slice(1));
  if (!run) return 0;
  const { settings, queries } = run;
  const servers = run.server === undefined ? resolvConf(call).servers : serverNamed(call, run.server);
  if (!servers) throw new ToolError(`dig: couldn't get address for '${run.server}': failure\n`, 1);
  let exit = 0;
  let first = true;
  for (const query of queries.length > 0 ? queries : [{ name: '.', type: 'NS' } as const]) {
    const code = ask(call, query, settings, servers, first ? banner(call, run) : '');
    exit = Math.max(exit, code);
    first = false;
  }
  return exit;
};

function banner({ argv }: Call, { settings, server }: Run): string {
  if (!settings.cmd || settings.short) return '';
  const found = server === undefined ? '' : '; (1 server found)\n';
  return `\n; <<>> ${VERSION} <<>>${argv
    .slice(1)
    .map((word) => ` ${word}`)
    .join('')}\n${found};; global options: +cmd\n`;
}

/** Reads the words; undefined where they only ask for the help or the version. */
function read(call: Call, args: readonly string[]): Run | undefined {
  const settings: Settings = {
    cmd: true,
    comments: true,
    question: true,
    answer: true,
    stats: true,
    short: false,
    search: false,
    recurse: true,
    edns: true,
    timeout: 5000,
    tries: 3,
    port: 53,
  };
  const run: Run = { settings, queries: [] };
  const pending: { type?: DnsType } = {};
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg.startsWith('@')) run.server = arg.slice(1);
    else if (arg.startsWith('+')) {
      if (!apply(settings, arg.slice(1))) throw invalid(arg);
    } else if (arg.startsWith('-') && arg.length > 1) {
      const letter = arg[1] as string;
      if ('46umr'.includes(letter) && arg.length === 2) continue;
      if (letter === 'h') {
        call.out(USAGE);
        return undefined;
      }
      if (letter === 'v') {
        call.out(`${VERSION}\n`);
        return undefined;
      }
      if (!'xtqpcbkfy'.includes(letter)) throw invalid(arg);
      const value = arg.length > 2 ? arg.slice(2) : (args[(i += 1)] ?? '');
      option(call, run, pending, letter, value);
    } else if (typeNamed(arg) && !(run.queries.length === 0 && args.length === 1)) {
      setType(run, pending, typeNamed(arg) as DnsType);
    } else if (!/^(IN|CH|HS)$/i.test(arg)) {
      run.queries.push({ name: arg, type: pending.type ?? 'A' });
      delete pending.type;
    }
  }
  return run;
}

const invalid = (word: string): ToolError => new ToolError(`Invalid option: ${word}\n${USAGE}${MORE}`, 1);

/** A type belongs to the name before it, or to the first one after. */
function setType(run: Run, pending: { type?: DnsType }, type: DnsType): void {
  const last = run.queries.at(-1);
  if (last) last.type = type;
  else pending.type = type;
}

function option(call: Call, run: Run, pending: { type?: DnsType }, letter: string, value: string): void {
  if (letter === 'x') {
    const ip = parseIp(value);
    const name = ip === undefined ? `${value.split('.').reverse().join('.')}.in-addr.arpa` : reverseName(ip);
    run.queries.push({ name, type: 'PTR' });
  } else if (letter === 't') {
    const type = typeNamed(value);
    if (type) setType(run, pending, type);
    else call.err(`;; Warning, ignoring invalid type ${value}\n`);
  } else if (letter === 'q') {
    run.queries.push({ name: value, type: pending.type ?? 'A' });
  } else if (letter === 'p') {
    const port = countOf(value, 0, 65535);
    if (port === undefined || port !== Number(value)) throw new ToolError(`dig: Couldn't parse port number\n`, 1);
    run.settings.port = port;
  }
}

function apply(settings: Settings, text: string): boolean {
  const [word = '', value] = text.split('=');
  const off = word.startsWith('no');
  const name = off ? word.slice(2) : word;
  const shown = SHOWN.find((known) => known === name);
  if (shown) settings[shown] = !off;
  else if (name === 'all') for (const known of SHOWN) settings[known] = !off;
  else if (name === 'short') settings.short = !off;
  else if (name === 'search' || name === 'defname') settings.search = !off;
  else if (name === 'recurse' || name === 'rdflag') settings.recurse = !off;
  else if (name === 'edns') settings.edns = !off;
  else if (word === 'time' || word === 'timeout')
    settings.timeout = Math.max(1, countOf(value, 0, LONGEST_WAIT) ?? 0) * 1000;
  else if (word === 'tries') settings.tries = Math.max(1, countOf(value, 0, MOST_TRIES) ?? 0);
  else if (word === 'retry') settings.tries = (countOf(value, 0, MOST_TRIES) ?? 0) + 1;
  else return IGNORED.test(word) || /^(bufsize|ndots|domain|subnet|split|padding)$/.test(word);
  return true;
}

const NO_SERVERS = 9;

function ask(call: Call, { name, type }: Query, settings: Settings, servers: readonly Ip[], heading: string): number {
  let printed = heading;
  const trying = settings.search ? candidates(call, name) : [name];
  let reply: Extract<Reply, { ok: true }> | undefined;
  let setups = 0;
  const complain = (failure: Extract<Reply, { ok: false }>): void => {
    const at = `${failure.server}#${settings.port}`;
    if (failure.setup) {
      setups += 1;
      call.out(
        `;; UDP setup with ${at}(${failure.server}) for ${name} failed: ${failure.reason}.\n;; no servers could be reached\n`,
      );
    } else call.out(`;; communications error to ${at}: ${failure.reason}\n`);
  };
  for (const candidate of trying) {
    const question = { name: candidate, type, edns: settings.edns, recursion: settings.recurse };
    const { port, timeout, tries } = settings;
    reply = askServers(call, question, { servers, port, timeout, tries, skipFailing: true }, complain);
    if (reply?.message.status !== 'NXDOMAIN') break;
  }
  if (!reply) {
    if (setups > 0) return NO_SERVERS;
    call.out(`${printed};; no servers could be reached\n`);
    return NO_SERVERS;
  }
  printed += settings.short ? shortText(reply) : fullText(call, reply, settings);
  call.out(printed);
  return 0;
}

const shortText = ({ message }: Extract<Reply, { ok: true }>): string =>
  message.answers.map(({ type, data }) => `${dataText(type, data)}\n`).join('');

function fullText(call: Call, { message, server, took }: Extract<Reply, { ok: true }>, settings: Settings): string {
  const { comments, question, answer, stats, port } = settings;
  let text = '';
  if (comments) {
    const warning = message.recursionDesired && !message.recursionAvailable;
    text += `;; Got answer:\n${headerText(message)}${warning ? ';; WARNING: recursion requested but not available\n' : ''}\n`;
    if (message.edns) text += optText;
  }
  if (question) text += `${comments ? ';; QUESTION SECTION:\n' : ''}${questionText(message)}${comments ? '\n' : ''}`;
  if (answer && message.answers.length > 0)
    text += `${comments ? ';; ANSWER SECTION:\n' : ''}${message.answers.map(recordText).join('')}${comments ? '\n' : ''}`;
  if (!stats) return text;
  const when = strftime('%a %b %d %H:%M:%S UTC %Y', call.world().clock.now);
  return (
    `${text};; Query time: ${took} msec\n;; SERVER: ${server}#${port}(${server}) (UDP)\n` +
    `;; WHEN: ${when}\n;; MSG SIZE  rcvd: ${sizeOf(message)}\n\n`
  );
}
