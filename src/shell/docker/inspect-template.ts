import { compile, TemplateError } from './gotemplate/template.ts';
import type { Compiled } from './gotemplate/template.ts';
import { any, value } from './gotemplate/type.ts';
import type { Type } from './gotemplate/type.ts';

/** Parses the template of `--format` for an inspect command. Throws TemplateError. */
export const inspectTemplate = (format: string): Compiled => compile(format);

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
