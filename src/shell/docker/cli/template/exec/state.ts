/** What a template that runs knows and remembers (text/template/exec.go: state). */
import { utf8 } from '../../../../../wire/utf8.ts';
import { TemplateError } from '../error.ts';
import type { TemplateFunction } from '../functions.ts';
import { print } from '../parse/node.ts';
import type { Operand, Place } from '../parse/node.ts';
import type { Template } from '../parse/parser.ts';
import { quote } from '../quote.ts';
import type { Value } from '../value/type.ts';

/** Go has no such bounds: a template that goes on for ever, or writes more than a terminal can show, ends with an error here. */
export const MOST_TURNS = 100_000;
const MOST_TEXT = 1_000_000;

export interface State {
  readonly template: Template;
  readonly functions: Readonly<Record<string, TemplateFunction>>;
  /** A missing map key is an error (`missingkey=error`) instead of `<no value>`. */
  readonly strict: boolean;
  readonly out: string[];
  /** The node visited last, at which an error points. */
  at?: Place;
  /** The name of the template that is running, which another one may have called. */
  name: string;
  /** How deep templates have called each other. */
  depth: number;
  /** How many turns of ranges and calls of templates there were. */
  turns: number;
  /** How many characters were written. */
  written: number;
}

/** What names mean at one place of a template. */
export interface Scope {
  readonly dot: Value | undefined;
  readonly variables: { name: string; value: Value | undefined }[];
}

/** The value that stands for "no argument from the pipeline". */
export const missing = Symbol('missing');

/** What the command before gave in a pipeline. */
export type Final = Value | undefined | typeof missing;

/** What a command is given: the operands behind its first, and what the pipeline adds. */
export interface Arguments {
  readonly operands: readonly Operand[];
  readonly final: Final;
}

export const noArguments: Arguments = { operands: [], final: missing };

/** Whether a command is given anything. */
export const hasArguments = ({ operands, final }: Arguments): boolean => operands.length > 0 || final !== missing;

/** Ends the template with an error at the node visited last. */
export function fail({ template, at, name }: State, problem: string): never {
  const lines = template.source.slice(0, at?.at ?? 0).split('\n');
  const place = `${template.name}:${lines.length}:${utf8(lines.at(-1) ?? '').length}`;
  throw new TemplateError(`template: ${place}: executing ${quote(name)} at <${at ? print(at) : ''}>: ${problem}`);
}

/** Writes a text. */
export function write(state: State, text: string): void {
  state.written += text.length;
  if (state.written > MOST_TEXT) fail(state, `more than ${MOST_TEXT} characters`);
  state.out.push(text);
}

/** Counts a turn of a range or a call of a template. */
export function count(state: State): void {
  if (++state.turns > MOST_TURNS) fail(state, `more than ${MOST_TURNS} turns`);
}

/** A value that may be worked with: a text that is too long for this ends the template. */
export function bounded(state: State, value: Value | undefined): Value | undefined {
  return typeof value?.data === 'string' && value.data.length > MOST_TEXT
    ? fail(state, `more than ${MOST_TEXT} characters`)
    : value;
}

/** The variable of a name that was declared last. */
export const variableOf = ({ variables }: Scope, name: string): Scope['variables'][number] | undefined =>
  variables.findLast((each) => each.name === name);

/** Gives a variable that is known another value. */
export function assign(state: State, scope: Scope, name: string, to: Value | undefined): void {
  const variable = variableOf(scope, name) ?? fail(state, `undefined variable: ${name}`);
  variable.value = to;
}

/** A scope whose further variables are its own. */
export const innerScope = ({ dot, variables }: Scope): Scope => ({ dot, variables: [...variables] });
