import { family, type Ip } from '../../ip/address.ts';
import type { Outcome } from '../../kernel/stimulus.ts';
import type { Trace } from '../../kernel/trace.ts';
import { strerror } from '../../kernel/errno.ts';
import { endProcess } from '../../kernel/process/processes.ts';
import type { Call, Tool } from '../tool.ts';
import { getopt } from './getopt.ts';
import { HELP, USAGE } from './nc.table.ts';
import { namespaceOf, wait } from './names/query.ts';
import { FAILURES, lookupHost, numericHost } from './names/resolve.ts';
import { startServer } from './serve.ts';
import { serviceNamed, serviceOfPort } from './names/services.ts';

const SHORT = '46bCDdFhI:i:klM:m:NnO:P:p:q:rSs:T:tUuV:vW:w:X:x:Zz';
/** Without -w: until the kernel gives up a SYN; and how long a silent peer is listened to. */
const PATIENCE = 127_000;
const LISTEN_BACKLOG = 1;

interface Settings {
  readonly udp: boolean;
  readonly scan: boolean;
  readonly verbose: boolean;
  readonly numeric: boolean;
  readonly family: 4 | 6 | undefined;
  readonly source: Ip | undefined;
  readonly sourcePort: number | undefined;
  /** ms */
  readonly timeout: number | undefined;
}

/** OpenBSD netcat */
export const nc: Tool = (call) => {
  const { options, operands, error } = getopt(call.argv.slice(1), { short: SHORT });
  const has = (letter: string): boolean => options.some((o) => o.name === letter);
  const value = (letter: string): string | undefined => options.findLast((o) => o.name === letter)?.value;
  if (error !== undefined) {
    call.err(`nc: ${error}\n${USAGE}`);
    return 1;
  }
  if (has('h')) {
    call.err(HELP);
    return 1;
  }
  const timeout = value('w');
  if (timeout !== undefined && !/^\d+$/.test(timeout)) {
    call.err(`nc: timeout invalid: ${timeout}\n`);
    return 1;
  }
  const settings: Settings = {
    udp: has('u'),
    scan: has('z'),
    verbose: has('v'),
    numeric: has('n'),
    family: has('4') ? 4 : has('6') ? 6 : undefined,
    source: value('s'),
    sourcePort: value('p') === undefined ? undefined : Number(value('p')),
    timeout: timeout === undefined ? undefined : Number(timeout) * 1000,
  };
  if (has('l')) return listen(call, settings, operands);
  const [host, port] = operands;
  if (host === undefined) {
    call.err(USAGE);
    return 1;
  }
  if (port === undefined) {
    call.err('nc: missing port number\n');
    return 1;
  }
  const ports = portsOf(call, port, settings);
  if (typeof ports === 'string') {
    call.err(`nc: ${ports}\n`);
    return 1;
  }
  return connect(call, host, ports, settings);
};

/** `80`, `79-82`, or a service's name. */
function portsOf(call: Call, text: string, { udp }: Settings): number[] | string {
  const named = serviceNamed(call, text, udp ? 'udp' : 'tcp');
  if (named) return [named.port];
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (from === undefined) return `port number invalid: ${text}`;
  const low = Number(from);
  const high = Number(to ?? from);
  if (low > 65535 || high > 65535) return `port number too large: ${low > 65535 ? from : to}`;
  if (low < 1) return `port number too small: ${from}`;
  return Array.from({ length: Math.abs(high - low) + 1 }, (_, i) => Math.min(low, high) + i);
}

function connect(call: Call, host: string, ports: readonly number[], settings: Settings): number {
  const number = numericHost(host);
  const found =
    settings.numeric && number === undefined
      ? ({ ok: false, failure: 'unknown' } as const)
      : lookupHost(call, host, settings.family);
  if (!found.ok) {
    call.err(`nc: getaddrinfo for host "${host}" port ${ports[0]}: ${FAILURES[found.failure]}\n`);
    return 1;
  }
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

function speakTcp(call: Call, shown: string, ip: Ip, port: number, text: string, settings: Settings): boolean {
  const { scan, timeout, source, sourcePort } = settings;
  const patience = timeout ?? PATIENCE;
  const outcome = call.send({
    kind: 'tcp',
    namespace: namespaceOf(call),
    destination: ip,
    port,
    timeout: patience,
    close: scan ? 'at-once' : 'when-answered',
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
      namespace: namespaceOf(call),
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

/** `nc -l [HOST] PORT`: a process that stays and listens. What it hears goes nowhere, as nobody watches its terminal. */
function listen(call: Call, settings: Settings, operands: readonly string[]): number {
  const { source, sourcePort } = settings;
  if (operands.length > 0 && (source !== undefined || sourcePort !== undefined)) {
    call.err(USAGE);
    return 1;
  }
  const given = sourcePort ?? operands.at(-1);
  const host = operands.length > 1 ? operands[0] : source;
  if (given === undefined) {
    call.err('nc: missing port number\n');
    return 1;
  }
  const ports = portsOf(call, String(given), settings);
  const port = typeof ports === 'string' ? undefined : ports[0];
  if (port === undefined) {
    call.err(`nc: ${typeof ports === 'string' ? ports : 'port number invalid'}\n`);
    return 1;
  }
  const address = host === undefined ? (settings.family === 6 ? '::' : '0.0.0.0') : numericHost(host);
  if (address === undefined) {
    call.err(`nc: getaddrinfo for host "${host}" port ${port}: Name or service not known\n`);
    return 1;
  }
  const result = startServer(call, {
    program: 'nc',
    command: call.argv,
    listens: [
      {
        protocol: settings.udp ? 'udp' : 'tcp',
        address,
        port,
        backlog: settings.udp ? 0 : LISTEN_BACKLOG,
        fd: 3,
        ...(family(address) === 6 && { v6only: true }),
      },
    ],
  });
  if (typeof result === 'number') {
    if (settings.verbose) call.err(`${settings.udp ? 'Bound' : 'Listening'} on ${address} ${port}\n`);
    if (call.background) return 0;
    if (call.until !== undefined) listenUntil(call, result);
    else call.hold({ kind: 'process', pid: result, reached: call.alone !== true || call.tty === true });
    return 0;
  }
  call.err(`nc: ${result === 'in-use' ? 'Address already in use' : 'Cannot assign requested address'}\n`);
  return 1;
}

/** Under `timeout` it listens until its time is up. */
function listenUntil(call: Call, pid: number): void {
  try {
    wait(call, Infinity);
  } finally {
    call.update(({ kernel }) => endProcess(kernel, pid));
  }
}
