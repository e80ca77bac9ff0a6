import fc from 'fast-check';
import { readFile } from '../../src/formats/formats.ts';
import { jsonOf } from '../../src/formats/json.ts';
import { fragmentOf, hopPlaceOf, readFragment } from '../../src/formats/link.ts';
import { readScenario, scenarioOf } from '../../src/formats/scenario.ts';
import type { Document } from '../../src/formats/document.ts';
import { createPlaybackStore } from '../../src/store/playback.ts';
import { createSettingsStore } from '../../src/store/settings.ts';
import { savedOf } from '../../src/ui/documents/saved.ts';
import { requestOf } from '../../src/ui/embed/protocol.ts';
import { notPlain } from './checks.ts';
import { garbage, jsName } from './strange.ts';
import { textsLike, valuesLike } from './strange-values.ts';

/* What is opened, what the browser kept, and what another page sends. Each check yields what is wrong with one of them. */

const place = fc
  .oneof(fc.constantFrom('host1', '@lan', 'client', 'host2/web'), jsName, garbage)
  .filter((text) => text !== '');
const documents: fc.Arbitrary<Document> = fc.record({
  name: garbage,
  history: fc.record({
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
    commands: fc.array(fc.record({ place, line: garbage }), { maxLength: 6 }),
  }),
  positions: fc.dictionary(
    fc.oneof(jsName, garbage),
    fc.record({ x: fc.integer({ min: -9999, max: 9999 }), y: fc.integer({ min: -9999, max: 9999 }) }),
    { noNullPrototype: true },
  ),
});

const svg = (document: Document): string =>
  `<svg xmlns="http://www.w3.org/2000/svg"><metadata>#${fragmentOf(document)}</metadata></svg>`;

const mangled = (text: string): fc.Arbitrary<string> =>
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
const saved = { id: 'a', name: 'b', changed: 1, commands: 2, done: 1, fragment: 'v1=x' };

export const storedTexts = fc.tuple(textsLike(settings), valuesLike(saved));

export function storedProblem([text, record]: readonly [string, unknown]): string | undefined {
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
  if (JSON.stringify(again) !== JSON.stringify({ ...read, follow: !read.follow })) return 'settings are not kept';
  const opened = savedOf(record);
  return opened === undefined
    ? undefined
    : (notPlain(opened, 'saved')[0] ?? (new Date(opened.changed).getTime() >= 0 ? undefined : 'no date'));
}

export const messages = fc.oneof(
  ...[
    { hopscope: 'load', link: 'v1=x', text: '' },
    { hopscope: 'step', moments: 1 },
    { hopscope: 'step', hops: -1, to: 3 },
    { hopscope: 'play' },
    { hopscope: 'listen' },
  ].map(valuesLike),
);

export function messageProblem(message: unknown): string | undefined {
  const request = requestOf(message);
  if (request === undefined) return undefined;
  if (request.hopscope === 'load') return fileProblem(request.text ?? request.link ?? '');
  if (request.hopscope !== 'step') return undefined;
  const playback = createPlaybackStore('story');
  if (request.to !== undefined) playback.getState().seek(request.to);
  playback.getState().step(request.hops ?? request.moments ?? 1, request.hops === undefined ? 'story' : 'hops');
  return Number.isFinite(playback.getState().position) ? undefined : 'it stands at no hop';
}
