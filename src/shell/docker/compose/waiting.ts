/** Waits for services to be running, healthy or done (pkg/compose/convergence.go: waitDependencies). */
import { findContainer } from '../../../engine/api.ts';
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import type { Container } from '../../../engine/container/container.ts';
import { own } from '../../../kernel/own.ts';
import { replicasOf } from '../../../compose/project.ts';
import type { Condition, Dependency, Project } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import { quote } from '../cli/template/quote.ts';
import { ask } from '../engine.ts';
import type { ComposeAsking } from './command.ts';
import { isOneoff, serviceOf } from './containers.ts';
import type { Stage } from './progress.ts';
import { progressName } from './stopping.ts';
import { pass } from './time.ts';

/** How often compose looks (ms). */
const POLL = 500;

/** Lets time pass until compose looks again. */
export async function untilNextLook(asking: ComposeAsking): Promise<void> {
  asking.call.spend(1);
  await pass(asking, POLL);
}

/** What is waited for; `--wait` takes what has no health check as it runs. */
export type Wish = Omit<Dependency, 'condition'> & { readonly condition: Condition | 'running_or_healthy' };

export interface Waiting {
  /** Looks once. Throws CliError where it will never come. */
  readonly isOver: () => boolean;
}

/** Announces what a service waits for. Throws CliError where it is missing. */
export function waitsFor(
  asking: ComposeAsking,
  project: Project,
  dependant: string,
  wishes: Readonly<Record<string, Wish>>,
  containers: readonly ContainerSummaryJson[],
): readonly Waiting[] {
  return Object.entries(wishes).flatMap(([name, wish]) => {
    if (!isWorthIt(project, name, wish)) return [];
    const wanted = containers.filter((container) => serviceOf(container) === name && !isOneoff(container));
    const tell = (stage: Stage, status: string): void => {
      for (const container of wanted) asking.progress.event(progressName(container), stage, status);
    };
    tell('working', 'Waiting');
    if (wanted.length > 0) return [{ isOver: () => look(asking, name, wish, wanted, tell) }];
    if (wish.required) throw new CliError(`${dependant} is missing dependency ${name}`);
    asking.warn(`${dependant} is missing dependency ${name}`);
    return [];
  });
}

/** Lets time pass until all has come. `timeout` are seconds. */
export async function waitUntil(
  asking: ComposeAsking,
  waits: readonly Waiting[],
  timeout: number | undefined,
  late: string,
): Promise<void> {
  const begun = asking.call.world().clock.now;
  let left = waits;
  while (left.length > 0) {
    await untilNextLook(asking);
    if (timeout && asking.call.world().clock.now - begun > timeout * 1000) throw new CliError(late);
    left = left.filter((wait) => !wait.isOver());
  }
}

/** Whether there is anything to wait for: not for what is off, or for what has no containers. */
function isWorthIt(project: Project, name: string, { condition }: Wish): boolean {
  if (condition === 'service_started') return false;
  const service = own(project.services, name);
  if (!service && !own(project.disabled, name)) throw new CliError(`no such service: ${name}: not found`);
  return service !== undefined && replicasOf(service) !== 0;
}

type Tell = (stage: Stage, status: string) => void;

function look(
  asking: ComposeAsking,
  name: string,
  { condition, required }: Wish,
  containers: readonly ContainerSummaryJson[],
  tell: Tell,
): boolean {
  const found = containers.map(({ Id }) => ask(asking, (host) => findContainer(host, Id)));
  const skip = (reason: string, warning: string): true => {
    tell('warning', `Skipped: optional dependency ${reason}`);
    asking.warn(`optional dependency ${warning}`);
    return true;
  };
  if (asking.globals.dryRun) {
    tell('done', condition === 'service_completed_successfully' ? 'Exited' : 'Healthy');
    return true;
  }
  if (condition === 'service_completed_successfully') {
    const ended = found.find(({ state }) => state.status === 'exited');
    if (!ended) return false;
    const { exitCode } = ended.state;
    const outcome = `${quote(name)} didn't complete successfully: exit ${exitCode}`;
    if (exitCode === 0) tell('done', 'Exited');
    else if (!required) return skip(outcome, outcome);
    else {
      tell('error', `service ${outcome}`);
      throw new CliError(`service ${outcome}`);
    }
    return true;
  }
  const started = condition === 'running_or_healthy';
  const health = healthOf(found, started);
  if (typeof health === 'boolean') {
    if (health) tell('done', 'Healthy');
    return health;
  }
  if (!required) {
    const why = started ? 'is not running or is unhealthy' : 'failed to start';
    return skip(`${quote(name)} ${why}`, `${quote(name)} ${why}: ${health.problem}`);
  }
  if (started) throw new CliError(health.problem);
  tell('error', 'Error');
  throw new CliError(`dependency failed to start: ${health.problem}`);
}

/** Whether all are healthy, or why they will not be. */
function healthOf(containers: readonly Container[], runningIsEnough: boolean): boolean | { readonly problem: string } {
  for (const { name, state, config, health } of containers) {
    if (state.status === 'exited') return { problem: `container ${name} exited (${state.exitCode})` };
    if (!config.Healthcheck && runningIsEnough) return state.status === 'running';
    if (!health) return { problem: `container ${name} has no healthcheck configured` };
    if (health.status === 'unhealthy') return { problem: `container ${name} is unhealthy` };
    if (health.status === 'starting') return false;
  }
  return true;
}
