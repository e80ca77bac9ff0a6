/** Reads pipelines: commands, operands and terms (text/template/parse/parse.go: pipeline and what it calls). */
import { quote, unquote, unquoteCharacter } from '../quote.ts';
import type { Item, Kind } from './item.ts';
import { print, type Command, type Operand, type Pipeline } from './node.ts';
import { fail, peek, peekPastSpace, take, takePastSpace, unexpected, type Reader } from './reader.ts';

/** What an operand may begin with. */
const operandKinds: ReadonlySet<Kind> = new Set<Kind>([
  'bool',
  'character constant',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'raw string',
  'string',
  'variable',
  'left paren',
]);

/** What cannot be a pipeline's second or later stage. */
const lifeless: ReadonlySet<Operand['kind']> = new Set<Operand['kind']>(['bool', 'dot', 'nil', 'number', 'string']);

/** Reads a pipeline and what ends it. Throws TemplateError. */
export function pipeline(reader: Reader, context: string, end: Kind): Pipeline {
  const { at } = peekPastSpace(reader);
  const declared = declarations(reader, context);
  const commands: Command[] = [];
  for (let item = takePastSpace(reader); item.kind !== end; item = takePastSpace(reader)) {
    if (!operandKinds.has(item.kind)) unexpected(reader, item, context);
    reader.next--;
    commands.push(command(reader));
  }
  if (commands.length === 0) fail(reader, `missing value for ${context}`);
  const idle = commands.findIndex(({ operands: [first] }, i) => i > 0 && first && lifeless.has(first.kind));
  if (idle > 0) fail(reader, `non executable command in pipeline stage ${idle + 1}`);
  return { kind: 'pipeline', at, ...declared, commands };
}

/** `$x :=`, `$x =` or `$k, $v :=` at the head of a pipeline. */
function declarations(reader: Reader, context: string): Pick<Pipeline, 'assigns' | 'variables'> {
  const variables: string[] = [];
  while (peekPastSpace(reader).kind === 'variable') {
    const start = reader.next;
    const { text } = take(reader);
    const after = peekPastSpace(reader);
    const ends = after.kind === 'assign' || after.kind === 'declare';
    if (!ends && !isComma(after)) {
      reader.next = start;
      break;
    }
    reader.next++;
    variables.push(text);
    reader.variables = [...reader.variables, text];
    if (ends) return { assigns: after.kind === 'assign', variables };
    if (context !== 'range' || variables.length >= 2) fail(reader, `too many declarations in ${context}`);
    if (!['variable', 'right delimiter', 'right paren'].includes(peekPastSpace(reader).kind))
      fail(reader, 'range can only initialize variables');
  }
  return { assigns: false, variables };
}

const isComma = ({ kind, text }: Item): boolean => kind === 'character' && text === ',';

function command(reader: Reader): Command {
  const { at } = peekPastSpace(reader);
  const operands: Operand[] = [];
  for (;;) {
    peekPastSpace(reader);
    const read = operand(reader);
    if (read) operands.push(read);
    const item = take(reader);
    if (item.kind === 'space') continue;
    if (item.kind === 'right delimiter' || item.kind === 'right paren') reader.next--;
    else if (item.kind !== 'pipe') unexpected(reader, item, 'operand');
    break;
  }
  if (operands.length === 0) fail(reader, 'empty command');
  return { kind: 'command', at, operands };
}

/** A term with the fields that follow it without a space. */
function operand(reader: Reader): Operand | undefined {
  const read = term(reader);
  const { kind, at } = peek(reader);
  if (!read || kind !== 'field') return read;
  const names: string[] = [];
  while (peek(reader).kind === 'field') names.push(take(reader).text.slice(1));
  switch (read.kind) {
    case 'field':
      return { kind: 'field', at, names: [...read.names, ...names] };
    case 'variable':
      return { kind: 'variable', at, names: [...read.names, ...names] };
    case 'bool':
    case 'string':
    case 'number':
    case 'nil':
    case 'dot':
      return fail(reader, `unexpected . after term ${quote(print(read))}`);
    default:
      return { kind: 'chain', at, operand: read, names };
  }
}

function term(reader: Reader): Operand | undefined {
  const { kind, at, text } = takePastSpace(reader);
  switch (kind) {
    case 'identifier':
      if (!reader.functions.has(text)) fail(reader, `function ${quote(text)} not defined`);
      return { kind, at, name: text };
    case 'dot':
    case 'nil':
      return { kind, at };
    case 'variable':
      if (!reader.variables.includes(text)) fail(reader, `undefined variable ${quote(text)}`);
      return { kind, at, names: [text] };
    case 'field':
      return { kind, at, names: [text.slice(1)] };
    case 'bool':
      return { kind, at, value: text === 'true' };
    case 'number':
      return { kind, at, text, ...numeral(reader, text) };
    case 'character constant':
      return { kind: 'number', at, text, float: false, value: characterOf(reader, text) };
    case 'left paren':
      return pipeline(reader, 'parenthesized pipeline', 'right paren');
    case 'string':
    case 'raw string':
      return { kind: 'string', at, quoted: text, value: unquote(text) ?? fail(reader, 'invalid syntax') };
    default:
      reader.next--;
      return undefined;
  }
}

const characterOf = (reader: Reader, text: string): number =>
  unquoteCharacter(text) ?? fail(reader, `malformed character constant: ${text}`);

function numeral(reader: Reader, text: string): { value: number; float: boolean } {
  const plain = text.replaceAll('_', '').replace(/^[+-]/, '');
  const octal = /^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain;
  const size = Number(octal);
  if (plain === '' || Number.isNaN(size)) return fail(reader, `illegal number syntax: ${quote(text)}`);
  const float = !/^0x/i.test(plain) && /[.eE]/.test(plain);
  if (!float && size >= 2 ** 63) fail(reader, `integer overflow: ${quote(text)}`);
  return { value: text.startsWith('-') ? -size : size, float };
}
