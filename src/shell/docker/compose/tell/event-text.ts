/** How `docker compose events` tells of an event (cmd/compose/events.go, pkg/compose/events.go). */
import type { EngineEvent } from '../../../../engine/api.ts';
import { byBytes } from '../../../../engine/by-bytes.ts';
import { own } from '../../../../kernel/own.ts';
import { LABELS, ownLabels } from '../../../../world/compose-labels.ts';
import { dateAndTime, goTime } from '../../cli/format/go-time.ts';
import { jsonString } from '../../cli/template/value/json.ts';

/** Whose events are told, and how. */
export interface Told {
  readonly project: string;
  /** All where there are none. */
  readonly services: readonly string[];
  readonly json: boolean;
}

/** The events of a project's containers; those of volumes and networks are not told, nor is a container's removal of its own. */
export function composeEvents(events: readonly EngineEvent[], { project, services, json }: Told): string {
  const ofProject = events.filter(
    ({ type, attributes }) =>
      type === 'container' &&
      own(attributes, LABELS.project) === project &&
      own(attributes, LABELS.oneoff) !== 'True' &&
      (services.length === 0 || services.includes(own(attributes, LABELS.service) ?? '')),
  );
  return ofProject.map(json ? eventJson : eventText).join('');
}

const listed = ({ attributes }: EngineEvent): [name: string, value: string][] =>
  Object.entries(ownLabels(attributes)).sort(([a], [b]) => byBytes(a, b));

/** As the events' consumer prints it: with an empty line after it. */
function eventText(event: EngineEvent): string {
  const at = `${dateAndTime(Math.floor(event.at / 1000))}.${String(event.at % 1000).padStart(3, '0')}000`;
  return `${at} container ${event.action} ${event.id} (${listed(event)
    .map((pair) => pair.join('='))
    .join(', ')})\n\n`;
}

function eventJson(event: EngineEvent): string {
  const { at, action, id, attributes } = event;
  const time = goTime({ seconds: Math.floor(at / 1000), nanoseconds: (at % 1000) * 1_000_000 });
  const fields = [
    `"action":${jsonString(action)}`,
    `"attributes":{${listed(event)
      .map(([name, value]) => `${jsonString(name)}:${jsonString(value)}`)
      .join(',')}}`,
    `"id":${jsonString(id)}`,
    `"service":${jsonString(own(attributes, LABELS.service) ?? '')}`,
    `"time":${jsonString(time.replace(' +0000 UTC', 'Z').replace(' ', 'T'))}`,
    '"type":"container"',
  ];
  return `{${fields.join(',')}}\n`;
}
