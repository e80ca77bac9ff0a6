import type { Ip } from '../../ip/address.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import type { DnsMessage } from '../../kernel/packet/frame.ts';
import type { EngineHost } from '../engine.ts';
import type { ServerFiles } from '../files/server-files.ts';
import { namesToTry, parseHosts, parseResolvConf } from './resolv-conf.ts';

/** Who asks: its time, and how its questions go out. */
type Asking = Pick<EngineHost, 'clock' | 'send'>;

/** The IPv4 addresses of a name as a server that starts in a namespace learns them: /etc/hosts, then its name servers in turn. */
export function lookUp(host: Asking, namespace: NamespaceId, { read }: ServerFiles, name: string): readonly Ip[] {
  const wanted = name.toLowerCase();
  const lines = parseHosts(read('/etc/hosts') ?? '').filter(({ names }) =>
    names.some((known) => known.toLowerCase() === wanted),
  );
  const written = lines.map(({ address }) => address).filter((address) => !address.includes(':'));
  if (written.length > 0) return written;
  const conf = parseResolvConf(read('/etc/resolv.conf') ?? '');
  for (const candidate of namesToTry(conf, name)) {
    const reply = ask(host, namespace, conf, candidate);
    if (reply === undefined) return [];
    const addresses = reply.answers.filter(({ type }) => type === 'A').map(({ data }) => data);
    if (addresses.length > 0) return addresses;
  }
  return [];
}

/** Asks the servers until one gives a usable answer (glibc: res_nsend). */
function ask(
  { send, clock }: Asking,
  namespace: NamespaceId,
  { servers, timeout, attempts }: ReturnType<typeof parseResolvConf>,
  name: string,
): DnsMessage | undefined {
  for (let attempt = 0; attempt < attempts; attempt += 1)
    for (const server of servers) {
      const message: DnsMessage = {
        id: (clock.now + attempt) & 0xffff,
        query: true,
        name,
        type: 'A',
        status: 'NOERROR',
        answers: [],
        edns: false,
        recursionDesired: true,
        recursionAvailable: false,
        authoritative: false,
      };
      const data = { kind: 'dns', message } as const;
      const [outcome] =
        send?.({ kind: 'udp', namespace, destination: server, port: 53, timeout: timeout * 1000, data }) ?? [];
      const reply = outcome?.status === 'answered' && outcome.data?.kind === 'dns' ? outcome.data.message : undefined;
      if (reply?.status === 'NOERROR' || reply?.status === 'NXDOMAIN') return reply;
    }
  return undefined;
}
