import { readAddress, readRow, socatWords, type Address } from '../../../engine/api.ts';
import { family } from '../../../ip/address.ts';
import { startServer } from '../processes/serve.ts';
import { timestamp } from '../../../engine/calendar.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { connectError } from '../connect-error.ts';
import { namespaceId } from '../names/query.ts';
import { lookupHost } from '../names/resolve.ts';

const VERSION = `socat by Gerhard Rieger and contributors - see www.dest-unreach.org
socat version 1.8.1.3 on 28 Jun 2026 14:56:45
`;
/** Milliseconds that it listens on after its input has ended (-t), and until the kernel gives up a SYN. */
const LINGER = 500;
const PATIENCE = 127_000;
/** Descriptor of its first socket. */
const FD = 5;

type Side<K extends Address['kind']> = Extract<Address, { kind: K }>;

const line = (call: Call, level: 'E' | 'W', text: string): string => {
  const { clock, kernel } = call.world();
  return `${timestamp(clock.now).slice(0, 19).replaceAll('-', '/').replace('T', ' ')} socat[${kernel.nextPid}] ${level} ${text}\n`;
};

const complaint = (call: Call, text: string): ToolError => new ToolError(line(call, 'E', text), 1);

/** socat [OPTIONS] ADDRESS ADDRESS */
export function runSocat(call: Call): number {
  const { addresses, oneWay, version } = socatWords(call.argv.slice(1));
  if (version) {
    call.out(VERSION);
    return 0;
  }
  if (addresses.length !== 2)
    throw complaint(call, `exactly 2 addresses required (there are ${addresses.length}); use option "-h" for help`);
  const sides = addresses.map((text) => {
    const address = readAddress(text);
    if (typeof address === 'string') throw complaint(call, address);
    if (address.kind === 'command' && !readRow(address.text))
      throw complaint(call, `this lab's socat runs echo, printf, cat, hostname and sleep, one after the other`);
    return address;
  });
  const listens = sides.find((side) => side.kind === 'listen');
  if (listens) return listen(call, listens);
  const target = sides.find((side) => side.kind === 'connect');
  const other = sides.find((side) => side !== target);
  if (!target || !other || (other.kind !== 'stdio' && other.kind !== 'command'))
    throw complaint(call, `this lab's socat joins a socket to something`);
  return speak(call, target, {
    text: addresses.find((text) => readAddress(text) === target) ?? addresses[1] ?? '',
    oneWay,
  });
}

function listen(call: Call, { protocol, ip, port, backlog }: Side<'listen'>): number {
  const result = startServer(call, {
    program: 'socat',
    command: call.argv,
    listens: [{ protocol, address: ip, port, backlog, fd: FD }],
  });
  if (typeof result !== 'number')
    throw complaint(
      call,
      `bind(${FD}, {AF=${family(ip) === 6 ? 10 : 2} ${family(ip) === 6 ? `[${ip}]` : ip}:${port}}, 16): ${result === 'in-use' ? 'Address already in use' : 'Cannot assign requested address'}`,
    );
  if (!call.background) call.hold({ kind: 'process', pid: result, reached: call.alone !== true || call.tty === true });
  return 0;
}

function speak(
  call: Call,
  { protocol, host, port }: Side<'connect'>,
  shown: { text: string; oneWay: boolean },
): number {
  const found = lookupHost(call, host, undefined);
  if (!found.ok) {
    call.err(line(call, 'W', `getaddrinfo("${host}", "${port}", {0x20,0,1,6}, {}): Name or service not known`));
    throw complaint(
      call,
      `_xioopen_ipapp_prepare(node="${host}", service="${port}", pf=0, ...): Name or service not known`,
    );
  }
  const common = { namespace: namespaceId(call), port } as const;
  let reason = '';
  for (const destination of found.addresses) {
    if (protocol === 'udp') {
      if (call.stdin === '') return 0;
      const data = { kind: 'text', text: call.stdin } as const;
      const [outcome] = call.send({ ...common, kind: 'udp', destination, timeout: LINGER, data }).outcomes;
      if (outcome?.status === 'answered' && outcome.data?.kind === 'text' && !shown.oneWay) call.out(outcome.data.text);
      return 0;
    }
    const [outcome] = call.send({
      ...common,
      kind: 'tcp',
      destination,
      timeout: PATIENCE,
      close: 'half',
      linger: LINGER,
      ...(call.stdin !== '' && { request: call.stdin }),
    }).outcomes;
    if (outcome?.status === 'connected') {
      if (!shown.oneWay) call.out(outcome.response);
      return 0;
    }
    reason = outcome ? connectError(outcome) : 'Connection timed out';
    const six = family(destination) === 6;
    call.err(
      line(
        call,
        'W',
        `connect(${FD}, AF=${six ? 10 : 2} ${six ? `[${destination}]` : destination}:${port}, ${six ? 28 : 16}): ${reason}`,
      ),
    );
  }
  throw complaint(call, `${shown.text}: ${reason}`);
}
