/** What all inspect commands share: objects as JSON or by `--format` (docker/cli cli/command/inspect). */
import { refusal } from '../engine.ts';
import type { Context } from './command.ts';
import { flagText } from './flags/flag.ts';
import { parsedTemplate, printObject } from './inspect-template.ts';
import { TemplateError } from './template/template.ts';
import type { StructType } from './template/value/type.ts';

export interface Inspected {
  readonly type: StructType;
  readonly json: unknown;
}

/** Prints each object that a name finds, as JSON or by `--format`; refusals come together at the end. */
export function inspectEach(context: Context<'format'>, find: (ref: string) => Inspected): number {
  const format = flagText(context.flags, 'format');
  const print = format === '' || format === 'json' ? undefined : parsedTemplate(format);
  const found: unknown[] = [];
  const problems: string[] = [];
  let text = '';
  for (const ref of context.arguments) {
    try {
      const { type, json } = find(ref);
      if (print) text += `${printObject(print, type, json)}\n`;
      else found.push(json);
    } catch (error) {
      problems.push(error instanceof TemplateError ? error.message : refusal(error));
    }
  }
  if (print) context.call.out(text === '' ? '\n' : text);
  else
    context.call.out(
      `${format === 'json' || found.length === 0 ? JSON.stringify(found) : JSON.stringify(found, null, 4)}\n`,
    );
  for (const problem of problems) context.call.err(`${problem}\n`);
  return problems.length > 0 ? 1 : 0;
}
