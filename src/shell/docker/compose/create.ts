/** `docker compose create`. */
import type { Project } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import { defineComposeCommand } from './command.ts';
import type { ComposeContext } from './command.ts';
import type { Strategy } from './converge.ts';
import { createProject } from './create-project.ts';
import { createFlags } from './flags/create.table.ts';
import { ignoresOrphans, withPolicies, withScales } from './options.ts';

/** What flags make of a project that is read. Throws CliError. */
export const asAsked = (project: Project, flags: FlagValues<'pull' | 'build' | 'scale'>): Project =>
  withScales(withPolicies(project, flags), flags);

/** Throws CliError where two flags contradict each other. */
export function checkPairs<Name extends string>(
  flags: FlagValues<Name>,
  pairs: readonly (readonly [one: NoInfer<Name>, other: NoInfer<Name>])[],
): void {
  for (const [one, other] of pairs)
    if (flagOn(flags, one) && flagOn(flags, other)) throw new CliError(`--${one} and --${other} are incompatible`);
}

export const strategyOf = (flags: FlagValues<'no-recreate' | 'force-recreate'>): Strategy => {
  if (flagOn(flags, 'no-recreate')) return 'never';
  return flagOn(flags, 'force-recreate') ? 'force' : 'diverged';
};

async function run(context: ComposeContext<FlagName<typeof createFlags>>): Promise<number> {
  const { flags, arguments: services } = context;
  checkPairs(flags, [
    ['build', 'no-build'],
    ['force-recreate', 'no-recreate'],
  ]);
  const project = asAsked(context.project(services), flags);
  await createProject(context, project, {
    services,
    build: !flagOn(flags, 'no-build'),
    removeOrphans: flagOn(flags, 'remove-orphans'),
    ignoreOrphans: ignoresOrphans(project),
    strategy: strategyOf(flags),
    dependencies: flagOn(flags, 'no-recreate') ? 'never' : 'diverged',
    yes: flagOn(flags, 'yes'),
  });
  context.progress.finish('Creating');
  return 0;
}

export const create = defineComposeCommand({
  use: 'create [OPTIONS] [SERVICE...]',
  short: 'Creates containers for a service',
  flags: createFlags,
  run,
});
