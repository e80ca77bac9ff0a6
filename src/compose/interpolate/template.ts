/**
 * Variables in a text: `$X`, `${X}`, `${X:-default}` and their like (compose-go template/template.go).
 */
import { ComposeError } from '../problem.ts';
import type { Warning } from '../problem.ts';
import { goQuoted } from '../go.ts';

export type Lookup = (name: string) => string | undefined;
export type Remark = (warning: Warning) => void;

/** A text whose variables cannot be told from the rest of it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly template: string;
  constructor(template: string) {
    super('Invalid template');
    this.template = template;
  }
}

interface Filled {
  readonly text: string;
  readonly error?: Error | undefined;
}

const NAME = /[_a-z][_a-z0-9]*/iy;
const OPERATOR = /:?[-+?]/y;

/** How deep defaults may stand in defaults. */
const DEEPEST = 400;

/** A text, and where each of its open braces is closed. */
interface Source {
  readonly text: string;
  readonly closings: ReadonlyMap<number, number>;
  readonly lookup: Lookup;
  readonly remark: Remark;
}

/**
 * Fills the variables of a text in. A problem does not end it: what is unset behind it is remarked all the same.
 * @throws TemplateError | ComposeError the first problem
 */
export function substitute(template: string, lookup: Lookup, remark: Remark): string {
  const source: Source = { text: template, closings: closingsOf(template), lookup, remark };
  const { text, error } = fill(source, 0, template.length, 0);
  if (error) throw error;
  return text;
}

/** What stands right behind an open brace counts for nothing. */
function closingsOf(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') open.push(at++);
    else if (text[at] === '}') {
      const opened = open.pop();
      if (opened !== undefined) closings.set(opened, at);
    }
  }
  return closings;
}

/** The part of a text that a reference with an operator reaches to: what stands behind it there is told of as a text of its own. */
interface Part {
  readonly from: number;
  readonly to: number;
}

function fill(source: Source, from: number, to: number, depth: number): Filled {
  if (depth > DEEPEST) return { text: '', error: tooDeep() };
  const { text } = source;
  const parts: string[] = [];
  const whole: Part = { from, to };
  let part = whole;
  let error: Error | undefined;
  let at = from;
  let line = lineAt(text, from, to);
  for (;;) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0 || dollar >= to) break;
    parts.push(text.slice(at, dollar));
    if (dollar >= line.end) line = lineAt(text, dollar, to);
    if (dollar >= part.to) part = whole;
    const { filled, next, reach } = reference(source, dollar, to, line.lastBrace, depth);
    parts.push(filled.text);
    if (filled.error === 'invalid') error ??= new TemplateError(text.slice(part.from, part.to));
    else error ??= filled.error;
    if (reach !== undefined) part = { from: next, to: reach };
    at = next;
  }
  return { text: parts.join('') + text.slice(at, to), error };
}

/** Where a line ends, and where its last closing brace is. */
function lineAt(text: string, at: number, to: number): { readonly end: number; readonly lastBrace: number } {
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? to : Math.min(newline, to);
  return { end, lastBrace: at + text.slice(at, end).lastIndexOf('}') };
}

function nameAt(text: string, at: number): number | undefined {
  NAME.lastIndex = at;
  return NAME.test(text) ? NAME.lastIndex : undefined;
}

function operatorAt(text: string, at: number): string {
  OPERATOR.lastIndex = at;
  return OPERATOR.exec(text)?.[0] ?? '';
}

/** What a dollar and what belongs to it give, and where to go on. */
interface Reference {
  readonly filled: { readonly text: string; readonly error?: Error | 'invalid' | undefined };
  readonly next: number;
  /** Of one with an operator: the end of its line's last brace. */
  readonly reach?: number;
}

function reference(source: Source, dollar: number, to: number, lastBrace: number, depth: number): Reference {
  const { text, closings } = source;
  const follows = dollar + 1 < to ? text[dollar + 1] : undefined;
  if (follows === '$') return { filled: { text: '$' }, next: dollar + 2 };
  if (follows !== '{') {
    const end = nameAt(text, dollar + 1);
    return end === undefined
      ? { filled: { text: '$' }, next: dollar + 1 }
      : { filled: { text: valueOf(source, text.slice(dollar + 1, end)) }, next: end };
  }
  const invalid: Reference = { filled: { text: '', error: 'invalid' }, next: dollar + 2 };
  const afterName = nameAt(text, dollar + 2);
  if (afterName === undefined || afterName >= to) return invalid;
  const name = text.slice(dollar + 2, afterName);
  if (text[afterName] === '}') return { filled: { text: valueOf(source, name) }, next: afterName + 1 };
  const operator = operatorAt(text, afterName);
  if (operator === '' || lastBrace <= afterName) return invalid;
  const closed = closings.get(dollar + 1);
  const closing = closed !== undefined && closed <= lastBrace ? closed : lastBrace;
  const word = fill(source, afterName + operator.length, closing, depth + 1);
  return { filled: apply(source, name, operator, word), next: closing + 1, reach: lastBrace + 1 };
}

function valueOf({ lookup, remark }: Source, name: string): string {
  const value = lookup(name);
  if (value === undefined)
    remark({ text: `The ${goQuoted(name)} variable is not set. Defaulting to a blank string.`, unset: name });
  return value ?? '';
}

function apply({ lookup }: Source, name: string, operator: string, word: Filled): Filled {
  if (word.error) return { text: '', error: word.error };
  const value = lookup(name);
  const there = value !== undefined && !(operator.startsWith(':') && value === '');
  if (operator.endsWith('+')) return { text: there ? word.text : (value ?? '') };
  if (there) return { text: value };
  return operator.endsWith('-') ? word : { text: '', error: missing(name, word.text) };
}

const missing = (name: string, reason: string): ComposeError =>
  new ComposeError({
    text: `required variable ${name} is missing a value${reason && `: ${reason}`}`,
    missing: { kind: 'variable', name },
  });

const tooDeep = (): ComposeError => new ComposeError({ text: 'variables stand too deep in the defaults of others' });
