/** What `docker ps` and `docker network ls` print: tables, or a JSON object a line. */
import type { ContainerFacts, NetworkFacts, PublicationFacts } from '../snapshot.ts';
import type { Discard } from '../draft.ts';
import { own } from '../../kernel/own.ts';
import { known, wordAt, wordOf } from '../fields.ts';
import { COMPOSE } from './options.ts';
import { imageOf } from './images.ts';

/** The rows of a table whose columns begin where their titles do. */
function rowsOf(lines: readonly string[]): Map<string, string>[] {
  const [header = '', ...rows] = lines;
  const titles = [...header.matchAll(/\S+(?: \S+)*/g)].map(({ 0: title, index }) => ({ title, index }));
  return rows.map(
    (row) =>
      new Map(
        titles.map(({ title, index }, i) => [title, row.slice(index, titles[i + 1]?.index ?? row.length).trim()]),
      ),
  );
}

export const readContainerTable = (lines: readonly string[], discard: Discard): ContainerFacts[] =>
  rowsOf(lines).flatMap((row) => {
    const cell = (title: string): string | undefined => wordOf(row.get(title));
    if (cell('COMMAND')) discard('commands');
    return listed(cell('CONTAINER ID'), cell('NAMES'), cell('IMAGE'), cell('STATUS'), cell('PORTS'), discard) ?? [];
  });

export const isContainerLine = (value: unknown): boolean =>
  wordAt(value, 'ID') !== undefined && wordAt(value, 'Names') !== undefined && wordAt(value, 'Image') !== undefined;

/** A line of `docker ps --format json`. */
export function readContainerLine(value: unknown, discard: Discard): ContainerFacts | undefined {
  const cell = (name: string): string | undefined => wordAt(value, name);
  if (cell('Command')) discard('commands');
  if (cell('Mounts')) discard('mounts');
  const container = listed(cell('ID'), cell('Names'), cell('Image'), cell('Status'), cell('Ports'), discard);
  if (!container) return undefined;
  const labels = new Map((cell('Labels') ?? '').split(',').map((each) => pairOf(each)));
  if ([...labels.keys()].some((name) => name !== '' && !Object.values<string>(COMPOSE).includes(name)))
    discard('labels');
  return known({
    ...container,
    attachments: (cell('Networks') ?? '').split(',').flatMap((network) => (wordOf(network) ? [{ network }] : [])),
    project: wordOf(labels.get(COMPOSE.project)),
    service: wordOf(labels.get(COMPOSE.service)),
  });
}

const pairOf = (text: string): [string, string] => {
  const end = text.indexOf('=');
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
};

function listed(
  id: string | undefined,
  names: string | undefined,
  image: string | undefined,
  status = '',
  ports = '',
  discard: Discard,
): ContainerFacts | undefined {
  // Legacy links are names as well: `web,db/web`.
  const name = names?.split(',').find((each) => !each.includes('/'));
  if (id === undefined || name === undefined || !/^[0-9a-f]{6,64}$/.test(id)) return undefined;
  const { exposed, published } = portsOf(ports);
  return known({
    id,
    name,
    image: imageOf(image, discard),
    status: statusOf(status),
    exposed: exposed.length > 0 ? exposed : undefined,
    bindings: published.length > 0 ? published : undefined,
    ports: published.length > 0 ? published : undefined,
    attachments: [],
  });
}

function statusOf(status: string): string {
  if (/\(Paused\)/.test(status)) return 'paused';
  const [word = ''] = status.split(' ');
  return own(STATES, word) ?? 'exited';
}

const STATES = { Up: 'running', Exited: 'exited', Created: 'created', Restarting: 'restarting', Dead: 'dead' };

const PORTS = /^(?:(.*):)?(\d+)(?:-(\d+))?->(\d+)(?:-(\d+))?\/([a-z]+)$/;
const EXPOSED = /^(\d+)(?:-(\d+))?\/([a-z]+)$/;
/** No range is longer than there are ports. */
const MOST = 65_536;

/** `0.0.0.0:8080-8081->80-81/tcp, [::]:8080-8081->80-81/tcp, 443/tcp` */
function portsOf(text: string): { exposed: string[]; published: PublicationFacts[] } {
  const exposed = new Set<string>();
  const published: PublicationFacts[] = [];
  for (const each of text.split(/,\s*/)) {
    const [, ip, from = '', to = from, port = '', lastPort = port, protocol = ''] = PORTS.exec(each) ?? [];
    if (from !== '') {
      const hostIp = ip?.replace(/^\[(.*)\]$/, '$1').replace(/^:::?$/, '::');
      const count = Math.min(Number(to) - Number(from), Number(lastPort) - Number(port), MOST);
      for (let i = 0; i <= count; i += 1) {
        const container = `${Number(port) + i}/${protocol}`;
        exposed.add(container);
        published.push(known({ port: container, hostIp, hostPort: String(Number(from) + i) }));
      }
      continue;
    }
    const [, first = '', last = first, of = ''] = EXPOSED.exec(each) ?? [];
    for (let i = Number(first); first !== '' && i <= Math.min(Number(last), MOST); i += 1) exposed.add(`${i}/${of}`);
  }
  return { exposed: [...exposed], published };
}

export const readNetworkTable = (lines: readonly string[]): NetworkFacts[] =>
  rowsOf(lines).flatMap(
    (row) => listedNetwork(row.get('NETWORK ID'), row.get('NAME'), row.get('DRIVER'), row.get('SCOPE')) ?? [],
  );

export const isNetworkLine = (value: unknown): boolean =>
  ['ID', 'Name', 'Driver', 'Scope'].every((name) => wordAt(value, name) !== undefined);

export const readNetworkLine = (value: unknown): NetworkFacts | undefined =>
  listedNetwork(wordAt(value, 'ID'), wordAt(value, 'Name'), wordAt(value, 'Driver'), wordAt(value, 'Scope'));

function listedNetwork(
  id: string | undefined,
  name: string | undefined,
  driver: string | undefined,
  scope: string | undefined,
): NetworkFacts | undefined {
  const kept = [wordOf(id), wordOf(name), wordOf(driver)];
  const [ident, called, by] = kept;
  if (ident === undefined || called === undefined || by === undefined || !/^[0-9a-z]{6,64}$/.test(ident))
    return undefined;
  return known({ id: ident, name: called, driver: by, scope: wordOf(scope), subnets: [] });
}
