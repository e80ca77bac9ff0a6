import { family, type Ip } from '../../../ip/address.ts';
import { strerror } from '../../../kernel/errno.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import type { EchoStimulus, Outcome } from '../../../kernel/stimulus.ts';
import { TimeIsUp } from '../../time-limit.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { namespaceId } from '../names/query.ts';
import { FAILURES, lookupHost, numericHost } from '../names/resolve.ts';
import { GRAMMAR } from './grammar.ts';
import { settings, type Options } from './options.ts';
import { USAGE } from './ping.table.ts';
import { DRIFT, Report } from './report.ts';

const VERSION = `ping from iputils 20250605
libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
`;
/** Seconds that ping waits for the last answer where none came yet. */
const LINGER = 10;

export const runPing: Tool['run'] = (call) => {
  const given = getopt(call.argv.slice(1), GRAMMAR);
  const { error, operands, has } = given;
  if (error !== undefined) throw new ToolError(`ping: ${error}\n${USAGE}`, 2);
  if (has('V')) {
    call.out(VERSION);
    return 0;
  }
  if (has('h', '?')) throw new ToolError(USAGE, 2);
  const asked = settings(call, given);
  return send(call, operands.at(-1) ?? '', asked);
};

const fail = (complaint: string): ToolError => new ToolError(`ping: ${complaint}\n`, 2);

function send(call: Call, host: string, options: Options): number {
  const target = resolve(call, host, options);
  const bound = sourceOf(call, options.from);
  // No address at all stands for the one that it would be sent from (iputils: ping4_run).
  const ip = target.ip === '0.0.0.0' ? (bound.source ?? '127.0.0.1') : target.ip;
  const most = family(ip) === 4 ? 65507 : 65527;
  if (options.size > most) throw fail(`packet size ${options.size} is too large. Maximum is ${most}`);
  const stimuli = echoes(call, ip, bound.source, options);
  const { outcomes, killed } = sendAll(call, stimuli);
  const failed = outcomes[0];
  const refusal = failed && refusalOf(failed);
  if (refusal !== undefined) throw fail(refusal);
  return new Report(call, target.canonical, ip, bound.words, options, stimuli, outcomes).print(killed);
}

/** Sends everything; where ping is killed meanwhile, it tells of what came back until then. */
function sendAll(call: Call, stimuli: readonly EchoStimulus[]): { outcomes: readonly Outcome[]; killed?: TimeIsUp } {
  try {
    return call.send(...stimuli);
  } catch (error) {
    if (!(error instanceof TimeIsUp) || !error.trace) throw error;
    return { outcomes: error.trace.outcomes, killed: error };
  }
}

/** Why nothing could be sent at all. */
function refusalOf(outcome: Outcome): string | undefined {
  const { status } = outcome;
  const errno = status === 'no-route' ? (outcome.errno ?? 'ENETUNREACH') : undefined;
  if (errno !== undefined && errno !== 'EACCES') return `connect: ${strerror[errno]}`;
  if (errno === 'EACCES' || status === 'broadcast')
    return 'Do you want to ping broadcast? Then -b. If not, check your local firewall rules';
  return status === 'invalid-source' ? 'bind: Cannot assign requested address' : undefined;
}

function resolve(call: Call, host: string, { family: wanted }: Options): { ip: Ip; canonical: string } {
  const number = numericHost(host);
  const other = fail(`${host}: Address family for hostname not supported`);
  if (number !== undefined && wanted !== undefined && family(number) !== wanted) throw other;
  const found = lookupHost(call, host);
  if (!found.ok) throw fail(`${host}: ${FAILURES[found.failure]}`);
  const ip = found.addresses.find((address) => wanted === undefined || family(address) === wanted);
  if (ip === undefined) throw other;
  return { ip, canonical: found.canonical };
}

