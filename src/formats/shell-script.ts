import type { Played } from '../history/history.ts';
import { plainWords, quoted } from '../shell/words.ts';
import type { Outcome } from '../shell/tool/call.ts';
import { LAN, type World } from '../world/world.ts';
import { own } from '../kernel/own.ts';
import { rebuilt } from './rebuilt/rebuilt.ts';
import { neededBy } from './needed.ts';

/** A command as the script has it, for the host that it is for. */
interface Part {
  readonly host: string;
  readonly lines: readonly string[];
}

/**
 * A bash script that builds a document's topology on real Docker hosts: the commands that changed something, in their order.
 * What a real host has to do otherwise stands in a comment above the command. With several hosts it takes the host's name.
 */
export function shellScriptOf(name: string, played: readonly Played[]): string {
  const parts: Part[] = [];
  const tries: string[] = [];
  let before = '';
  let ids = new Set<string>();
  for (const { place, line, outcome } of played) {
    const after = configurationOf(outcome.world);
    const fresh = imagesOf(outcome.world, ids);
    if (isImport(place, line)) parts.push(...rebuilt(outcome.world, snapshotOf(line)));
    else if (after !== before) parts.push(partOf(place, line, outcome, fresh));
    else if (outcome.traces.length > 0) tries.push(`#   ${place}$ ${oneLine(line)}`);
    before = after;
    ids = new Set(containersOf(outcome.world).map(({ id }) => id));
  }
  return written(name, parts, tries);
}

/** Real hosts that were brought in are there already: the script builds the same networks and containers elsewhere. */
const isImport = (place: string, line: string): boolean => place === LAN && /^import\s/.test(line);

/** The text that such a line carries. */
const snapshotOf = (line: string): string => line.slice(line.indexOf("'") + 1, line.lastIndexOf("'"));

function written(name: string, parts: readonly Part[], tries: readonly string[]): string {
  const hosts = [...new Set(parts.map(({ host }) => host))].filter((host) => host !== '');
  const several = hosts.length > 1;
  return [
    '#!/usr/bin/env bash',
    `# ${name === '' ? 'A topology' : oneLine(name)}, made with Hopscope. Wants Docker Engine 28 and a host without containers of these names.`,
    ...(several ? [`# Run it on each host in turn with the host's name: ${hosts.join(', ')}.`] : []),
    'set -u',
    ...(several ? [`host=\${1:?which host: ${hosts.join(', ')}}`] : []),
    '',
    ...parts.flatMap(({ host, lines }) =>
      several && host !== '' ? [`if [ "$host" = ${host} ]; then`, ...lines, 'fi'] : lines,
    ),
    ...(tries.length > 0 ? ['', '# Then try:', ...tries] : []),
    '',
  ].join('\n');
}

function partOf(place: string, line: string, { world, exit, stdout }: Outcome, images: readonly NewContainer[]): Part {
  const [host = '', container] = place.split('/');
  if (place === LAN) return { host: '', lines: [onLan(oneLine(line), oneLine(stdout).trim())] };
  if (own(world.machines, host)?.engine === undefined) return { host: '', lines: [`# On ${place}: ${oneLine(line)}`] };
  const command =
    container === undefined
      ? onHost(line, images)
      : { line: `docker exec ${container} sh -c ${quoted(line)}`, notes: [] };
  const refused = exit === 0 ? [] : [`# Ends with exit code ${exit}, as in the lab.`];
  return { host, lines: [...refused, ...command.notes.map((note) => `# ${note}`), command.line] };
}

const onLan = (line: string, printed: string): string =>
  /^ *use +images /.test(line)
    ? '# The lab has images as on Docker Hub, as a real host pulls them.'
    : /^ *add +image /.test(line)
      ? `# The lab's own stand-in for an image, which a real host has or pulls: ${printed}`
      : `# On the LAN: ${line} (${printed})`;

interface NewContainer {
  readonly id: string;
  readonly image: string;
  readonly command: string;
}

/** A command line of the lab's host, with what real images and a script without a terminal need. */
function onHost(line: string, made: readonly NewContainer[]): { line: string; notes: string[] } {
  const start = /^docker (?:container )?run(?= )/.exec(line)?.[0];
  const [container] = made;
  if (start === undefined || container === undefined) return { line, notes: [] };
  const notes: string[] = [];
  let options = '';
  if (wantsTerminal(line)) {
    options += ' -d';
    notes.push('Detached, for a script has no terminal: docker attach leads into it.');
  }
  const needed = neededBy(container.image, (name) => line.includes(name));
  if (needed !== undefined) {
    options += ` -e ${needed}`;
    notes.push(`The real ${container.image} wants a password.`);
  }
  const sleeps = container.command === 'sleep infinity' && !line.includes('sleep');
  if (sleeps) notes.push(`The real ${container.image} starts a shell, which ends at once.`);
  return { line: `${start}${options}${line.slice(start.length)}${sleeps ? ' sleep infinity' : ''}`, notes };
}

/** Whether a `docker run` stays in the terminal with its input. */
function wantsTerminal(line: string): boolean {
  const options = (plainWords(line) ?? []).filter((word) => /^-[a-zA-Z]+$/.test(word));
  return options.some((word) => /[it]/.test(word)) && !options.some((word) => word.includes('d'));
}

const containersOf = (world: World) =>
  Object.values(world.machines).flatMap(({ engine }) => Object.values(engine?.containers ?? {}));

const imagesOf = (world: World, known: ReadonlySet<string>): NewContainer[] =>
  containersOf(world)
    .filter(({ id }) => !known.has(id))
    .map(({ id, image, command }) => ({ id, image, command: command.join(' ') }));

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

/** What traffic and time change of themselves. */
const PASSING = new Set([
  ...['counters', 'received', 'sent', 'neighbours', 'connections', 'replies', 'rates', 'portsUsed', 'bucket'],
  ...['statistics', 'established'],
  ...['forwarding', 'updated', 'pending', 'log', 'tentativeUntil', 'nextPid', 'tasks', 'events', 'journal', 'notes'],
]);

/** Where programs write what they were asked. */
const isLog = (key: string): boolean => key.startsWith('/var/log/');

/** All that commands set up: machines with their files, containers, networks, devices, addresses, routes, rules, settings, and where a host's shell is. */
const configurationOf = ({ machines, kernel, shells }: World): string =>
  JSON.stringify(
    { machines, kernel, shells: Object.entries(shells).filter(([place]) => !place.includes('/')) },
    (key, value: unknown) => (PASSING.has(key) || isLog(key) ? undefined : value),
  );
