import type { Filters } from '../api/container-json.ts';
import { matchesLabels } from '../api/filters.ts';
import { own } from '../../kernel/own.ts';
import type { EngineEvent } from './events.ts';

/** Kinds of things that a filter may name (daemon/events/filter.go: Include). */
const KINDS = ['daemon', 'container', 'plugin', 'volume', 'network', 'service', 'node', 'secret', 'config'];
/** Actions with a text of their own after a colon: who asks for one of these asks by its beginning. */
const WITH_TEXT = ['health_status', 'exec_create', 'exec_start'];

/** Whether an event is one that is asked for (daemon/events/filter.go). */
export function isIncluded(event: EngineEvent, filters: Filters): boolean {
  const { type, action, id, attributes } = event;
  const values = (key: string): readonly string[] | undefined => {
    const given = own(filters, key);
    return given && given.length > 0 ? given : undefined;
  };
  const exact = (key: string, text: string): boolean => values(key)?.includes(text) ?? true;
  const fuzzy = (key: string, text: string): boolean => values(key)?.some((each) => text.startsWith(each)) ?? true;
  const name = own(attributes, 'name') ?? '';
  const image = own(attributes, type === 'image' ? 'name' : 'image') ?? '';
  const byText = values('event')?.some((each) => WITH_TEXT.includes(each));
  return (
    (byText ? fuzzy('event', action) : exact('event', action)) &&
    exact('type', type) &&
    exact('scope', event.scope ?? 'local') &&
    KINDS.every((kind) => fuzzy(kind, id) || fuzzy(kind, name)) &&
    [id, image, untagged(id), untagged(image)].some((text) => exact('image', text)) &&
    matchesLabels(attributes, values('label') ?? [])
  );
}

const untagged = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
