import {
  encodeNumber,
  factsOf,
  lastOf,
  neighbourOf,
  type DataType,
} from '../../../../kernel/netfilter/nft/datatypes.ts';
import { keyText, sortElements } from '../../../../kernel/netfilter/nft/elements.ts';
import type {
  Among,
  Constant,
  Element,
  ElementData,
  Inline,
  KeyPart,
  Verdict,
} from '../../../../kernel/netfilter/nft/ruleset.ts';
import { EXPECTED } from './expected.table.ts';
import { readBits } from './fields.ts';
import { Problem } from './problem.ts';
import type { Reader } from './reader.ts';
import type { Span, Token } from './token.ts';
import { durationOf, prefixOf, valueOf, type Names } from './values.ts';

/** Elements that one set may be given. */
const MOST_ELEMENTS = 65_535;

/** What is on the right of a relation. */
export function readRight(
  reader: Reader,
  types: readonly DataType[],
  names: Names,
  expected: string,
): Constant | Among {
  const { token } = reader;
  if (token.kind === 'reference') {
    reader.take();
    return { kind: 'reference', set: token.text };
  }
  if (reader.is('{')) return readInline(reader, types, undefined, names);
  const [type = 'integer'] = types;
  if (types.length > 1)
    return { kind: 'values', types: [...types], data: readParts(reader, types, names).map(({ from }) => from) };
  return readConstant(reader, type, names, expected);
}

export function readConstant(reader: Reader, type: DataType, names: Names, expected: string): Constant {
  if (factsOf(type).bits) return readFlags(reader, type, names, expected);
  const part = readPart(reader, type, names, expected);
  if (part.length !== undefined) return { kind: 'prefix', type, data: part.from, length: part.length };
  return part.to === undefined
    ? { kind: 'value', type, data: part.from }
    : { kind: 'range', type, from: part.from, to: part.to };
}

function readFlags(reader: Reader, type: DataType, names: Names, expected: string): Constant {
  if (reader.is('(')) return { kind: 'value', type, data: readBits(reader, type, names) };
  const first = readPart(reader, type, names, expected).from;
  if (reader.is('|')) {
    let all = BigInt(`0x${first}`);
    while (reader.takeIf('|')) all |= BigInt(`0x${readPart(reader, type, names, expected).from}`);
    return { kind: 'value', type, data: encodeNumber(all, type) };
  }
  const data = [first];
  while (reader.takeIf(',')) data.push(readPart(reader, type, names, expected).from);
  // The kernel keeps the bits alone, not their order.
  return { kind: 'flags', type, data: data.sort() };
}

interface Part extends KeyPart {
  /** Of a block. */
  readonly length?: number;
}

/** A value, a block or a range. */
function readPart(reader: Reader, type: DataType, names: Names, expected: string): Part {
  const { token } = reader;
  if (token.kind === 'variable') return readVariable(reader, token, (inner) => readPart(inner, type, names, expected));
  if (token.kind !== 'word' && token.kind !== 'number' && token.kind !== 'string') return reader.fail(expected);
  reader.take();
  return partOf(type, token, names);
}

/** Reads what a variable stands for. */
export function readVariable<T>(reader: Reader, token: Token, read: (inner: Reader) => T): T {
  const value = reader.variables.get(token.text);
  if (!value) throw new Problem(`unknown identifier '${token.text}'`, { from: token.from, to: token.to });
  reader.take();
  return read(reader.inside(value));
}

const RANGES: readonly DataType[] = [
  'ipv4_addr',
  'ipv6_addr',
  'inet_service',
  'mark',
  'integer',
  'icmp_type',
  'time',
  'icmp_code',
];

function partOf(type: DataType, { text, ...span }: Token, names: Names): Part {
  const block = factsOf(type).prefixes ? prefixOf(type, text, span, names) : undefined;
  if (block) {
    const whole = block.length === factsOf(type).octets * 8;
    return whole
      ? { from: block.data }
      : { from: block.data, to: lastOf(block.data, block.length), length: block.length };
  }
  const dash = RANGES.includes(type) ? text.indexOf('-', 1) : -1;
  if (dash < 0 || /^[a-z]/i.test(text.replace(/^[0-9a-f:]+-.*/i, '')))
    return { from: valueOf(type, text, span, names) };
  const from = valueOf(type, text.slice(0, dash), span, names);
  const to = valueOf(type, text.slice(dash + 1), span, names);
  if (to < from) throw new Problem('Range has zero or negative size', span);
  return from === to ? { from } : { from, to };
}

/** The parts of a key, joined by dots. */
function readParts(reader: Reader, types: readonly DataType[], names: Names): KeyPart[] {
  return types.map((type, i): KeyPart => {
    if (i > 0) reader.expect('.');
    const { from, to } = readPart(reader, type, names, EXPECTED.value);
    return to === undefined ? { from } : { from, to };
  });
}

