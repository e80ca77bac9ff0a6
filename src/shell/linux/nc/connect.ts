import { endProcess } from '../../../kernel/process/processes.ts';
import type { Ip } from '../../../ip/address.ts';
import { strerror } from '../../../kernel/errno.ts';
import type { Outcome } from '../../../kernel/stimulus.ts';
import type { Trace } from '../../../kernel/trace.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceId, wait } from '../names/query.ts';
import { FAILURES, lookupHost, numericHost } from '../names/resolve.ts';
import { serviceOfPort } from '../names/services.ts';
import { startServer } from '../processes/serve.ts';
import { fail, type Settings } from './settings.ts';

/** Without -w: until the kernel gives up a SYN; and how long a silent peer is listened to. */
const PATIENCE = 127_000;

/** Speaks to a host: to each port in turn, at the first address that answers. */
export function connect(call: Call, host: string, ports: readonly number[], settings: Settings): number {
  const number = numericHost(host);
  const found =
    settings.numeric && number === undefined
      ? ({ ok: false, failure: 'unknown' } as const)
      : lookupHost(call, host, settings.family);
  if (!found.ok) throw fail(`getaddrinfo for host "${host}" port ${ports[0]}: ${FAILURES[found.failure]}`);
  const shown = (ip: Ip): string => (number === undefined ? `${host} (${ip})` : host);
  let exit = 1;
  for (const port of ports) {
    const text = settings.scan ? '' : call.stdin;
    for (const ip of found.addresses) {
      const spoke = settings.udp
        ? speakUdp(call, shown(ip), ip, port, text, settings)
        : speakTcp(call, shown(ip), ip, port, text, settings) || undefined;
      if (spoke) exit = 0;
      if (spoke !== undefined) break;
    }
  }
  return exit;
}

const serviceWord = (call: Call, port: number, { udp, numeric }: Settings): string => {
  const protocol = udp ? 'udp' : 'tcp';
  return `${protocol}/${(numeric ? undefined : serviceOfPort(call, port, protocol)?.name) ?? '*'}`;
};

function succeeded(call: Call, shown: string, port: number, settings: Settings): void {
  if (settings.verbose || settings.scan)
    call.err(`Connection to ${shown} ${port} port [${serviceWord(call, port, settings)}] succeeded!\n`);
}

const REASONS: Readonly<Partial<Record<Outcome['status'], string>>> = {
  refused: 'failed: Connection refused',
  'no-route': 'failed: Network is unreachable',
  'invalid-source': 'failed: Cannot assign requested address',
  broadcast: 'failed: Permission denied',
};

function reasonOf(outcome: Outcome): string {
  if (outcome.status === 'no-route' && outcome.errno) return `failed: ${strerror[outcome.errno]}`;
  if (outcome.status !== 'unreachable') return REASONS[outcome.status] ?? 'timed out: Operation now in progress';
  if (outcome.type === 'port-unreachable') return 'failed: Connection refused';
  return `failed: ${outcome.type.startsWith('net-') ? 'Network is unreachable' : 'No route to host'}`;
}

function failed(call: Call, shown: string, port: number, { verbose, udp }: Settings, outcome: Outcome): false {
  const protocol = udp ? 'udp' : 'tcp';
  if (verbose) call.err(`nc: connect to ${shown} port ${port} (${protocol}) ${reasonOf(outcome)}\n`);
  return false;
}

/** Connects and stays: what it reads has no end yet, and at its end nc goes on listening to the other (OpenBSD nc without -N). */
function stayTcp(call: Call, shown: string, ip: Ip, port: number, settings: Settings): boolean {
  const pid = startServer(call, { program: 'nc', command: call.argv, listens: [] });
  if (typeof pid !== 'number') return false;
  const { source, sourcePort } = settings;
  const outcome = call.send({
    kind: 'tcp',
    namespace: namespaceId(call),
    destination: ip,
    port,
    timeout: PATIENCE,
    close: 'never',
    pid,
    ...(source !== undefined && { source }),
    ...(sourcePort !== undefined && { sourcePort }),
  }).outcomes[0];
  if (outcome?.status === 'connected' && outcome.end === 'open') {
    succeeded(call, shown, port, settings);
    call.hold({ kind: 'process', pid, reached: true });
    return true;
  }
  call.update(({ kernel }) => endProcess(kernel, pid));
  if (outcome?.status !== 'connected') return outcome ? failed(call, shown, port, settings, outcome) : false;
  call.out(outcome.response);
  return true;
}

function speakTcp(call: Call, shown: string, ip: Ip, port: number, text: string, settings: Settings): boolean {
  if (call.reads === 'idle' && !settings.scan && settings.timeout === undefined)
    return stayTcp(call, shown, ip, port, settings);
  const { scan, half, timeout, source, sourcePort } = settings;
  const patience = timeout ?? PATIENCE;
  const outcome = call.send({
    kind: 'tcp',
    namespace: namespaceId(call),
    destination: ip,
    port,
    timeout: patience,
    close: scan ? 'at-once' : half ? 'half' : 'when-answered',
    ...(half && { linger: patience }),
    ...(text !== '' && { request: text }),
    ...(source !== undefined && { source }),
    ...(sourcePort !== undefined && { sourcePort }),
  }).outcomes[0];
  if (!outcome) return false;
  if (outcome.status === 'not-permitted') wait(call, patience);
  if (outcome.status !== 'connected') return failed(call, shown, port, settings, outcome);
  succeeded(call, shown, port, settings);
  if (!scan) call.out(outcome.response);
  return true;
}

/** A scan sends four datagrams and believes the port open unless an error comes back. */
const PROBES = 4;
const PROBE_WAIT = 5;

/** Undefined where there is no way to the address at all: only then the next one is tried. */
function speakUdp(
  call: Call,
  shown: string,
  ip: Ip,
  port: number,
  text: string,
  settings: Settings,
): boolean | undefined {
  const { scan, timeout, source, sourcePort } = settings;
  const stimulus = (data: string, patience: number, from = sourcePort) =>
    ({
      kind: 'udp',
      namespace: namespaceId(call),
      destination: ip,
      port,
      timeout: patience,
      data: { kind: 'text', text: data },
      ...(source !== undefined && { source }),
      ...(from !== undefined && { sourcePort: from }),
    }) as const;
  if (scan) {
    let own = sourcePort;
    for (let i = 0; i < PROBES; i += 1) {
      const trace = call.send(stimulus('X', PROBE_WAIT, own));
      own ??= ownPort(trace);
      const outcome = trace.outcomes[0];
      if (outcome?.status === 'no-route') return failed(call, shown, port, settings, outcome) || undefined;
      if (outcome?.status === 'unreachable' || outcome?.status === 'refused') return false;
    }
    succeeded(call, shown, port, settings);
    return true;
  }
  succeeded(call, shown, port, settings);
  if (text === '') {
    wait(call, timeout ?? 0);
    return true;
  }
  const outcome = call.send(stimulus(text, timeout ?? PROBE_WAIT)).outcomes[0];
  if (outcome?.status === 'no-route') return failed(call, shown, port, settings, outcome) || undefined;
  if (outcome?.status === 'answered' && outcome.data?.kind === 'text') call.out(outcome.data.text);
  return true;
}

/** The port that the kernel chose for the datagram that a trace begins with. */
function ownPort({ hops }: Trace): number | undefined {
  const [payload] = hops.flatMap(({ frame }) => (frame.payload.kind === 'ip' ? [frame.payload] : []));
  return payload?.transport.kind === 'udp' ? payload.transport.sourcePort : undefined;
}
