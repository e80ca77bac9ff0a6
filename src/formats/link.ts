import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';
import type { Command } from '../history/history.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { DICTIONARY_V1 } from './dictionary.table.ts';
import {
  documentSchema,
  limits,
  recordOf,
  viewSchema,
  type Document,
  type DocumentView,
  type Positions,
  type Reading,
  type Unreadable,
} from './document.ts';
import { joined } from './joined.ts';
import { parsed } from './parsed.ts';

/**
 * A link carries the document in its fragment, `#v1=…`: a check sum and the compressed JSON, in base64url. Never sent to a server.
 * Links of a version that was ever released open for ever: e2e/links keeps some of each version.
 */
const VERSION = 1;

/** More than this (bytes) is not inflated. */
const MOST_BYTES = limits.file;

const dictionary = strToU8(DICTIONARY_V1);

/** Version 1: name, seed, runs of commands at one place, [x, y] of each node that was placed, what is to be seen. */
const payloadSchema = v.strictObject({
  n: v.optional(v.string(), ''),
  s: v.number(),
  p: v.optional(recordOf(v.tuple([v.number(), v.number()]), limits.positions), {}),
  c: v.array(v.tuple([v.string(), v.array(v.string())])),
  v: v.exactOptional(viewSchema),
});

/** What is written, as the schema reads it. */
interface Payload {
  readonly n?: string;
  readonly s: number;
  readonly p?: Readonly<Record<string, readonly [number, number]>>;
  readonly c: readonly [string, string[]][];
  readonly v?: DocumentView;
}

/** The fragment (without #) that stands for a document. */
export function fragmentOf({ name, history, positions, view }: Document): string {
  const placed = Object.entries(positions).map(([node, { x, y }]) => [node, [x, y]] as const);
  const payload: Payload = {
    ...(name !== '' && { n: name }),
    s: history.seed,
    ...(placed.length > 0 && { p: Object.fromEntries(placed) }),
    c: runsOf(history.commands),
    ...(view !== undefined && { v: view }),
  };
  const text = strToU8(JSON.stringify(payload));
  return `v${VERSION}=${toBase64Url(withSum(text, deflateSync(text, { level: 9, mem: 12, dictionary })))}`;
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
  if (Number(match[1]) !== VERSION) return unreadable(Number(match[1]) > VERSION ? 'newer' : 'foreign');
  if (fragment.length > limits.file) return unreadable('too-large');
  const bytes = fromBase64Url(match[2] ?? '');
  if (bytes === undefined || bytes.length < SUM_BYTES) return unreadable('damaged');
  const text = inflated(bytes.subarray(SUM_BYTES));
  if (text === undefined) return unreadable('damaged');
  if (text === 'too-large') return unreadable('too-large');
  if (!sumOf(text).every((byte, i) => byte === bytes[i])) return unreadable('damaged');
  return documentOf(strFromU8(text));
}

const unreadable = (reason: Unreadable): Reading => ({ ok: false, reason });

function documentOf(text: string): Reading {
  const payload = v.safeParse(payloadSchema, parsed(text));
  if (!payload.success) return unreadable('damaged');
  const { n, s, p, c, v: view } = payload.output;
  const positions: Positions = Object.fromEntries(Object.entries(p).map(([node, [x, y]]) => [node, { x, y }]));
  const commands = c.flatMap(([place, lines]) => lines.map((line) => ({ place, line })));
  const document = v.safeParse(documentSchema, {
    name: n,
    history: { seed: s, commands },
    positions,
    ...(view !== undefined && { view }),
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

/** Undefined for what is not compressed data; stops as soon as it grows too large. */
function inflated(bytes: Uint8Array): Uint8Array | 'too-large' | undefined {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate({ dictionary }, (chunk, final) => {
    size += chunk.length;
    ended ||= final;
    if (size <= MOST_BYTES) chunks.push(chunk);
  });
  try {
    for (let at = 0; at < bytes.length && size <= MOST_BYTES; at += STEP)
      inflate.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  } catch {
    return size > MOST_BYTES ? 'too-large' : undefined;
  }
  if (size > MOST_BYTES) return 'too-large';
  return ended ? joined(chunks) : undefined;
}

/** Bytes that are inflated between two looks at the size: they become at most a thousand times as many. Each costs what is left over. */
const STEP = 16_384;

const SUM_BYTES = 4;

/** FNV-1a, 32 bits: tells a mistyped or cut link from a whole one. */
function sumOf(bytes: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return new Uint8Array([hash >>> 24, hash >>> 16, hash >>> 8, hash]);
}

function withSum(text: Uint8Array, compressed: Uint8Array): Uint8Array {
  return joined([sumOf(text), compressed]);
}
