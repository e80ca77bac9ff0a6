import fc from 'fast-check';
import { readFile } from '../../src/formats/formats.ts';
import { jsonOf } from '../../src/formats/json.ts';
import { fragmentOf, hopPlaceOf, readFragment } from '../../src/formats/link.ts';
import { readScenario, scenarioOf } from '../../src/formats/scenario.ts';
import type { Document } from '../../src/formats/document.ts';
import { createSettingsStore } from '../../src/store/settings.ts';
import { textOf } from '../../src/ui/documents/record.ts';
import { FORMAT, keptOf, orderOf } from '../../src/ui/documents/saved.ts';
import { notPlain } from './checks.ts';
import { docker } from './docker-lines.ts';
import { linux } from './linux-lines.ts';
import { garbage, jsName } from './strange.ts';
import { textsLike, valuesLike } from './strange-values.ts';

/* What is opened, and what the browser kept. Each check yields what is wrong with one of them. */

const place = fc
  .oneof(fc.constantFrom('host1', '@lan', 'client', 'host2/web'), jsName, garbage)
  .filter((text) => text !== '');
/** Documents of lines that mean something or nothing. */
export const documents: fc.Arbitrary<Document> = fc.record({
  name: garbage,
  history: fc.record({
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
    commands: fc.array(
      fc.record(
        { place, line: fc.oneof(garbage, linux, docker), comment: garbage.filter((text) => text !== '') },
        { requiredKeys: ['place', 'line'] },
      ),
      { maxLength: 6 },
    ),
  }),
  positions: fc.dictionary(
    fc.oneof(jsName, garbage),
    fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.integer({ min: -9999, max: 9999 }) }),
    { noNullPrototype: true },
  ),
});

export const svg = (document: Document): string =>
  `<svg xmlns="http://www.w3.org/2000/svg"><metadata>#${fragmentOf(document)}</metadata></svg>`;

/** A text with something cut out of it, put into it, or put to it. */
export const mangled = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(text.length), garbage, fc.constantFrom('cut', 'put', 'twice', 'huge', 'whole'))
    .map(([a, b, given, how]) => {
      if (how === 'cut') return text.slice(0, Math.min(a, b)) + text.slice(Math.max(a, b));
      if (how === 'put') return text.slice(0, a) + given + text.slice(a);
      if (how === 'twice') return text + text.slice(0, b);
      return how === 'huge' ? text + given.repeat(100_000) : text;
    });

/** Files and links: whole ones, mangled ones, and those of others. */
export const fileTexts: fc.Arbitrary<string> = documents.chain((document) =>
  fc.oneof(
    fc
      .constantFrom(jsonOf, scenarioOf, svg, (each: Document) => `https://example.org/#${fragmentOf(each)}`)
      .chain((write) => mangled(write(document))),
    textsLike({ hopscope: 1, ...document }),
    textsLike({ hopscope: 1, ...document }).map((text) => `v1=${Buffer.from(text).toString('base64url')}`),
    fc.constantFrom(
      'version: "3"\nservices:\n  web:\n    image: nginx\n',
      '<svg></svg>',
      '%PDF-1.7',
      '#!/bin/sh\n',
      'v9999=AAAA',
      '#v2=x',
      '#v3=x',
    ),
    garbage,
  ),
);

export function fileProblem(text: string): string | undefined {
  const reading = readFile(Buffer.from(text));
  readFragment(text);
  readScenario(text);
  hopPlaceOf(text);
  if (!reading.ok) return undefined;
  const { document } = reading;
  const [odd] = notPlain(document, 'document');
  if (odd !== undefined) return odd;
  const was = JSON.stringify(document);
  for (const [kind, write] of [
    ['json', jsonOf],
    ['scenario', scenarioOf],
    ['svg', svg],
  ] as const) {
    const again = readFile(Buffer.from(write(document)));
    // What escaping makes longer may be too large; that is told, and the document stays.
    if (!again.ok && again.reason !== 'too-large') return `written as ${kind} it reads as ${again.reason}`;
    if (again.ok && JSON.stringify(again.document) !== was) return `written as ${kind} it is another document`;
  }
  return undefined;
}

const settings = {
  theme: 'dark',
  grain: 'story',
  inspectorWidth: 400,
  terminalHeight: 200,
  follow: true,
  welcomed: true,
  ofTomorrow: 1,
};
/** What the browser keeps of a document, under its id; older Hopscopes wrote no format. */
const records = documents.map((document) => ({
  format: FORMAT,
  id: 'a',
  name: document.name,
  changed: 1_790_000_000_000,
  order: 7,
  commands: document.history.commands.length,
  done: 1,
  fragment: fragmentOf(document),
}));
const changedRecords = records.chain((record) =>
  fc.oneof(
    valuesLike(record),
    fc.constantFrom(FORMAT, FORMAT + 1, 1e9, -1, '2').map((format) => ({ ...record, format })),
    mangled(record.fragment).map((fragment) => ({ ...record, fragment })),
    fc.nat(9).map((version) => ({ ...record, fragment: record.fragment.replace('v1', `v${version}`) })),
  ),
);

export const storedTexts = fc.tuple(textsLike(settings), changedRecords);

function settingsProblem(text: string): string | undefined {
  const kept = new Map([['hopscope.settings', text]]);
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const store = createSettingsStore(storage as unknown as Storage);
  const { change: _change, ...read } = store.getState();
  const [odd] = notPlain(read, 'settings');
  if (odd !== undefined) return odd;
  if (Object.values(read).some((value) => !['string', 'boolean', 'number'].includes(typeof value)))
    return `settings: ${JSON.stringify(read)}`;
  store.getState().change({ follow: !read.follow });
  const { change: _again, ...again } = createSettingsStore(storage as unknown as Storage).getState();
  return JSON.stringify(again) === JSON.stringify({ ...read, follow: !read.follow })
    ? undefined
    : 'settings are not kept';
}

/** A record is opened whole, or stays as it is and can be saved as a file. */
function recordProblem(record: unknown): string | undefined {
  const kept = keptOf('a', record);
  if (!(orderOf(record) >= 0)) return 'it has no order';
  if (kept.state !== 'whole')
    return Object.is(kept.record, record) && typeof textOf(record) === 'string'
      ? undefined
      : 'what cannot be read is lost';
  const { saved } = kept;
  const reading = readFragment(saved.fragment);
  if (!reading.ok) return `it is whole, and reads as ${reading.reason}`;
  return notPlain(saved, 'saved')[0] ?? (new Date(saved.changed).getTime() >= 0 ? undefined : 'no date');
}

export const storedProblem = ([text, record]: readonly [string, unknown]): string | undefined =>
  settingsProblem(text) ?? recordProblem(record);
