/** `docker compose up`. */
import { own } from '../../../kernel/own.ts';
import { namesWithDependencies } from '../../../compose/profiles.ts';
import type { Project } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import { stayWith } from './attached.ts';
import type { OnExit } from './attached.ts';
import { defineComposeCommand } from './command.ts';
import type { ComposeContext } from './command.ts';
import { containersOf } from './containers.ts';
import { asAsked, checkPairs, strategyOf } from './create.ts';
import { createProject } from './create-project.ts';
import type { Creating } from './create-project.ts';
import { upFlags } from './flags/up.table.ts';
import { ignoresOrphans, removesOrphans, timeoutOf } from './options.ts';
import { onlyServices } from './select.ts';
import { startProject } from './starting.ts';
import { waitsFor, waitUntil } from './waiting.ts';
import type { Wish } from './waiting.ts';

type UpFlags = FlagValues<FlagName<typeof upFlags>>;

function onExitOf(flags: UpFlags): OnExit {
  const failure = flagOn(flags, 'abort-on-container-failure');
  if (flagOn(flags, 'abort-on-container-exit') || (isSet(flags, 'exit-code-from') && !failure)) return 'stop';
  return failure ? 'stop on failure' : 'go on';
}

/** Throws CliError where flags contradict each other (cmd/compose/up.go: validateFlags). */
function checkFlags(flags: UpFlags): void {
  const on = (name: FlagName<typeof upFlags>): boolean => flagOn(flags, name);
  const stops =
    on('abort-on-container-exit') || (flagText(flags, 'exit-code-from') !== '' && !on('abort-on-container-failure'));
  const attaches = on('attach-dependencies') || flagList(flags, 'attach').length > 0;
  if (stops && on('abort-on-container-failure'))
    throw new CliError('--abort-on-container-failure cannot be combined with --abort-on-container-exit');
  if (on('wait') && (attaches || stops))
    throw new CliError('--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies');
  checkPairs(flags, [['build', 'no-build']]);
  if ((on('wait') || on('detach')) && (attaches || stops || on('abort-on-container-failure') || on('watch')))
    throw new CliError(
      `--${on('wait') ? 'wait' : 'detach'} cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch`,
    );
  const never: readonly (readonly [FlagName<typeof upFlags>, string])[] = [
    ['renew-anon-volumes', '--no-recreate and --renew-anon-volumes are incompatible'],
    ['force-recreate', '--force-recreate and --no-recreate are incompatible'],
    ['always-recreate-deps', '--always-recreate-deps and --no-recreate are incompatible'],
  ];
  for (const [name, message] of never) if (on(name) && on('no-recreate')) throw new CliError(message);
  checkPairs(flags, [['no-build', 'watch']]);
  if (on('watch')) throw new CliError('docker: watching for changes is not part of this lab');
}

function creatingOf(context: ComposeContext<FlagName<typeof upFlags>>, project: Project): Creating {
  const { call, flags, arguments: services } = context;
  const renew = flagOn(flags, 'renew-anon-volumes');
  const never = flagOn(flags, 'no-recreate');
  return {
    services,
    build: !flagOn(flags, 'no-build'),
    removeOrphans: removesOrphans(call, flags),
    ignoreOrphans: ignoresOrphans(project),
    strategy: renew && !never ? 'force' : strategyOf(flags),
    dependencies: never ? 'never' : flagOn(flags, 'always-recreate-deps') ? 'force' : 'diverged',
    inherit: !renew,
    timeout: timeoutOf(flags),
    yes: flagOn(flags, 'yes'),
  };
}

/** The services whose output is shown. Throws CliError. */
function attachedOf(
  { flags, arguments: services }: ComposeContext<FlagName<typeof upFlags>>,
  project: Project,
): readonly string[] {
  const named = flagList(flags, 'attach');
  const unknown = named.filter((name) => !own(project.services, name));
  if (unknown.length > 0) throw new CliError(`cannot attach to services not included in up: ${unknown.join(', ')}`);
  const asked = services.length > 0 ? services : Object.keys(project.services);
  const launched = flagOn(flags, 'attach-dependencies') ? [...namesWithDependencies(project, asked)] : asked;
  const wanted =
    named.length > 0 ? named : launched.filter((name) => own(project.services, name)?.['attach'] !== false);
  return [...new Set(wanted)].filter((name) => !flagList(flags, 'no-attach').includes(name));
}

/** Waits until all services run, or are healthy. */
async function waitForAll(context: ComposeContext<FlagName<typeof upFlags>>, project: Project): Promise<void> {
  const services = Object.values(project.services);
  const jobs = new Set(
    services.flatMap(({ depends_on: needs = {} }) =>
      Object.entries(needs).flatMap(([name, { condition }]) =>
        condition === 'service_completed_successfully' ? [name] : [],
      ),
    ),
  );
  const wishes = services.map(({ name }): [string, Wish] => {
    const condition = jobs.has(name) ? 'service_completed_successfully' : 'running_or_healthy';
    return [name, { condition, required: true, restart: false }];
  });
  const containers = containersOf(context, project.name, { oneoff: 'none', all: true });
  const timeout = flagNumber(context.flags, 'wait-timeout');
  const waits = waitsFor(context, project, project.name, Object.fromEntries(wishes), containers);
  await waitUntil(context, waits, timeout, `application not healthy after ${timeout}s`);
}

async function run(context: ComposeContext<FlagName<typeof upFlags>>): Promise<number> {
  const { flags, arguments: services, globals } = context;
  checkFlags(flags);
  const read = context.project(services);
  if (ignoresOrphans(read) && removesOrphans(context.call, flags))
    throw new CliError('cannot combine COMPOSE_IGNORE_ORPHANS and --remove-orphans');
  if (flagList(flags, 'attach').length > 0 && flagOn(flags, 'attach-dependencies'))
    throw new CliError('cannot combine --attach and --attach-dependencies');
  if (!globals.all && Object.keys(read.services).length === 0) throw new CliError('no service selected');
  const asked = asAsked(read, flags);
  const project = flagOn(flags, 'no-deps') ? onlyServices(asked, services) : asked;
  const codeFrom = flagText(flags, 'exit-code-from');
  if (codeFrom !== '' && !own(project.services, codeFrom))
    throw new CliError(`no such service: ${codeFrom}: not found`);
  const creating = creatingOf(context, project);
  const detached = flagOn(flags, 'detach') || flagOn(flags, 'wait');
  const attached = detached || flagOn(flags, 'no-start') ? [] : attachedOf(context, project);
  const made = await createProject(context, project, creating);
  if (flagOn(flags, 'no-start')) {
    context.progress.finish('Creating');
    return 0;
  }
  const timeout = flagNumber(flags, 'wait-timeout') || undefined;
  if (detached) {
    await startProject(context, made, { timeout });
    if (flagOn(flags, 'wait')) await waitForAll(context, made);
    return 0;
  }
  context.progress.finish();
  if (globals.dryRun) {
    context.call.out("end of 'compose up' output, interactive run is not supported in dry-run mode\n");
    return 0;
  }
  return stayWith(context, made, {
    services,
    attached,
    onExit: onExitOf(flags),
    codeFrom,
    prefix: !flagOn(flags, 'no-log-prefix'),
    color: !flagOn(flags, 'no-color') && globals.colors,
    timestamps: flagOn(flags, 'timestamps'),
  });
}

export const up = defineComposeCommand({
  use: 'up [OPTIONS] [SERVICE...]',
  short: 'Create and start containers',
  flags: upFlags,
  run,
});
