import { strToU8 } from 'fflate';
import * as v from 'valibot';
import type { Command } from '../history/history.ts';
import type { Intent } from '../world/intents.ts';
import { DICTIONARY_V1 } from './dictionary.table.ts';
import {
  documentSchema,
  intentsSchema,
  limits,
  recordOf,
  versionFor,
  viewSchema,
  type Document,
  type DocumentView,
  type Positions,
  type Reading,
  type Unreadable,
} from './document.ts';
import { packedFrom, unpackedFrom } from './packed.ts';
import { parsed } from './parsed.ts';

/**
 * A link carries the document in its fragment, `#v1=…`: a check sum and the compressed JSON, in base64url. Never sent to a server.
 * Version 2 has comments, version 3 what is meant of who reaches whom; a document is written in the first version that can hold it.
 * Links of a version that was ever released open for ever: e2e/links keeps some of each version.
 */
const VERSION = 3;

const dictionary = strToU8(DICTIONARY_V1);

/**
 * Version 1: name, seed, runs of commands at one place, [x, y] of each node that was placed, what is to be seen. Version 2: the
 * comments as well, each with the number of its command. Version 3: what is meant.
 */
const payloadSchema = v.strictObject({
  n: v.optional(v.string(), ''),
  s: v.number(),
  p: v.optional(recordOf(v.tuple([v.number(), v.number()]), limits.positions), {}),
  c: v.array(v.tuple([v.string(), v.array(v.string())])),
  v: v.exactOptional(viewSchema),
  k: v.exactOptional(v.pipe(v.array(v.tuple([v.number(), v.string()])), v.maxLength(limits.commands))),
  i: v.exactOptional(intentsSchema),
});

/** What is written, as the schema reads it. */
interface Payload {
  readonly n?: string;
  readonly s: number;
  readonly p?: Readonly<Record<string, readonly [number, number]>>;
  readonly c: readonly [string, string[]][];
  readonly v?: DocumentView;
  readonly k?: readonly (readonly [number, string])[];
  readonly i?: readonly Intent[];
}

/** The fragment (without #) that stands for a document. */
export function fragmentOf(document: Document): string {
  const { name, history, positions, view, intents } = document;
  const version = versionFor(document);
  const placed = Object.entries(positions).map(([node, { x, y }]) => [node, [x, y]] as const);
  const comments = history.commands.flatMap(({ comment }, at) =>
    comment === undefined ? [] : [[at, comment] as const],
  );
  const payload: Payload = {
    ...(name !== '' && { n: name }),
    s: history.seed,
    ...(placed.length > 0 && { p: Object.fromEntries(placed) }),
    c: runsOf(history.commands),
    ...(view !== undefined && { v: view }),
    ...(comments.length > 0 && { k: comments }),
    ...(intents !== undefined && { i: intents }),
  };
  return `v${version}=${packedFrom(JSON.stringify(payload), dictionary)}`;
}

/** One hop of the traffic of one command: both counted from 0. */
export interface HopPlace {
  readonly command: number;
  readonly hop: number;
}

/** What a link appends to its fragment to open at one hop. */
export const hopFragment = ({ command, hop }: HopPlace): string => `&t=${command}.${hop}`;

/** The moment that a fragment names, if it does. */
export function hopPlaceOf(fragment: string): HopPlace | undefined {
  const [, command, hop] = /&t=(\d{1,6})\.(\d{1,6})(?:&|$)/.exec(fragment) ?? [];
  return command === undefined ? undefined : { command: Number(command), hop: Number(hop) };
}

/** Reads a fragment, with or without its #. Takes any text, and never throws. */
export function readFragment(fragment: string): Reading {
  const match = /^#?v(\d{1,4})=([^&]*)/.exec(fragment);
  if (!match) return unreadable('foreign');
  const version = Number(match[1]);
  if (version < 1 || version > VERSION) return unreadable(version > VERSION ? 'newer' : 'foreign');
  if (fragment.length > limits.file) return unreadable('too-large');
  const unpacked = unpackedFrom(match[2] ?? '', dictionary);
  return unpacked.ok ? documentOf(unpacked.text) : unpacked;
}

const unreadable = (reason: Unreadable): Reading => ({ ok: false, reason });

function documentOf(text: string): Reading {
  const payload = v.safeParse(payloadSchema, parsed(text));
  if (!payload.success) return unreadable('damaged');
  const { n, s, p, c, v: view, k = [], i: intents } = payload.output;
  const comments = new Map(k);
  const positions: Positions = Object.fromEntries(Object.entries(p).map(([node, [x, y]]) => [node, { x, y }]));
  const commands = c
    .flatMap(([place, lines]) => lines.map((line) => ({ place, line })))
    .map((command, at) => {
      const comment = comments.get(at);
      return comment === undefined ? command : { ...command, comment };
    });
  const document = v.safeParse(documentSchema, {
    name: n,
    history: { seed: s, commands },
    positions,
    ...(view !== undefined && { view }),
    ...(intents !== undefined && { intents }),
  });
  return document.success ? { ok: true, document: document.output } : unreadable('too-large');
}

function runsOf(commands: readonly Command[]): [string, string[]][] {
  const runs: [string, string[]][] = [];
  for (const { place, line } of commands) {
    const last = runs.at(-1);
    if (last?.[0] === place) last[1].push(line);
    else runs.push([place, [line]]);
  }
  return runs;
}
