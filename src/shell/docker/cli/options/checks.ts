/** What several commands accept as a flag's value (docker/cli opts/). Each throws FlagValueError. */
import { FlagValueError } from '../flags/flag.ts';

const refuse = (problem: string): never => {
  throw new FlagValueError(problem);
};

/** `NAME=value`, or `NAME` for the value it has here. */
export function readEnv(text: string): string {
  return text === '' || text.startsWith('=') ? refuse(`invalid environment variable: ${text}`) : text;
}

/** `key=value`, or `key` alone. */
export function readLabel(text: string): string {
  const name = text.split('=')[0] ?? '';
  if (name === '') return refuse(`invalid label '${text}': empty name`);
  return /\s/.test(name) ? refuse(`label '${name}' contains whitespaces`) : text;
}

/** `container` or `container:alias`. */
export function readLink(text: string): string {
  if (text === '') return refuse('empty string specified for links');
  return text.split(':').length > 2 ? refuse(`bad format for links: ${text}`) : text;
}
