/** What is told of an engine's events, and `docker events` as it goes on. */
import { eventsFrom, isIncluded, type EngineEvent } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import type { Call } from '../../tool/call.ts';
import { composeEvents } from '../compose/tell/event-text.ts';
import { eventPrinter } from './event-text.ts';

/** Which events are told, and how. */
export interface EventsAsked {
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly format: string;
  /** The compose project, and its services, whose containers are told of (`docker compose events`). */
  readonly project?: string;
  readonly services?: readonly string[];
}

/** What a client keeps in mind that tells of events as they come. */
export interface EventsFollowed extends EventsAsked {
  readonly what: 'events';
  readonly machine: string;
  /** How many events there had been when it last looked. */
  readonly seen: number;
  /** Clock (ms) after which it tells nothing more. */
  readonly until?: number;
}

export function toldEvents(events: readonly EngineEvent[], { format, project, services = [] }: EventsAsked): string {
  if (project !== undefined) return composeEvents(events, { project, services, json: format === 'json' });
  return events.map(eventPrinter(format)).join('');
}

/** Tells of what has come since the last look. */
export function lookAtEvents(call: Call, followed: EventsFollowed) {
  const { machine, seen, until = Infinity, filters } = followed;
  const { clock, machines } = call.world();
  const log = own(machines, machine)?.engine?.events;
  const text = toldEvents(
    eventsFrom(log, seen).filter((event) => event.at <= until && isIncluded(event, filters)),
    followed,
  );
  if (text !== '') call.out(text);
  const state = { ...followed, seen: log?.count ?? seen };
  if (clock.now >= until) return { state, exit: 0 };
  return until === Infinity ? { state } : { state, at: until };
}
