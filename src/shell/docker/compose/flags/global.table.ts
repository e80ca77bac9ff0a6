import type { Flag } from '../../cli/flags/flag.ts';

/** Which every command of compose has. */
export const dryRunFlag = {
  name: 'dry-run',
  type: 'bool',
  usage: 'Execute command in dry run mode',
} as const satisfies Flag;

/** What stands before a command's name: `docker compose -p shop up`. */
export const globalFlags = [
  {
    name: 'all-resources',
    type: 'bool',
    usage: 'Include all resources, even those not used by services',
  },
  {
    name: 'ansi',
    type: 'string',
    usage: 'Control when to print ANSI control characters ("never"|"always"|"auto") (default "auto")',
  },
  { name: 'compatibility', type: 'bool', usage: 'Run compose in backward compatibility mode' },
  dryRunFlag,
  { name: 'env-file', type: 'stringArray', usage: 'Specify an alternate environment file' },
  { name: 'file', short: 'f', type: 'stringArray', usage: 'Compose configuration files' },
  {
    name: 'no-ansi',
    type: 'bool',
    usage: 'Do not print ANSI control characters (DEPRECATED)',
    hidden: true,
  },
  { name: 'parallel', type: 'int', usage: 'Control max parallelism, -1 for unlimited (default -1)' },
  { name: 'profile', type: 'stringArray', usage: 'Specify a profile to enable' },
  { name: 'progress', type: 'string', usage: 'Set type of progress output (auto, tty, plain, json, quiet)' },
  {
    name: 'project-directory',
    type: 'string',
    usage: 'Specify an alternate working directory\n(default: the path of the, first specified, Compose file)',
  },
  { name: 'project-name', short: 'p', type: 'string', usage: 'Project name' },
  { name: 'verbose', type: 'bool', usage: 'Show more output', hidden: true },
  { name: 'version', short: 'v', type: 'bool', usage: 'Show the Docker Compose version information', hidden: true },
  {
    name: 'workdir',
    type: 'string',
    usage:
      'DEPRECATED! USE --project-directory INSTEAD.\nSpecify an alternate working directory\n(default: the path of the, first specified, Compose file)',
    hidden: true,
  },
] as const satisfies readonly Flag[];
