/** Go's text/template with docker's functions: parse once, execute on as many values as there are. */
import { execute } from './exec/exec.ts';
import type { Options, Result } from './exec/exec.ts';
import { functions } from './functions.ts';
import type { TemplateFunction } from './functions.ts';
import { parse } from './parse/parser.ts';
import type { Value } from './value/type.ts';

export type { Result } from './exec/exec.ts';
export { TemplateError } from './error.ts';

export interface Compiled {
  run(dot: Value | undefined, options?: Options): Result;
}

/** Parses a template. Throws TemplateError with text/template's message. */
export function compile(
  source: string,
  { name = '', functions: extra }: { name?: string; functions?: Readonly<Record<string, TemplateFunction>> } = {},
): Compiled {
  const template = parse(source, new Set(Object.keys({ ...functions, ...extra })), name);
  return { run: (dot, options) => execute(template, dot, extra ? { ...options, functions: extra } : options) };
}
