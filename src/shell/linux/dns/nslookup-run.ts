import { parseIp, type Ip } from '../../../ip/address.ts';
import { reverseName } from '../../../ip/reverse.ts';
import type { DnsMessage, DnsType } from '../../../kernel/packet/frame.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { candidates } from '../names/resolve.ts';
import { resolvConf } from '../names/resolv-conf.ts';
import {
  LONGEST_WAIT,
  MOST_TRIES,
  askServers,
  dataText,
  dotted,
  serverNamed,
  type Reply,
  typeNamed,
} from './lookup.ts';
import { countOf } from '../../tool/count.ts';

interface Settings {
  /** Undefined: A, then AAAA. */
  type?: DnsType;
  /** ms */
  timeout: number;
  tries: number;
  port: number;
}

export const runNslookup: Tool['run'] = (call) => {
  const settings: Settings = { timeout: 5000, tries: 3, port: 53 };
  const operands: string[] = [];
  for (const arg of call.argv.slice(1)) {
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    const [name = '', value = ''] = arg.slice(1).split('=');
    if (/^(ty?p?e?|q|que?r?y?t?y?p?e?)$/.test(name)) {
      const type = typeNamed(value);
      if (type) settings.type = type;
      else call.out(`unknown query type: ${value}\n`);
    } else if (/^ti?m?e?o?u?t?$/.test(name)) settings.timeout = (countOf(value, 1, LONGEST_WAIT) ?? 5) * 1000;
    else if (/^re?t?r?y?$/.test(name)) settings.tries = countOf(value, 1, MOST_TRIES) ?? 3;
    else if (/^por?t?$/.test(name)) settings.port = countOf(value, 0, 65535) ?? 53;
    else if (!/^(no)?(debug|d2|search|recurse|vc|fail|class|all)/.test(name)) call.out(`*** Invalid option: ${name}\n`);
  }
  const [name, server] = operands;
  if (name === undefined) return 0;
  const servers = server === undefined ? resolvConf(call).servers : serverNamed(call, server);
  if (!servers) throw new ToolError(`nslookup: couldn't get address for '${server}': failure\n`, 1);
  const code = look(call, name, settings, servers);
  call.out('\n');
  return code;
};

function look(call: Call, name: string, settings: Settings, servers: readonly Ip[]): number {
  const ip = parseIp(name);
  if (ip !== undefined) return reverse(call, reverseName(ip), settings, servers);
  const found = query(call, name, settings.type ?? 'A', settings, servers, true);
  if (!found) return 1;
  const { message, server } = found;
  call.out(serverText(server, settings.port));
  if (message.status !== 'NOERROR') {
    call.out(`** server can't find ${name.replace(/\.$/, '')}: ${message.status}\n`);
    return 1;
  }
  const further =
    settings.type === undefined ? query(call, message.name, 'AAAA', settings, servers, false)?.message : undefined;
  const answers = [message, ...(further?.status === 'NOERROR' ? [further] : [])];
  if (!message.authoritative) call.out('Non-authoritative answer:\n');
  const records = answers.flatMap((one) => one.answers);
  if (records.length === 0) {
    call.out(`*** Can't find ${name}: No answer\n`);
    return 0;
  }
  for (const record of records) call.out(recordText(record));
  return 0;
}

const serverText = (server: Ip, port: number): string => `Server:\t\t${server}\nAddress:\t${server}#${port}\n\n`;

function recordText({ name, type, data }: DnsMessage['answers'][number]): string {
  if (type === 'A' || type === 'AAAA') return `Name:\t${name}\nAddress: ${data}\n`;
  const words: Readonly<Record<string, string>> = {
    CNAME: 'canonical name = ',
    MX: 'mail exchanger = ',
    NS: 'nameserver = ',
    PTR: 'name = ',
    TXT: 'text = ',
  };
  return `${name}\t${words[type] ?? ''}${dataText(type, data)}\n`;
}

function reverse(call: Call, name: string, settings: Settings, servers: readonly Ip[]): number {
  const found = query(call, name, 'PTR', settings, servers, false);
  if (!found) return 1;
  const { message, server } = found;
  // The server is only told where a type was asked for (bind9: nslookup.c, default_lookups).
  if (settings.type !== undefined) call.out(serverText(server, settings.port));
  if (message.status !== 'NOERROR' || message.answers.length === 0) {
    call.out(`** server can't find ${name}: ${message.status}\n`);
    return 1;
  }
  if (settings.type !== undefined && !message.authoritative) call.out('Non-authoritative answer:\n');
  for (const { data } of message.answers) call.out(`${name}\tname = ${dotted(data)}\n`);
  if (!message.authoritative) call.out('\nAuthoritative answers can be found from:\n');
  return 0;
}

function query(
  call: Call,
  name: string,
  type: DnsType,
  { timeout, tries, port }: Settings,
  servers: readonly Ip[],
  searching: boolean,
): Extract<Reply, { ok: true }> | undefined {
  let reply: Extract<Reply, { ok: true }> | undefined;
  let setup = false;
  for (const candidate of searching ? candidates(call, name) : [name]) {
    reply = askServers(
      call,
      { name: candidate, type },
      { servers, port, timeout, tries, skipFailing: true },
      (failure) => {
        setup ||= failure.setup;
        const at = `${failure.server}#${port}`;
        call.out(
          failure.setup
            ? `;; UDP setup with ${at}(${failure.server}) for ${name} failed: ${failure.reason}.\n;; no servers could be reached\n`
            : `;; communications error to ${at}: ${failure.reason}\n`,
        );
      },
      (_, server) => call.out(`;; Got SERVFAIL reply from ${server}\n`),
    );
    if (!reply || reply.message.status !== 'NXDOMAIN') break;
  }
  if (reply?.message.status === 'SERVFAIL') call.out(`;; Got SERVFAIL reply from ${reply.server}\n`);
  if (!reply && !setup) call.out(';; no servers could be reached\n');
  return reply;
}
