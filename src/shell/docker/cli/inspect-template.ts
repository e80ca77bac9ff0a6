import { CliError } from './command.ts';
import { compile, TemplateError } from './template/template.ts';
import type { Compiled } from './template/template.ts';
import { any, value } from './template/value/type.ts';
import type { Type, Value } from './template/value/type.ts';

/** Parses the template of `--format`. Throws CliError. */
export function parsedTemplate(format: string, name = ''): Compiled {
  try {
    return compile(format, { name });
  } catch (error) {
    if (error instanceof TemplateError) throw new CliError(`template parsing error: ${error.message}`, 64);
    throw error;
  }
}

/** Prints one value by a template and what went wrong after what could be printed. Throws CliError. */
export function printValue(template: Compiled, dot: Value, out: (text: string) => void): void {
  const { text, error } = template.run(dot);
  out(`${text}\n`);
  if (error) throw new CliError(error.message);
}

/**
 * Prints one object by a template: first as the client's Go type, and where that fails as the plain JSON, whose
 * missing keys are errors (docker/cli cli/command/inspect). Throws TemplateError.
 */
export function printObject(template: Compiled, type: Type, json: unknown): string {
  const typed = template.run(value(type, json));
  if (!typed.error) return typed.text;
  const raw = template.run(value(any, json), { strict: true });
  if (raw.error) throw new TemplateError(`template parsing error: ${raw.error.message}`);
  return raw.text;
}
