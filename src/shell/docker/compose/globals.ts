/** Compose's own flags, those that stand before a command's name (cmd/compose/compose.go: RootCommand). */
import type { Call } from '../../tool/call.ts';
import { own } from '../../../kernel/own.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import { quote } from '../cli/template/quote.ts';
import type { globalFlags } from './flags/global.table.ts';
import { isTrue } from './options.ts';

export type ProgressMode = 'plain' | 'tty' | 'quiet' | 'json';

export interface Globals {
  readonly files: readonly string[];
  readonly name: string | undefined;
  readonly profiles: readonly string[];
  /** As typed. */
  readonly envFiles: readonly string[];
  readonly folder: string | undefined;
  readonly all: boolean;
  readonly dryRun: boolean;
  readonly mode: ProgressMode;
  /** Whether its own output is coloured. */
  readonly colors: boolean;
  /** `--compatibility`. */
  readonly compatible: boolean;
  /** What stands between the parts of a container's name; `_` with `--compatibility`. */
  readonly separator: '-' | '_';
}

/** Reads the flags and the variables that stand for them. Throws CliError. `environment` are the shell's over those of `.env`. */
export function readGlobals(
  call: Call,
  flags: FlagValues<FlagName<typeof globalFlags>>,
  environment: Readonly<Record<string, string>>,
  dryRun: boolean,
): Globals {
  const ansi = ansiOf(call, flags, environment);
  const progress = flagText(flags, 'progress', call.env['COMPOSE_PROGRESS'] ?? '');
  const mode = modeOf(progress, ansi, call.tty === true);
  const folder = folderOf(call, flags);
  const limit = own(environment, 'COMPOSE_PARALLEL_LIMIT');
  if (limit !== undefined && !isSet(flags, 'parallel') && !/^[+-]?\d+$/.test(limit))
    throw new CliError(`COMPOSE_PARALLEL_LIMIT must be an integer (found: ${quote(limit)})`);
  return {
    files: flagList(flags, 'file'),
    name: flagText(flags, 'project-name') || undefined,
    profiles: flagList(flags, 'profile'),
    envFiles: flagList(flags, 'env-file'),
    folder,
    all: flagOn(flags, 'all-resources'),
    dryRun,
    mode,
    colors: ansi === 'always' || (ansi !== 'never' && call.tty === true && !call.env['NO_COLOR']),
    compatible: flagOn(flags, 'compatibility'),
    separator: flagOn(flags, 'compatibility') || isTrue(own(environment, 'COMPOSE_COMPATIBILITY')) ? '_' : '-',
  };
}

function ansiOf(
  call: Call,
  flags: FlagValues<'ansi' | 'no-ansi'>,
  environment: Readonly<Record<string, string>>,
): string {
  const ansi = flagText(flags, 'ansi', 'auto');
  const told = isSet(flags, 'ansi') ? undefined : own(environment, 'COMPOSE_ANSI');
  if (!flagOn(flags, 'no-ansi')) return told ?? ansi;
  if (ansi !== 'auto')
    throw new CliError('cannot specify DEPRECATED "--no-ansi" and "--ansi". Please use only "--ansi"');
  call.err("option '--no-ansi' is DEPRECATED ! Please use '--ansi' instead.\n");
  return told ?? 'never';
}

function modeOf(progress: string, ansi: string, terminal: boolean): ProgressMode {
  switch (progress) {
    case '':
    case 'auto':
      if (ansi === 'never') return 'plain';
      return ansi === 'always' || terminal ? 'tty' : 'plain';
    case 'tty':
      if (ansi === 'never') throw new CliError("can't use --progress tty while ANSI support is disabled");
      return 'tty';
    case 'plain':
      if (ansi === 'always') throw new CliError("can't use --progress plain while ANSI support is forced");
      return 'plain';
    case 'quiet':
    case 'none':
      return 'quiet';
    case 'json':
      return 'json';
    default:
      throw new CliError(`unsupported --progress value ${quote(progress)}`);
  }
}

function folderOf(call: Call, flags: FlagValues<'project-directory' | 'workdir'>): string | undefined {
  const [folder, old] = [flagText(flags, 'project-directory'), flagText(flags, 'workdir')];
  if (old === '') return folder || undefined;
  if (folder !== '')
    throw new CliError(
      'cannot specify DEPRECATED "--workdir" and "--project-directory". Please use only "--project-directory" instead',
    );
  call.err(
    "\u001b[31moption '--workdir' is DEPRECATED at root level! Please use '--project-directory' instead.\n\u001b[0m",
  );
  return old;
}
