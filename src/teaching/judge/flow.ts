import type { Outcome } from '../../shell/tool/call.ts';
import { locate } from '../../world/place.ts';
import type { Place } from '../../world/world.ts';
import type { End, FlowCheck, Target } from '../goal.ts';
import { said } from '../said.ts';
import { addressesAt, allAddressesAt } from './addresses.ts';
import { arrivalIn, endOf } from './traffic.ts';
import { failed, HELD, namespaceAt, tried, whyNot, type Found, type Trial, type Verdict } from './trial.ts';

/** What a flow is tried at: its target, as a tool takes it. */
function targetsOf(trial: Trial, to: Target): readonly string[] {
  if (typeof to === 'string') return [to];
  return addressesAt(trial.world, to.place, to);
}

/** The ports that a flow is tried at. */
function portsOf({ world }: Trial, port: FlowCheck['port'] = 80): readonly number[] {
  if (typeof port === 'number') return [port];
  const published = locate(world, port.of)?.container?.ports ?? [];
  const hostPorts = published.flatMap(({ containerPort, protocol, hostPort }) =>
    containerPort === port.published && protocol === 'tcp' && hostPort > 0 ? hostPort : [],
  );
  return [...new Set(hostPorts)];
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** The command that sends a flow's traffic to a name or an address. */
export function lineOf({ over, port = 80 }: { over: FlowCheck['over']; port?: number }, to: string): string {
  switch (over) {
    case 'http':
      return `curl -s -m 2 http://${bracketed(to)}${port === 80 ? '' : `:${port}`}`;
    case 'tcp':
      return `nc -zv -w 2 ${to} ${port}`;
    case 'ping':
      return `ping -c 1 -W 1 ${to}`;
  }
}

/** The commands that send a flow's traffic, to each of its targets. */
export const linesOf = (trial: Trial, { over, to, port }: FlowCheck): readonly string[] =>
  targetsOf(trial, to).flatMap((target) => portsOf(trial, port).map((each) => lineOf({ over, port: each }, target)));

/** Whether traffic ends as it has to: at one of a place's addresses, or where it has to fail at all of them. */
export async function judgeFlow(trial: Trial, check: FlowCheck): Promise<Verdict> {
  const { from, to, ends, who } = check;
  const [senderIsNot, otherIsNot] = [whyNot(trial, from), who === undefined ? undefined : whyNot(trial, who)];
  const isNot = senderIsNot ?? otherIsNot;
  if (isNot !== undefined) return failed(isNot);
  const targets = targetsOf(trial, to);
  if (targets.length === 0) return failed(said('no-address', { who: typeof to === 'string' ? to : to.place }));
  const ports = portsOf(trial, check.port);
  if (ports.length === 0 && typeof check.port === 'object')
    return ends === 'fails' ? HELD : failed(said('not-published', { who: check.port.of, port: check.port.published }));
  const verdicts: Verdict[] = [];
  for (const target of targets) for (const port of ports) verdicts.push(await judgeOne(trial, check, target, port));
  const decisive = verdicts.find(({ held }) => held === (ends !== 'fails'));
  return decisive ?? verdicts[0] ?? HELD;
}

async function judgeOne(trial: Trial, check: FlowCheck, target: string, port: number): Promise<Verdict> {
  const { from, over, ends, who, seenAs } = check;
  const looksCloser = ends === 'reached' && (who !== undefined || seenAs !== undefined);
  const outcome = await tried(trial, from, lineOf({ over, port }, target), { outcomesOnly: !looksCloser });
  const end = endOf(outcome);
  if (ends === 'fails' ? end === 'reached' : end !== ends) return failed(foundAt(end, from, target));
  return looksCloser ? judgeArrival(trial, check, outcome) : HELD;
}

export const foundAt = (end: End, from: Place, to: string): Found => said(end, { from, to });

function judgeArrival(trial: Trial, { from, who, seenAs }: FlowCheck, { traces }: Outcome): Verdict {
  const arrival = arrivalIn(
    trial.world,
    traces.flatMap(({ hops }) => hops),
  );
  if (arrival === undefined) return failed(said('answered-by-nobody-known'));
  const { by, source } = arrival;
  if (who !== undefined && !isAt(trial, by, who)) return failed(said('answered-by', { who: by }));
  if (seenAs === undefined) return HELD;
  const right = seenAs === 'own' ? allAddressesAt(trial.world, from).includes(source) : source === seenAs;
  return right ? HELD : failed(said('seen-as', { who: by, address: source }));
}

/** Whether one place is another, or is in its stack. */
const isAt = (trial: Trial, one: Place, other: Place): boolean =>
  one === other || (locate(trial.world, other)?.container === undefined && namespaceAt(trial, one) === other);