/** `{ … }` in a rule. */
export function readInline(reader: Reader, types: readonly DataType[], data: Inline['data'], names: Names): Inline {
  const elements = readElements(reader, types, data, names, 0).map(({ element }) => element);
  const merged = data === undefined && types.length === 1 ? mergeIntervals(elements) : elements;
  return { kind: 'inline', types: [...types], ...(data === undefined ? {} : { data }), elements: sortElements(merged) };
}

/** An element, and where it stands in the source. */
export interface ReadElement {
  readonly element: Element;
  readonly span: Span;
}

/** Elements in braces, or those of a variable. */
export function readElements(
  reader: Reader,
  types: readonly DataType[],
  data: Inline['data'],
  names: Names,
  now: number,
): ReadElement[] {
  const { token } = reader;
  if (token.kind === 'variable') {
    return readVariable(reader, token, (inner) => readElements(inner, types, data, names, now));
  }
  reader.expect('{');
  const elements: ReadElement[] = [];
  reader.skipNewlines();
  while (!reader.is('}')) {
    if (reader.token.kind === 'variable') {
      elements.push(
        ...readVariable(reader, reader.token, (inner) =>
          inner.is('{') ? readElements(inner, types, data, names, now) : [readElement(inner, types, data, names, now)],
        ),
      );
    } else elements.push(readElement(reader, types, data, names, now));
    if (elements.length > MOST_ELEMENTS)
      throw new Problem('Could not process rule: Too many open files in system', token);
    reader.skipNewlines();
    if (!reader.takeIf(',')) break;
    reader.skipNewlines();
  }
  reader.expect('}', "comma, '}'");
  return elements;
}

function readElement(
  reader: Reader,
  types: readonly DataType[],
  data: Inline['data'],
  names: Names,
  now: number,
): ReadElement {
  const first = reader.token;
  if (data !== undefined) splitColon(reader, types);
  const key = readParts(reader, types, names);
  const span = reader.since(first);
  const element: Element = { key };
  for (;;) {
    if (reader.takeIf('timeout')) {
      element.timeout = durationOf(reader.take().text, reader.previous);
      element.expires = now + element.timeout;
    } else if (reader.takeIf('expires')) element.expires = now + durationOf(reader.take().text, reader.previous);
    else if (reader.takeIf('comment')) element.comment = reader.take().text;
    else if (reader.takeIf('counter')) {
      element.counters = { packets: 0, bytes: 0 };
      if (reader.takeIf('packets')) element.counters.packets = Number(reader.take().text);
      if (reader.takeIf('bytes')) element.counters.bytes = Number(reader.take().text);
    } else break;
  }
  if (data === undefined) return { element, span };
  reader.expect(':');
  return { element: { ...element, to: readDestination(reader, data, names) }, span };
}

/** A key written together with the colon of its map: `80: accept`, `80:accept`. */
function splitColon(reader: Reader, types: readonly DataType[]): void {
  if (types.length === 1 && (types[0] === 'ipv6_addr' || types[0] === 'ether_addr')) return;
  const { text } = reader.token;
  const colon = text.indexOf(':');
  if (colon > 0) reader.split(colon);
}

function readDestination(reader: Reader, data: 'verdict' | readonly DataType[], names: Names): ElementData {
  if (data === 'verdict') {
    const verdict = readVerdict(reader);
    return verdict ? { verdict } : reader.fail('accept, drop, continue, jump, goto, return');
  }
  return { values: readParts(reader, data, names).map(({ from }) => from) };
}

export function readVerdict(reader: Reader): Verdict | undefined {
  const word = reader.takeIf('accept', 'drop', 'continue', 'return', 'jump', 'goto')?.text;
  switch (word) {
    case 'accept':
    case 'drop':
    case 'continue':
    case 'return':
      return { kind: word };
    case 'jump':
    case 'goto':
      return { kind: word, chain: reader.name('<string>, $').text };
    default:
      return undefined;
  }
}

/** Intervals that touch or overlap as one (src/intervals.c); values alone stay as they are. */
export function mergeIntervals(elements: readonly Element[]): Element[] {
  if (!elements.some(({ key: [part] }) => part?.to !== undefined)) return uniqueElements(elements);
  const merged: Element[] = [];
  for (const element of sortElements(elements)) {
    const [{ from, to = from } = { from: '' }] = element.key;
    const last = merged.at(-1);
    const [{ from: first, to: end = first } = { from: '' }] = last?.key ?? [];
    if (!last || (from > end && neighbourOf(end, 1n) !== from)) merged.push(element);
    else merged[merged.length - 1] = { ...last, key: [{ from: first, to: to > end ? to : end }] };
  }
  return merged;
}

function uniqueElements(elements: readonly Element[]): Element[] {
  const seen = new Set<string>();
  return elements.filter((element) => {
    const start = keyText(element);
    return seen.has(start) ? false : seen.add(start);
  });
}
