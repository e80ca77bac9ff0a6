import { parseIp, type Ip } from '../../../ip/address.ts';
import { reverseName } from '../../../ip/reverse.ts';
import type { DnsMessage, DnsType } from '../../../kernel/packet/frame.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { candidates } from '../names/resolve.ts';
import { resolvConf } from '../names/resolv-conf.ts';
import { USAGE } from './host.table.ts';
import { LONGEST_WAIT, MOST_TRIES, askServers, dataText, serverNamed, typeNamed } from './lookup.ts';
import { headerText, questionText, recordText, sizeOf } from './message-text.ts';
import { countOf } from '../../tool/count.ts';
import { host } from './host.ts';

/** What host asks where no type is given, in this order. */
const USUAL: readonly DnsType[] = ['A', 'AAAA', 'MX', 'HTTPS'];
const CODES: Readonly<Record<DnsMessage['status'], number>> = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };

interface Settings {
  readonly types: readonly DnsType[];
  /** ms */
  readonly timeout: number;
  readonly tries: number;
  readonly verbose: boolean;
  /** Told before the first answer, where a server was named. */
  readonly heading: string;
}

export const runHost: Tool['run'] = (call) => {
  const { operands, error, has, value } = getopt(call.argv.slice(1), host.grammar);
  const [name, server] = operands;
  if (error !== undefined)
    throw new ToolError(`host: ${error.replace('invalid option', 'illegal option')}\n${USAGE}`, 1);
  if (name === undefined) throw new ToolError(USAGE, 1);
  const wanted = value('t');
  const type = wanted === undefined ? undefined : typeNamed(wanted);
  if (wanted !== undefined && type === undefined) throw new ToolError(`host: invalid type: ${wanted}\n\n`, 1);
  const servers = server === undefined ? resolvConf(call).servers : serverNamed(call, server);
  if (!servers) throw new ToolError(`host: couldn't get address for '${server}': not found\n`, 1);
  if (server !== undefined) call.out(`Using domain server:\nName: ${server}\nAddress: ${servers[0]}#53\nAliases: \n\n`);
  const ip = parseIp(name);
  const all = has('a') ? ('ANY' as const) : type;
  const settings: Settings = {
    types: ip !== undefined ? ['PTR'] : all === undefined ? USUAL : [all],
    timeout: (countOf(value('W') ?? '5', 0, LONGEST_WAIT) || 1) * 1000,
    tries: (countOf(value('R') ?? '1', 0, MOST_TRIES) ?? 0) + 1,
    heading:
      server === undefined ? '' : `Using domain server:\nName: ${server}\nAddress: ${servers[0]}#53\nAliases: \n\n`,
    verbose: has('v') || has('a') || has('d'),
  };
  return look(call, ip === undefined ? name : reverseName(ip), settings, servers);
};

function look(call: Call, name: string, settings: Settings, servers: readonly Ip[]): number {
  let known = name;
  let exit = 0;
  for (const type of settings.types) {
    const tried = type === settings.types[0] && type !== 'PTR' ? candidates(call, name) : [known];
    let message: DnsMessage | undefined;
    for (const candidate of tried) {
      message = query(call, candidate, type, settings, servers);
      if (!message) return 1;
      known = candidate;
      if (message.status !== 'NXDOMAIN') break;
    }
    if (!message) return 1;
    if (type === settings.types[0]) call.out(settings.heading);
    if (message.status !== 'NOERROR') {
      call.out(`Host ${known.replace(/\.$/, '')} not found: ${CODES[message.status]}(${message.status})\n`);
      exit = 1;
      if (type === settings.types[0]) return 1;
      continue;
    }
    if (settings.verbose) continue;
    if (message.answers.length === 0 && settings.types.length === 1) {
      call.out(`${known} has no ${type} record\n`);
      exit = type === 'PTR' ? 1 : 0;
    }
    for (const record of message.answers) call.out(recordWords(record));
  }
  return exit;
}

function recordWords({ name, type, data }: DnsMessage['answers'][number]): string {
  const words: Readonly<Partial<Record<DnsType, string>>> = {
    A: 'has address',
    AAAA: 'has IPv6 address',
    CNAME: 'is an alias for',
    MX: 'mail is handled by',
    NS: 'name server',
    PTR: 'domain name pointer',
    TXT: 'descriptive text',
  };
  return `${name} ${words[type] ?? `has ${type} record`} ${dataText(type, data)}\n`;
}

function query(
  call: Call,
  name: string,
  type: DnsType,
  { timeout, tries, verbose }: Settings,
  servers: readonly Ip[],
): DnsMessage | undefined {
  if (verbose) call.out(`Trying "${name}"\n`);
  let setup = false;
  const reply = askServers(
    call,
    { name, type },
    { servers, port: 53, timeout, tries, skipFailing: true },
    (failure) => {
      setup ||= failure.setup;
      call.out(
        failure.setup
          ? `;; UDP setup with ${failure.server}#53(${failure.server}) for ${name} failed: ${failure.reason}.\n;; no servers could be reached\n`
          : `;; communications error to ${failure.server}#53: ${failure.reason}\n`,
      );
    },
  );
  if (!reply) {
    if (!setup) call.out(';; no servers could be reached\n');
    return undefined;
  }
  const { message, server, took } = reply;
  if (verbose && message.status === 'NOERROR') {
    const answers =
      message.answers.length > 0 ? `;; ANSWER SECTION:\n${message.answers.map(recordText).join('')}\n` : '';
    call.out(`${headerText(message)}\n;; QUESTION SECTION:\n${questionText(message)}\n${answers}`);
    call.out(`Received ${sizeOf(message)} bytes from ${server}#53 in ${took} ms\n`);
  }
  return message;
}
