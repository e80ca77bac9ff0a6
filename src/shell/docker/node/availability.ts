import { CliError } from '../cli/command.ts';
import { flagText } from '../cli/flags/flag.ts';
import type { FlagValues } from '../cli/flags/flag.ts';

type Availability = 'active' | 'pause' | 'drain';

/** What `--availability` says of a node; active where it says nothing. Throws CliError. */
export function availabilityOf(flags: FlagValues<'availability'>): Availability {
  const text = flagText(flags, 'availability', 'active').toLowerCase();
  if (text === 'active' || text === 'pause' || text === 'drain') return text;
  throw new CliError(`invalid availability "${text}", only active, pause and drain are supported`);
}
