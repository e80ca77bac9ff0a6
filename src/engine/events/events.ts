/** The engine's event log: what `docker events` tells (moby daemon/events/events.go). */
import type { Container } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { hex } from '../random.ts';

/** What an event is about. */
export type EventType = 'container' | 'network' | 'volume' | 'image' | 'builder' | 'daemon';

export interface EngineEvent {
  /** Clock (ms). */
  at: number;
  type: EventType;
  action: string;
  /** The id, or for volumes the name, of what it is about. */
  id: string;
  attributes: Record<string, string>;
  /** Absent for the host's own. */
  scope?: 'swarm';
}

/** The last events, in a ring: `docker run` adds some, so that nothing is moved. */
export interface EventLog {
  /** How many there have ever been. */
  count: number;
  /** The event of a number, at that number modulo `MOST`. */
  ring: EngineEvent[];
}

/** How many events the daemon remembers (daemon/events/events.go: eventsLimit). */
const MOST = 256;

type Attributes = Readonly<Record<string, string>>;

/** Adds an event to the log. */
export function note(
  { engine, clock }: Pick<EngineHost, 'engine' | 'clock'>,
  type: EventType,
  action: string,
  id: string,
  attributes: Attributes = {},
): void {
  const log = (engine.events ??= { count: 0, ring: [] });
  log.ring[log.count % MOST] = { at: clock.now, type, action, id, attributes: { ...attributes } };
  log.count += 1;
}

/** An event of a container; its labels, image and name are told with it (daemon/events.go: LogContainerEventWithAttributes). */
export function noteContainer(
  host: Pick<EngineHost, 'engine' | 'clock'>,
  { id, image, name, config }: Container,
  action: string,
  more: Attributes = {},
): void {
  note(host, 'container', action, id, { ...config.Labels, ...more, image, name });
}

/** A command is made in a container and started. Returns its id, which is the log's own and of no other use. */
export function noteExec(
  host: Pick<EngineHost, 'engine' | 'clock'>,
  container: Container,
  command: readonly string[],
): string {
  const execID = hex({ state: host.engine.events?.count ?? 0 }, 64);
  const words = `${command[0] ?? ''} ${command.slice(1).join(' ')}`;
  noteContainer(host, container, `exec_create: ${words}`, { execID });
  noteContainer(host, container, `exec_start: ${words}`, { execID });
  return execID;
}

/** A command that was started in a container has ended. */
export const noteExecEnd = (
  host: Pick<EngineHost, 'engine' | 'clock'>,
  container: Container,
  execID: string,
  exitCode: number,
): void => noteContainer(host, container, 'exec_die', { execID, exitCode: String(exitCode) });

/** An event of a network, or of a container's coming to it and leaving. */
export function noteNetwork(
  host: EngineHost,
  { id, name, driver }: { readonly id: string; readonly name: string; readonly driver: string },
  action: 'create' | 'connect' | 'disconnect' | 'destroy' | 'remove',
  container?: string,
): void {
  note(host, 'network', action, id, { ...(container !== undefined && { container }), name, type: driver });
}

export function noteVolume(host: EngineHost, name: string, action: string, more: Attributes = {}): void {
  note(host, 'volume', action, name, { ...more, driver: 'local' });
}

/** An event of an image, with its labels. */
export function noteImage(
  host: EngineHost,
  { id, labels }: { readonly id: string; readonly labels?: Attributes | undefined },
  action: string,
  name = id,
): void {
  note(host, 'image', action, id, { ...labels, name });
}

/** What a prune command gave back, in octets. */
export const notePrune = (host: EngineHost, type: EventType, reclaimed = 0): void =>
  note(host, type, 'prune', '', { reclaimed: String(reclaimed) });

/** The volumes of a container are mounted for its processes, or for a copy, and given back (volume/mounts). */
export function noteMounts(host: EngineHost, { id, mounts }: Container, action: 'mount' | 'unmount'): void {
  for (const { volume, destination, writable } of mounts) {
    if (volume === undefined) continue;
    const read = { destination, propagation: '', 'read/write': String(writable) };
    noteVolume(host, volume, action, { container: id, ...(action === 'mount' && read) });
  }
}

/** The events that are remembered from a number on, oldest first. */
export function eventsFrom(log: EventLog | undefined, from = 0): EngineEvent[] {
  if (!log) return [];
  const first = Math.max(from, log.count - MOST, 0);
  return Array.from({ length: Math.max(log.count - first, 0) }, (_, i) => log.ring[(first + i) % MOST]).filter(
    (event) => event !== undefined,
  );
}
