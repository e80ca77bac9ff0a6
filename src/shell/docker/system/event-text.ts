/** How `docker events` tells of an event (docker/cli cli/command/system/events.go). */
import type { EngineEvent } from '../../../engine/api.ts';
import { byBytes } from '../../../engine/by-bytes.ts';
import { CliError } from '../cli/command.ts';
import { dateAndTime } from '../cli/format/go-time.ts';
import { compile, TemplateError } from '../cli/template/template.ts';
import type { Compiled } from '../cli/template/template.ts';
import { field, optional } from '../cli/template/value/field.ts';
import { int64, map, named, pointer, string, struct, value } from '../cli/template/value/type.ts';

/** Go's events.Message (moby api/types/events at v28.5). */
const message = struct('events.Message', [
  optional('Status', string, 'status'),
  optional('ID', string, 'id'),
  optional('From', string, 'from'),
  field('Type', named('events.Type')),
  field('Action', named('events.Action')),
  field('Actor', struct('events.Actor', [field('ID', string), field('Attributes', map(string))])),
  optional('Scope', string, 'scope'),
  optional('Time', int64, 'time'),
  optional('TimeNano', int64, 'timeNano'),
]);

const sorted = (attributes: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(attributes).sort(([a], [b]) => byBytes(a, b));

/** As the API sends it; the fields of old clients are there for containers and images (events.go: newMessage). */
function eventJson({ at, type, action, id, attributes, scope }: EngineEvent) {
  const old = type === 'container' || type === 'image';
  return {
    ...(old && { status: action, id }),
    ...(type === 'container' && { from: attributes['image'] ?? '' }),
    Type: type,
    Action: action,
    Actor: { ID: id, Attributes: Object.fromEntries(sorted(attributes)) },
    scope: scope ?? 'local',
    time: Math.floor(at / 1000),
    timeNano: at * 1_000_000,
  };
}

/** RFC 3339 with all nine digits. */
const stamp = (at: number): string =>
  `${dateAndTime(Math.floor(at / 1000)).replace(' ', 'T')}.${String(at % 1000).padStart(3, '0')}000000Z`;

function line({ at, type, action, id, attributes }: EngineEvent): string {
  const listed = sorted(attributes).map(([key, text]) => `${key}=${text}`);
  return `${stamp(at)} ${type} ${action} ${id}${listed.length > 0 ? ` (${listed.join(', ')})` : ''}`;
}

const BAD_TEMPLATE = 64;

function templateFor(format: string): Compiled {
  try {
    return compile(format === 'json' ? '{{json .}}' : format);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CliError(`Error parsing format: ${error.message}`, BAD_TEMPLATE);
  }
}

/** How events are told in a format; a line each. Throws CliError where the format is none. */
export function eventPrinter(format: string): (event: EngineEvent) => string {
  if (format === '') return (event) => `${line(event)}\n`;
  const template = templateFor(format);
  const empty = template.run(
    value(pointer(message), eventJson({ at: 0, type: 'daemon', action: '', id: '', attributes: {} })),
  );
  if (empty.error) throw new CliError(`Error parsing format: ${empty.error.message}`, BAD_TEMPLATE);
  return (event) => `${template.run(value(pointer(message), eventJson(event))).text}\n`;
}
