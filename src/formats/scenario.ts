import * as v from 'valibot';
import type { Command } from '../history/history.ts';
import { LAN } from '../world/world.ts';
import { documentSchema, limits, type Document, type Reading } from './document.ts';
import { parsed } from './parsed.ts';

/**
 * A topology as plain text, as the recordings of real engines have it: a line `hosts: …`, then `PLACE$ COMMAND` lines; a line
 * that begins with `> ` goes on with the command before it, every other is a comment. What else the document holds stands in
 * comments that begin with `#:`; among them what is meant of who reaches whom, what is said of a command, before it, and the commands by which machines are added, for a recorder has its own way. What a
 * line of text cannot hold as it is stands there as JSON, after `=`.
 */
const COMMAND = /^[~@]?([A-Za-z0-9_./-]+)\$ (.*)$/;
const PLACE = /^[A-Za-z0-9_./-]+$/;

/** Whether a text can stand in a line and be read back: no line ends but ours, and nothing that UTF-8 has not. */
const isPlain = (text: string): boolean => !/[\r\n\u2028\u2029]|\p{Surrogate}/u.test(text);

/** A comment that holds a text, as it is where that can be. */
const note = (key: string, text: string): string =>
  isPlain(text) && text.trim() === text && text !== '' ? `#: ${key} ${text}` : `#: ${key}= ${JSON.stringify(text)}`;

export function scenarioOf({ name, history, positions, view, intents = [] }: Document): string {
  return [
    ...(name === '' ? [] : [note('name', name)]),
    `#: seed ${history.seed}`,
    ...Object.entries(positions).map(([node, { x, y }]) => note(`at ${x} ${y}`, node)),
    ...(view?.level === undefined ? [] : [`#: level ${view.level}`]),
    ...(view?.shown === undefined ? [] : [`#: shown ${view.shown.join(' ')}`]),
    ...intents.map((intent) => `#: meant= ${JSON.stringify(intent)}`),
    `hosts: ${hostsOf(history.commands).join(' ')}`,
    ...history.commands.flatMap((command) => [...noteOn(command), ...commandLines(command)]),
    '',
  ].join('\n');
}

const noteOn = ({ comment }: Command): string[] => (comment === undefined ? [] : [note('comment', comment)]);

function commandLines({ place, line }: Command): string[] {
  if (place === LAN) return [note('lan', line)];
  const [first = '', ...more] = line.split('\n');
  if (!PLACE.test(place) || ![first, ...more].every(isPlain)) return [`#: command= ${JSON.stringify([place, line])}`];
  return [`${place}$ ${first}`, ...more.map((text) => `> ${text}`)];
}

const commandSchema = v.tuple([v.string(), v.string()]);

/** Reads what `scenarioOf` wrote, and any scenario of the recordings. Takes any text, and never throws. */
export function readScenario(text: string): Reading {
  if (text.length > limits.file) return { ok: false, reason: 'too-large' };
  const commands: { place: string; line: string; comment?: string }[] = [];
  let comment: string | undefined;
  const add = (place: string, line: string) => {
    commands.push({ place, line, ...(comment !== undefined && { comment }) });
    comment = undefined;
  };
  const positions = new Map<string, { x: number; y: number }>();
  let seed = 1;
  let name = '';
  let hosts: readonly string[] = [];
  const view: { level?: string; shown?: string[] } = {};
  const intents: unknown[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, place, command] = COMMAND.exec(line) ?? [];
    const last = commands.at(-1);
    if (place !== undefined && command !== undefined) add(place, command);
    else if (line.startsWith('> ') && last) last.line += `\n${line.slice(2)}`;
    else if (line.startsWith('hosts: ')) hosts = line.slice(7).trim().split(/\s+/);
    if (!line.startsWith('#: ')) continue;
    const [, x, y, key = '', json, given = ''] = /^#: (?:at (-?\d+) (-?\d+)|([a-z]+))(=?) ([^]*)$/.exec(line) ?? [];
    const held = json === '=' ? parsed(given) : given;
    const value = typeof held === 'string' ? held : undefined;
    const written = key === 'command' ? v.safeParse(commandSchema, held) : undefined;
    if (written?.success) add(...written.output);
    else if (key === 'meant' && json === '=') intents.push(held);
    else if (value === undefined) continue;
    else if (x !== undefined) positions.set(value, { x: Number(x), y: Number(y) });
    else if (key === 'name') name = value;
    else if (key === 'lan') add(LAN, value);
    else if (key === 'comment') comment = value === '' ? undefined : value;
    else if (key === 'level') view.level = value;
    else if (key === 'shown') view.shown = value.split(' ').filter((id) => id !== '');
    else if (key === 'seed' && /^\d+$/.test(value)) seed = Number(value);
  }
  if (commands.length === 0 && !isOurs(text)) return { ok: false, reason: 'foreign' };
  const before = isOurs(text) ? [] : hosts.filter((host) => host !== 'host1').map(addHost);
  const history = { seed, commands: [...before, ...commands] };
  const document = v.safeParse(documentSchema, {
    name,
    history,
    positions: Object.fromEntries(positions),
    ...(Object.keys(view).length > 0 && { view }),
    ...(intents.length > 0 && { intents }),
  });
  return document.success ? { ok: true, document: document.output } : { ok: false, reason: 'too-large' };
}

const isOurs = (text: string): boolean => /^#: seed /m.test(text);

/** The hosts of a recording stand there from the start; those of ours are added where the history says so. */
const addHost = (host: string): Command => ({ place: LAN, line: `add host ${host}` });

/** The hosts that commands name or add, which a recorder has to set up; host1 at least. */
function hostsOf(commands: readonly Command[]): string[] {
  const places = commands.map(
    ({ place, line }) => (place === LAN ? /^ *add +host +(\S+)/.exec(line)?.[1] : place.split('/')[0]) ?? '',
  );
  const named = places.filter((place) => /^host\d+$/.test(place));
  return [...new Set(['host1', ...named])].sort();
}
