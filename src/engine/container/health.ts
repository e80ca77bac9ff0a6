/** Health checks: what a container asks for, and what the probes so far have told (daemon/health.go). */
import { timestamp } from '../calendar.ts';
import type { EngineHost } from '../engine.ts';
import { invalid } from '../errors.ts';
import { noteContainer, noteExec, noteExecEnd } from '../events/events.ts';
import { isRunning, type Container } from './container.ts';

/** The API's HealthConfig; spans are nanoseconds, and absent for the engine's own. */
export interface HealthConfig {
  /** `['CMD-SHELL', COMMAND]`, or `['NONE']` for no check. */
  Test?: string[];
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  StartInterval?: number;
  Retries?: number;
}

export interface Probe {
  /** Clock (ms). */
  start: number;
  end: number;
  exitCode: number;
  output: string;
}

export interface Health {
  status: 'starting' | 'healthy' | 'unhealthy';
  failingStreak: number;
  /** The last five. */
  log: Probe[];
  /** Clock (ms) of the next probe. */
  next: number;
}

const MILLISECOND = 1e6;
const SECOND = 1e9;
/** What the engine takes where nothing is asked for (daemon/health.go). */
const INTERVAL = 30 * SECOND;
const START_INTERVAL = 5 * SECOND;
const RETRIES = 3;
const LOGGED = 5;
const OUTPUT_LENGTH = 4096;
/** Milliseconds that a probe takes. */
const PROBE = 60;

/** Throws where a check cannot be as it is asked for (daemon/container.go: validateHealthCheck). */
export function checkHealthcheck(config: HealthConfig | undefined): void {
  for (const key of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval'] as const) {
    const span = config?.[key] ?? 0;
    if (span !== 0 && span < MILLISECOND) throw invalid(`${key} in Healthcheck cannot be less than 1ms`);
  }
  if ((config?.Retries ?? 0) < 0) throw invalid('Retries in Healthcheck cannot be negative');
}

/** The command of a container's check, if it has one. */
export function probeOf({ config }: Container): string[] | undefined {
  const [kind, ...words] = config.Healthcheck?.Test ?? [];
  if (kind === 'CMD-SHELL') return ['/bin/sh', '-c', ...words];
  return kind === 'CMD' ? words : undefined;
}

/** The check begins anew as the container starts. */
export function startHealth({ engine }: EngineHost, container: Container): void {
  if (!probeOf(container)) return;
  engine.probed[container.id] = true;
  const { startedAt } = container.state;
  const log = container.health?.log ?? [];
  container.health = { status: 'starting', failingStreak: 0, log, next: 0 };
  container.health.next = startedAt + waitOf(container, container.health, startedAt);
}

/** Nobody probes a container that does not run, or is frozen. */
export function stopHealth({ health }: Container): void {
  if (health) health.status = 'unhealthy';
}

export function resumeHealth({ clock }: EngineHost, container: Container): void {
  const { health } = container;
  if (health) health.next = clock.now + waitOf(container, health, clock.now);
}

/** Milliseconds until the next probe. */
function waitOf({ config, state }: Container, { status }: Health, now: number): number {
  const { Interval, StartPeriod = 0, StartInterval } = config.Healthcheck ?? {};
  const starts = StartPeriod > 0 && status === 'starting' && (now - state.startedAt) * MILLISECOND < StartPeriod;
  return (starts ? (StartInterval ?? START_INTERVAL) : (Interval ?? INTERVAL)) / MILLISECOND;
}

/** The containers whose next probe has come due. */
export const dueForProbe = ({ engine, clock }: EngineHost): Container[] =>
  Object.keys(engine.probed).flatMap((id) => {
    const container = engine.containers[id];
    const probes = container && !engine.down && isRunning(container) && container.state.status !== 'paused';
    return probes && (container.health?.next ?? Infinity) <= clock.now ? [container] : [];
  });

/** Enters what a probe told, for every one that has come due by now. */
export function recordProbes(host: EngineHost, container: Container, exitCode: number, output: string): void {
  const { health, config, state } = container;
  if (!health) return;
  const { StartPeriod = 0, Retries } = config.Healthcheck ?? {};
  while (health.next <= host.clock.now) {
    const start = health.next;
    const end = start + PROBE;
    health.log = [...health.log, { start, end, exitCode, output: output.slice(0, OUTPUT_LENGTH) }].slice(-LOGGED);
    const { engine } = host;
    const execId = noteExec({ engine, clock: { now: start } }, container, probeOf(container) ?? []);
    noteExecEnd({ engine, clock: { now: end } }, container, execId, exitCode);
    const before = health.status;
    const spared = health.status === 'starting' && (start - state.startedAt) * MILLISECOND < StartPeriod;
    if (exitCode === 0) Object.assign(health, { status: 'healthy', failingStreak: 0 });
    else if (!spared && ++health.failingStreak >= (Retries || RETRIES)) health.status = 'unhealthy';
    if (health.status !== before)
      noteContainer({ engine, clock: { now: end } }, container, `health_status: ${health.status}`);
    health.next = end + waitOf(container, health, end);
  }
}

export interface HealthJson {
  Status: Health['status'];
  FailingStreak: number;
  Log: { Start: string; End: string; ExitCode: number; Output: string }[];
}

export const healthJson = ({ status, failingStreak, log }: Health): HealthJson => ({
  Status: status,
  FailingStreak: failingStreak,
  Log: log.map(({ start, end, exitCode, output }) => ({
    Start: timestamp(start),
    End: timestamp(end),
    ExitCode: exitCode,
    Output: output,
  })),
});

const SHOWN = { starting: ' (health: starting)', healthy: ' (healthy)', unhealthy: ' (unhealthy)' };

/** What `docker ps` adds to the status of a container that runs. */
export const healthText = ({ health }: Container): string => (health ? SHOWN[health.status] : '');
