import { EngineError } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import { flagText } from '../cli/flags/flag.ts';
import type { FlagValues } from '../cli/flags/flag.ts';

type Given = FlagValues<'detach-keys'>;

/** A letter, or one with Control (moby/term: ToBytes). */
const isKey = (key: string): boolean => key.length === 1 || key === 'DEL' || /^ctrl-[@a-z[\\\]^_]$/.test(key);

const wrongKeys = (flags: Given): string | undefined => {
  const keys = flagText(flags, 'detach-keys');
  return keys === '' || keys.split(',').every(isKey) ? undefined : keys;
};

/** Throws where a command cannot be run in a container with keys that are none. */
export function checkExecKeys(flags: Given): void {
  const keys = wrongKeys(flags);
  if (keys !== undefined) throw new EngineError(`Invalid escape keys (${keys}) provided`, 400);
}

/** Throws where a client cannot attach with keys that are none: it sees but that the engine does not go on. */
export function checkAttachKeys(flags: Given): void {
  if (wrongKeys(flags) !== undefined) throw new CliError('unable to upgrade to tcp, received 400');
}
