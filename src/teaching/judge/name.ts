import type { Ip } from '../../ip/address.ts';
import type { Place } from '../../world/world.ts';
import type { NameCheck } from '../goal.ts';
import { said } from '../said.ts';
import { addressesAt } from './addresses.ts';
import { foundAt, lineOf } from './flow.ts';
import { arrivalIn, endOf } from './traffic.ts';
import { failed, HELD, tried, whyNot, type Trial, type Verdict } from './trial.ts';

/** What a name stands for at a place, its hosts file and its name servers asked as any program asks them. */
export async function judgeName(trial: Trial, check: NameCheck): Promise<Verdict> {
  const { at, name, count, of, address, answeredAt } = check;
  const isNot = whyNot(trial, at);
  if (isNot !== undefined) return failed(isNot);
  const { stdout } = await tried(trial, at, `getent ahostsv4 ${name}`, { outcomesOnly: true });
  const found = [...new Set(stdout.split('\n').flatMap((line) => line.split(/\s/)[0] || []))];
  if (found.length === 0) return failed(said('resolves-to-nothing', { name }));
  const differs = failed(said('resolves-to', { name, addresses: found.join(', ') }));
  if (count !== undefined && found.length !== count) return differs;
  if (address !== undefined && !found.includes(address)) return differs;
  if (of !== undefined) {
    const each = of.map((place) => addressesAt(trial.world, place));
    const all = new Set(each.flat());
    if (!found.every((ip) => all.has(ip)) || !each.every((own) => own.some((ip) => found.includes(ip)))) return differs;
  }
  return answeredAt === undefined ? HELD : judgeAnswerers(trial, at, found, answeredAt);
}

/** Whether each of some addresses is answered, and by a place of its own. */
async function judgeAnswerers(trial: Trial, at: Place, addresses: readonly Ip[], port: number): Promise<Verdict> {
  const answerers = new Set<Place>();
  for (const address of addresses) {
    const outcome = await tried(trial, at, lineOf({ over: 'http', port }, address));
    const end = endOf(outcome);
    if (end !== 'reached') return failed(foundAt(end, at, address));
    const arrival = arrivalIn(
      trial.world,
      outcome.traces.flatMap(({ hops }) => hops),
    );
    if (arrival === undefined) return failed(said('answered-by-nobody-known'));
    if (answerers.has(arrival.by)) return failed(said('answered-twice-by', { who: arrival.by }));
    answerers.add(arrival.by);
  }
  return HELD;
}