/** What -I binds to: an address, or a device, which gives its first address. */
function sourceOf(call: Call, from: string | undefined): { source?: Ip; words: string } {
  if (from === undefined) return { words: '' };
  const address = numericHost(from);
  if (address !== undefined) return { source: address, words: `from ${address} : ` };
  const namespace = call.world().kernel.namespaces[namespaceId(call)];
  const link = namespace && linkByName(namespace, from);
  if (!link) throw fail(`SO_BINDTODEVICE ${from}: No such device`);
  const source = link.addresses.find((a) => family(a.address) === 4)?.address;
  if (source === undefined) return { words: '' };
  // It looks for the address by the device's name, of which another is not known to it (ping.c: ping4_run).
  if (link.name !== from) call.err(`ping: Warning: source address might be selected on device other than: ${from}\n`);
  return { source, words: `from ${source} ${from}: ` };
}

function echoes(call: Call, ip: Ip, source: Ip | undefined, options: Options, before = 0): EchoStimulus[] {
  const { count, interval, deadline, size, ttl, dontFragment, mark } = options;
  const sent = deadline === undefined ? count : Math.min(count, Math.floor(deadline / Math.max(interval, 1)) + 1);
  const waits = options.wait ?? LINGER * 1000;
  const step = interval * DRIFT;
  const end = Math.min((sent - 1) * step + waits, deadline ?? Infinity);
  const { clock, seed } = call.world();
  return Array.from({ length: sent }, (_, i) => ({
    kind: 'echo',
    namespace: namespaceId(call),
    destination: ip,
    ...(source !== undefined && { source }),
    ...(ttl !== undefined && { ttl }),
    ...(mark !== undefined && { mark }),
    ...(dontFragment !== undefined && { dontFragment }),
    id: (Math.floor(clock.now) + seed) & 0xffff,
    sequence: before + i + 1,
    size,
    delay: i * step,
    timeout: end - i * step,
  }));
}

/** What a ping keeps in mind that goes on. */
export interface Pinging {
  readonly sent: number;
  readonly trips: readonly number[];
  readonly errors: number;
  /** How it was begun: the target, with its own name, and the source. */
  readonly ip?: Ip;
  readonly canonical?: string;
}

/** Round trips that the last summary is made of, at most. */
const REMEMBERED = 1000;

/** Sends the next of the echo requests of a ping without -c. Throws ToolError where it cannot begin. */
export function pingOnce(
  call: Call,
  { sent, trips, errors, ip: known, canonical = '' }: Pinging,
): { state: Pinging; interval: number } {
  const given = getopt(call.argv.slice(1), GRAMMAR);
  const { error, operands } = given;
  if (error !== undefined) throw new ToolError(`ping: ${error}\n${USAGE}`, 2);
  const options = { ...settings(call, given), count: 1 };
  const target = known === undefined ? resolve(call, operands.at(-1) ?? '', options) : { ip: known, canonical };
  const bound = sourceOf(call, options.from);
  const ip = target.ip === '0.0.0.0' ? (bound.source ?? '127.0.0.1') : target.ip;
  const stimuli = echoes(call, ip, bound.source, options, sent);
  const { outcomes } = call.send(...stimuli);
  const refusal = outcomes[0] && refusalOf(outcomes[0]);
  if (refusal !== undefined && sent === 0) throw fail(refusal);
  const told = new Report(call, target.canonical, ip, bound.words, options, stimuli, outcomes, sent).tell();
  return {
    interval: options.interval * DRIFT,
    state: {
      sent: sent + 1,
      trips: [...trips, ...told.trips].slice(-REMEMBERED),
      errors: errors + told.errors,
      ip,
      canonical: target.canonical,
    },
  };
}

/** What it says when it is interrupted. */
export function pingSummary(call: Call, { sent, trips, errors, ip, canonical = '' }: Pinging): void {
  const options = { ...settings(call, getopt(call.argv.slice(1), GRAMMAR)), count: 1 };
  if (ip !== undefined && sent > 0)
    new Report(call, canonical, ip, '', options, [], [], sent).summary(trips, errors, 0, sent);
}
