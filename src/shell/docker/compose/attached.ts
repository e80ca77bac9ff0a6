/** `up` without `-d`: it stays, and shows what the containers write, until they have ended or it is interrupted (pkg/compose/up.go). */
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import type { Project } from '../../../compose/project.ts';
import { TimeIsUp } from '../../time-limit.ts';
import { ask } from '../engine.ts';
import type { ComposeContext } from './command.ts';
import { containersOf, serviceOf } from './containers.ts';
import { inLayersDown } from './graph.ts';
import { printerTo } from './printer.ts';
import type { Looks, Printer } from './printer.ts';
import { progressTo, silently } from './progress.ts';
import { startProject } from './starting.ts';
import { stopServices } from './stopping.ts';
import { pass } from './time.ts';
import { begun, containerOf, ended, show, type Watched } from './watched.ts';

/** What becomes of the project when a container ends. */
export type OnExit = 'go on' | 'stop' | 'stop on failure';

export interface Staying extends Looks {
  /** The services that were asked for; empty: all. */
  readonly services: readonly string[];
  /** Those whose output is shown. */
  readonly attached: readonly string[];
  readonly onExit: OnExit;
  /** The service whose exit code is handed on, if one is. */
  readonly codeFrom: string;
  readonly timestamps: boolean;
}

/** How long at most nothing is looked at (ms). */
const LOOK = 500;
/** With a person at the terminal, what ends by itself so soon is waited for (ms); what comes later finds the terminal held. */
const PATIENCE = 60_000;

export async function stayWith(context: ComposeContext<never>, project: Project, how: Staying): Promise<number> {
  const { call } = context;
  const containers = containersOf(context, project.name, { oneoff: 'none', all: true });
  const watched = watchedOf(context, containers, how);
  const shown = watched.filter((each) => each.shown);
  if (shown.length > 0) call.out(`Attaching to ${shown.map(({ name }) => name).join(', ')}\n`);
  const printer = printerTo(call, how);
  try {
    await startProject(silently(context), project, { started: () => show(context, printer, watched, how) });
    return await follow(context, project, printer, watched, how);
  } catch (error) {
    if (!(error instanceof TimeIsUp)) throw error;
    await interrupted(context, project, how);
    throw error;
  }
}

function watchedOf(
  context: ComposeContext<never>,
  containers: readonly ContainerSummaryJson[],
  { services, attached }: Staying,
): readonly Watched[] {
  const monitored = services.length > 0 ? services : attached;
  return containers
    .filter((container) => [...monitored, ...attached].includes(serviceOf(container)))
    .map((container) => ({
      ...begun(context, container, context.globals.separator),
      shown: attached.includes(serviceOf(container)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function follow(
  context: ComposeContext<never>,
  project: Project,
  printer: Printer,
  watched: readonly Watched[],
  how: Staying,
): Promise<number> {
  const { call } = context;
  const begun = call.world().clock.now;
  let code = 0;
  let stopping = false;
  let heard = false;
  for (;;) {
    show(context, printer, watched, how);
    for (const { service, code: exit } of ended(context, printer, watched)) {
      if (how.codeFrom === service && !heard) [code, heard] = [exit, true];
      if (stopping || how.onExit === 'go on' || (how.onExit === 'stop on failure' && exit === 0)) continue;
      stopping = true;
      if (how.codeFrom === '') code = exit;
      call.err('\u001b[31m\u001b[1mAborting on container exit...\u001b[0m\n');
      await stopServices(plainly(context), project, { services: how.services });
    }
    if (watched.every(({ over }) => over)) break;
    const next = nextLook(context, watched);
    const late = call.jobs.person && call.world().clock.now - begun > PATIENCE;
    if (next === undefined || late) {
      if (call.until === undefined) {
        hold(context, project, watched, how);
        return code;
      }
      await pass(context, LOOK);
    } else await pass(context, Math.max(1, Math.min(LOOK, next - call.world().clock.now)));
  }
  if (code !== 0) call.err('\n');
  return code;
}

/** Clock of the next thing that happens by itself to one of the containers, as far as it is known. */
function nextLook(context: ComposeContext<never>, watched: readonly Watched[]): number | undefined {
  const now = context.call.world().clock.now;
  const moments = watched.flatMap(({ id }) => {
    const container = containerOf(context, id);
    const due = ask(context, ({ engine }) => engine.pending[id]?.at);
    const written = (container?.ending?.written ?? []).map(({ after }) => (container?.state.startedAt ?? 0) + after);
    return [...(due === undefined ? [] : [due]), ...(due === undefined ? [] : written)];
  });
  const ahead = moments.filter((moment) => moment >= now);
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}

/** Progress that is told among the output of containers is plain. */
const plainly = (context: ComposeContext<never>): ComposeContext<never> => ({
  ...context,
  progress: progressTo(context.call, { mode: 'plain', dryRun: false }),
});

/** An interrupt: all is stopped. */
async function interrupted(context: ComposeContext<never>, project: Project, { services }: Staying): Promise<void> {
  const unhurried = { ...context.call, until: undefined };
  unhurried.out('Gracefully Stopping... press Ctrl+C again to force\n');
  await stopServices(plainly({ ...context, call: unhurried }), project, { services });
  unhurried.err('\n');
}

/** Leaves the terminal to the containers until a person interrupts them. */
function hold(
  context: ComposeContext<never>,
  project: Project,
  watched: readonly Watched[],
  { services, prefix }: Staying,
): void {
  const { call, machine } = context;
  const wanted = services.length > 0 ? services : Object.keys(project.services);
  const containers = containersOf(context, project.name, { oneoff: 'none', all: true });
  const order = inLayersDown(project)
    .flat()
    .filter(({ name }) => wanted.includes(name))
    .flatMap(({ name }) => containers.filter((container) => serviceOf(container) === name));
  const width = Math.max(...watched.map(({ name }) => name.length)) + 1;
  call.hold({
    kind: 'compose',
    machine,
    stops: order.map(({ Id }) => Id),
    shows: Object.fromEntries(
      watched
        .filter(({ shown, over }) => shown && !over)
        .map(({ id, name }) => [id, prefix ? `${name.padEnd(width)} | ` : '']),
    ),
  });
}
