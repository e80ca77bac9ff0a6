/** What followers tell of events. */
import type { EngineEvent } from '../../../engine/api.ts';
import type { Following } from '../../../kernel/process/process.ts';
import { composeEvents } from '../compose/tell/event-text.ts';
import { eventPrinter } from './event-text.ts';

export function toldEvents(events: readonly EngineEvent[], { format, project, services = [] }: Following): string {
  if (project !== undefined) return composeEvents(events, { project, services, json: format === 'json' });
  return events.map(eventPrinter(format)).join('');
}
