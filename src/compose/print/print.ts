import { inOrder } from '../order.ts';
import type { Project, Service } from '../project.ts';
import { project as projectShape, resources } from '../shape/project.ts';
import { service as serviceShape } from '../shape/service.ts';
import type { Format } from '../shape/shape.ts';
import type { Tree, TreeRecord } from '../tree.ts';
import { jsonText } from './json.ts';
import { ordered, type Ordered } from './ordered.ts';
import { yamlText } from './yaml.ts';

/** A service, a network… is a tree, whatever more its type knows of it. */
const asTree = (value: object): Tree => value as TreeRecord;

const asRecord = (records: Readonly<Record<string, object>>): TreeRecord =>
  Object.fromEntries(Object.entries(records).map(([name, record]) => [name, asTree(record)]));

/** Dollars stand twice, so that the text can be read again as a file. */
const withDollars = (text: string): string => text.replaceAll('$', '$$$$');

/** What `config` prints of a project. */
export function printProject(project: Project, format: Format): string {
  return withDollars(format === 'yaml' ? yamlText(yamlOf(project)) : jsonText(jsonOf(project), true));
}

const PARTS = ['networks', 'volumes', 'secrets', 'configs', 'models'] as const;

function yamlOf(project: Project): Ordered {
  const parts = Object.fromEntries(PARTS.map((part) => [part, asRecord(project[part])]));
  const said = Object.entries(parts).filter(([, records]) => Object.keys(records).length > 0);
  return ordered(
    { name: project.name, services: asRecord(project.services), ...Object.fromEntries(said), ...project.extensions },
    projectShape,
    'yaml',
  );
}

/** In JSON a project is a mapping like any other: its keys are in order, and models are not among them. */
function jsonOf(project: Project): Ordered {
  const parts = PARTS.filter((part) => part !== 'models' && Object.keys(project[part]).length > 0);
  const all: [string, Ordered][] = [
    ['name', project.name],
    ['services', partOf(asRecord(project.services), serviceShape)],
    ...parts.map((part): [string, Ordered] => [part, partOf(asRecord(project[part]), resources[part])]),
    ...Object.entries(project.extensions).map(([key, value]): [string, Ordered] => [
      key,
      ordered(value, undefined, 'json'),
    ]),
  ];
  return { entries: inOrder(Object.fromEntries(all)) };
}

const partOf = (records: TreeRecord, of: typeof serviceShape): Ordered => ordered(records, { kind: 'map', of }, 'json');

/** What `config --no-interpolate` prints: the merged files, which are no project yet. Dollars stand as they are written. */
export const printTree = (tree: TreeRecord, format: Format): string => {
  const value = ordered(tree, undefined, format);
  return format === 'yaml' ? yamlText(value) : jsonText(value, true);
};

/** What Go's JSON makes of a service, on one line. */
export const serviceJson = (service: Service): string => jsonText(ordered(asTree(service), serviceShape, 'json'));

/** What Go's JSON makes of a network, a volume… on one line. */
export const resourceJson = (kind: keyof typeof resources, value: object): string =>
  jsonText(ordered(asTree(value), resources[kind], 'json'));
