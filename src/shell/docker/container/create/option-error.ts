import { CliError } from '../../cli/command.ts';

/** Options that cannot be read or do not go together, in docker/cli's words. */
export class OptionError extends CliError {}
