import { parseIp, type Ip } from '../../../ip/address.ts';
import type { DnsMessage } from '../../../kernel/packet/frame.ts';
import type { System } from '../../../kernel/process/program.ts';
import { namesToTry, parseHosts, parseResolvConf } from '../../dns/resolv-conf.ts';
import type { ServerFiles } from '../../files/server-files.ts';

const question = (id: number, name: string): DnsMessage => ({
  id: id & 0xffff,
  query: true,
  name,
  type: 'A',
  status: 'NOERROR',
  answers: [],
  edns: false,
  recursionDesired: true,
  recursionAvailable: false,
  authoritative: false,
});

/** Finds the address of a host as a program does when it connects: itself, /etc/hosts, then the first of its name servers. */
export function resolve(system: System, { read }: ServerFiles, host: string, on: (ip: Ip | undefined) => void): void {
  const number = parseIp(host);
  if (number !== undefined) return on(number);
  const line = parseHosts(read('/etc/hosts') ?? '').find(({ names }) => names.includes(host));
  if (line) return on(line.address);
  const conf = parseResolvConf(read('/etc/resolv.conf') ?? '');
  const [server] = conf.servers;
  const names = namesToTry(conf, host);
  const ask = (at: number): void => {
    const name = names[at];
    if (server === undefined || name === undefined) return on(undefined);
    const data = { kind: 'dns', message: question(system.now() + at, name) } as const;
    system.ask(system.process.namespace, server, 53, data, conf.timeout * 1000, (answer) => {
      const answers = answer?.kind === 'dns' ? answer.message.answers : [];
      const found = answers.find(({ type }) => type === 'A');
      if (found) on(found.data);
      else ask(at + 1);
    });
  };
  ask(0);
}
