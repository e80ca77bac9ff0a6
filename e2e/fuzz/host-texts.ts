import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { importing } from '../../src/i18n/en/importing.ts';
import recorded from '../../src/snapshot/host.recorded.json' with { type: 'json' };
import { maskSnapshot } from '../../src/snapshot/mask.ts';
import { readSnapshot } from '../../src/snapshot/read.ts';
import type { Snapshot, StackFacts } from '../../src/snapshot/snapshot.ts';
import { parseSnapshot, snapshotText } from '../../src/snapshot/text.ts';
import { imported } from '../snapshots/predict.ts';
import type { Saved } from '../snapshots/saved.ts';
import { notPlain } from './checks.ts';
import { mangled } from './kept.ts';
import { garbage } from './strange.ts';
import { textsLike } from './strange-values.ts';

/* What hosts print, and what nobody's host prints. */

const kept = (name: string): Snapshot =>
  (JSON.parse(readFileSync(join(process.cwd(), 'e2e/snapshots', `${name}.json`), 'utf8')) as Saved).snapshot;
const [withSets, withNeighbours] = [kept('snapshots-ipset-lists'), kept('20-field-37-same-mac-and-arp')];
const stackOf = ({ hosts: [host] }: Snapshot): StackFacts => host?.stack ?? {};

/** What ipset and ip say of real hosts whose snapshots are kept. */
const setTexts = (stackOf(withSets).sets ?? []).map(({ name, type, options, members }) =>
  [`create ${name} ${type} ${options.join(' ')}`, ...members.map((member) => `add ${name} ${member}`), ''].join('\n'),
);
const neighbourTexts = (stackOf(withNeighbours).neighbours ?? []).map(
  ({ address, mac, device, state }) => `${address} dev ${device} lladdr ${mac} ${state}\n`,
);

const outputs: readonly string[] = [...Object.values(recorded), ...setTexts, setTexts.join(''), ...neighbourTexts];
const isJson = (text: string): boolean =>
  /^[[{]/.test(text) && !text.startsWith('[0:0]') && text.trim().split('\n').length < 3;
const values = outputs.flatMap((text) =>
  isJson(text) && text.length < 12_000 ? [JSON.parse(text.split('\n')[0] ?? '') as unknown] : [],
);
const [inspected] = outputs;
const whole: Snapshot | undefined = (() => {
  const reading = readSnapshot(outputs.map((text) => ({ text })));
  return reading.ok ? reading.snapshot : undefined;
})();

const output = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...outputs).chain(mangled) },
  { weight: 3, arbitrary: fc.constantFrom(...values).chain(textsLike) },
  { weight: 1, arbitrary: textsLike((JSON.parse(inspected ?? '[]') as unknown[]).slice(0, 2)) },
  { weight: 2, arbitrary: textsLike(whole) },
  { weight: 1, arbitrary: fc.constantFrom(...setTexts).chain(mangled) },
  { weight: 1, arbitrary: fc.constantFrom(withSets, withNeighbours).chain(textsLike) },
  { weight: 1, arbitrary: fc.constantFrom(...outputs) },
  { weight: 1, arbitrary: garbage },
);

/** One paste, or several files. */
export const hostTexts: fc.Arbitrary<readonly string[]> = fc.oneof(
  fc.array(output, { minLength: 1, maxLength: 4 }),
  fc.array(output, { minLength: 2, maxLength: 5 }).map((texts) => [texts.join('\nroot@box:~# ip -j addr\n')]),
);

const sentences: Readonly<Record<string, Readonly<Record<string, string>>>> = importing;
const isSaid = (group: string, kind: string): boolean =>
  [kind, `${kind}_other`].some((key) => (sentences[group]?.[key] ?? '') !== '');

export async function hostProblem(texts: readonly string[]): Promise<string | undefined> {
  const reading = readSnapshot(texts.map((text, at) => ({ name: `host${at % 2}-file.txt`, text })));
  if (!reading.ok) return isSaid('reason', reading.reason.kind) ? undefined : `says nothing of ${reading.reason.kind}`;
  for (const [group, notices] of [
    ['discarded', reading.discarded],
    ['assumed', reading.assumed],
  ] as const)
    for (const { kind } of notices) if (!isSaid(group, kind)) return `says nothing of ${kind}`;
  const { snapshot } = reading;
  const [odd] = notPlain(snapshot, 'snapshot');
  if (odd !== undefined) return odd;
  const text = snapshotText(snapshot);
  const again = parseSnapshot(text);
  if (!again.ok) return `is written so that it is ${again.reason.kind}`;
  if (snapshotText(again.snapshot) !== text) return 'is read otherwise than it was written';
  const masked = maskSnapshot(snapshot, { addresses: true, names: true });
  if (!parseSnapshot(snapshotText(masked)).ok) return 'is no snapshot once it is masked';
  // To make a lab takes longer than to read; every few are.
  if (text.length % 8 === 0) await imported(snapshot);
  return undefined;
}
