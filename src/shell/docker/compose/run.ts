/** `docker compose run`. */
import { EngineError, findContainer, startContainer } from '../../../engine/api.ts';
import { randomId } from '../../../engine/random.ts';
import { own } from '../../../kernel/own.ts';
import { shortPort } from '../../../compose/canonical/ports.ts';
import { parseVolume } from '../../../compose/canonical/volumes.ts';
import { readVariables } from '../../../compose/dotenv.ts';
import { splitWords } from '../../../compose/shape/words.ts';
import type { Mount, Port, Project, Service } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { fileText } from '../cli/files.ts';
import { flagList, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import { attachTo, isShell, placeOf } from '../container/process/main-process.ts';
import { ask, daemonError, order } from '../engine.ts';
import { defineComposeCommand } from './command.ts';
import type { ComposeContext } from './command.ts';
import { containersOf } from './containers.ts';
import { byService, createContainer, resolved } from './converge.ts';
import { createProject } from './create-project.ts';
import { runFlags } from './flags/run.table.ts';
import { ensureImages } from './images.ts';
import { injectFiles } from './inject.ts';
import { LABELS } from '../../../world/compose-labels.ts';
import { ignoresOrphans, withPolicies } from './options.ts';
import { silently } from './progress.ts';
import { asRefusal, onlyServices } from './select.ts';
import { startProject } from './starting.ts';
import { waitsFor, waitUntil } from './waiting.ts';

type RunFlags = FlagValues<FlagName<typeof runFlags>>;
type RunContext = ComposeContext<FlagName<typeof runFlags>>;

/** Whether it gets a terminal, and whether its input stays open. Throws CliError. */
function streamsOf({ call, flags }: RunContext): { readonly tty: boolean; readonly interactive: boolean } {
  const interactive = isSet(flags, 'interactive') ? flagOn(flags, 'interactive') : true;
  if (isSet(flags, 'tty')) {
    if (isSet(flags, 'no-TTY')) throw new CliError("--tty and --no-TTY can't be used together");
    return { tty: flagOn(flags, 'tty'), interactive };
  }
  if (isSet(flags, 'no-TTY')) return { tty: !flagOn(flags, 'no-TTY'), interactive };
  return { tty: call.tty === true, interactive };
}

/** The service as the flags want it for this once. Throws CliError. */
function targetOf(context: RunContext, project: Project, service: Service): Service {
  const { flags, arguments: words } = context;
  const command = words.slice(1);
  const entrypoint = isSet(flags, 'entrypoint')
    ? asRefusal(() => splitWords(flagText(flags, 'entrypoint')))
    : undefined;
  const streams = streamsOf(context);
  const ports = flagOn(flags, 'service-ports') ? (service.ports ?? []) : flagList(flags, 'publish').flatMap(portsOf);
  const { deploy, restart: _restart, ...rest } = service;
  return {
    ...rest,
    name: service.name,
    entrypoint: entrypoint ?? service.entrypoint,
    command: command.length > 0 ? command : entrypoint ? [] : service.command,
    ...(deploy && { deploy: Object.fromEntries(Object.entries(deploy).filter(([key]) => key !== 'restart_policy')) }),
    tty: streams.tty,
    stdin_open: streams.interactive,
    ports,
    volumes: [...(service.volumes ?? []), ...flagList(flags, 'volume').map(volumeOf)],
    environment: { ...service.environment, ...environmentOf(context, project) },
    labels: { ...service.labels, ...labelsOf(flags) },
    ...capabilitiesOf(flags, service),
    ...(flagText(flags, 'user') && { user: flagText(flags, 'user') }),
    ...(flagText(flags, 'workdir') && { working_dir: flagText(flags, 'workdir') }),
    container_name: flagText(flags, 'name'),
    scale: 1,
  };
}

const portsOf = (text: string): readonly Port[] => asRefusal(() => shortPort(text)) as unknown as readonly Port[];

const volumeOf = (text: string): Mount => asRefusal(() => parseVolume(text)) as unknown as Mount;

function labelsOf(flags: RunFlags): Record<string, string> {
  return Object.fromEntries(
    flagList(flags, 'label').map((text) => {
      const at = text.indexOf('=');
      if (at < 0) throw new CliError('label must be set as KEY=VALUE');
      return [text.slice(0, at), text.slice(at + 1)] as const;
    }),
  );
}

function capabilitiesOf(flags: RunFlags, { cap_add = [], cap_drop = [] }: Service): Partial<Service> {
  const [add, drop] = [flagList(flags, 'cap-add'), flagList(flags, 'cap-drop')];
  return {
    ...((cap_add.length > 0 || add.length > 0) && { cap_add: [...cap_add, ...add].filter((it) => !drop.includes(it)) }),
    ...((cap_drop.length > 0 || drop.length > 0) && {
      cap_drop: [...cap_drop.filter((it) => !add.includes(it)), ...drop],
    }),
  };
}

/** `-e` and `--env-from-file`; a name alone takes its value from the project's variables. Throws CliError. */
function environmentOf({ call, flags }: RunContext, project: Project): Record<string, string> {
  const given = new Map<string, string>();
  for (const text of flagList(flags, 'env')) {
    const at = text.indexOf('=');
    const value = at < 0 ? own(project.environment, text) : text.slice(at + 1);
    if (value !== undefined) given.set(at < 0 ? text : text.slice(0, at), value);
  }
  for (const path of flagList(flags, 'env-from-file')) {
    const text = fileText(call, path);
    if (text === undefined) throw new CliError(`open ${path}: no such file or directory`);
    const read = new Map<string, string>();
    asRefusal(() =>
      readVariables(
        text,
        read,
        (name) => given.get(name),
        () => undefined,
      ),
    );
    for (const [name, value] of read) if (!given.has(name)) given.set(name, value);
  }
  return Object.fromEntries(given);
}

async function run(context: RunContext): Promise<number> {
  const { flags, arguments: words } = context;
  const [name = ''] = words;
  if (flagList(flags, 'publish').length > 0 && flagOn(flags, 'service-ports'))
    throw new CliError('--service-ports and --publish are incompatible');
  streamsOf(context);
  const quietly = flagOn(flags, 'quiet') ? silently(context) : context;
  const read = withPolicies(context.project([name]), flags);
  const project = flagOn(flags, 'no-deps') ? onlyServices(read, [name]) : read;
  const service = own(project.services, name);
  if (!service) throw new CliError(`no such service: ${name}`);
  const target = targetOf(context, project, service);
  await startDependencies(quietly, project, name);
  const id = await make(quietly, project, target);
  return start(context, target, id);
}

/** Makes and starts all but the service itself. */
async function startDependencies(context: RunContext, project: Project, name: string): Promise<void> {
  const { flags } = context;
  const service = own(project.services, name);
  const others: Project = {
    ...project,
    services: Object.fromEntries(Object.entries(project.services).filter(([each]) => each !== name)),
    disabled: { ...project.disabled, ...(service && { [name]: service }) },
  };
  await createProject(context, others, {
    removeOrphans: flagOn(flags, 'remove-orphans'),
    ignoreOrphans: ignoresOrphans(project),
    inherit: false,
  });
  context.progress.finish('Creating');
  if (Object.keys(others.services).length > 0) await startProject(context, others);
  context.progress.finish();
}

/** Makes the container. Returns its id. */
async function make(context: RunContext, project: Project, target: Service): Promise<string> {
  const { flags, globals } = context;
  const interactive = target.stdin_open === true;
  if (interactive && target.tty && !context.call.tty) throw new CliError('the input device is not a TTY');
  const slug = order(context, ({ random }) => randomId(random));
  const name = target.container_name || [project.name, target.name, 'run', slug.slice(0, 12)].join(globals.separator);
  const quiet = silently(context);
  await ensureImages(context, project, { build: true });
  const containers = containersOf(context, project.name, { all: true });
  if (!flagOn(flags, 'no-deps'))
    await waitUntil(context, waitsFor(quiet, project, target.name, target.depends_on ?? {}, containers), undefined, '');
  const ready = { ...resolved(byService([], containers), target), container_name: name };
  const made = createContainer(quiet, project, ready, {
    name,
    number: 0,
    autoRemove: flagOn(flags, 'rm'),
    attachStdin: interactive,
    aliases: flagOn(flags, 'use-aliases'),
    labels: { [LABELS.slug]: slug },
  });
  injectFiles(context, project, ready, made);
  return made.Id;
}

/** Throws CliError where it cannot be started, in the words of `docker start`. */
function begin(context: RunContext, id: string): void {
  try {
    order(context, (host) => startContainer(host, id));
  } catch (error) {
    if (!(error instanceof EngineError) || !flagOn(context.flags, 'detach')) throw error;
    throw new CliError(`${daemonError(error)}\nError: failed to start containers: ${id}`);
  }
}

/** Starts it as `docker start` does, attached unless it is to go on by itself. Returns its exit code. */
async function start(context: RunContext, { tty, stdin_open: interactive }: Service, id: string): Promise<number> {
  const { call, flags } = context;
  if (context.globals.dryRun) return 0;
  begin(context, id);
  if (flagOn(flags, 'detach')) {
    call.out(`${id}\n`);
    return 0;
  }
  const container = ask(context, (host) => findContainer(host, id));
  if (tty && interactive && call.tty && isShell(container.command)) {
    call.enter(placeOf(context, container), { kind: 'main', command: container.command });
    return 0;
  }
  const code = await attachTo(context, id, { stdin: interactive ? call.stdin : '', out: call.out, err: call.err });
  if (code !== 0) call.err('\n');
  return code;
}

export const runCommand = defineComposeCommand({
  use: 'run [OPTIONS] SERVICE [COMMAND] [ARGS...]',
  short: 'Run a one-off command on a service',
  flags: runFlags,
  atLeast: 1,
  stopsAtArgument: true,
  run,
});
