import * as v from 'valibot';
import type { Command } from '../history/history.ts';
import { LAN } from '../world/world.ts';
import { documentSchema, limits, type Document, type Reading } from './document.ts';

/**
 * A topology as plain text, as the recordings of real engines have it: a line `hosts: …`, then `PLACE$ COMMAND` lines; a line
 * that begins with `> ` goes on with the command before it, every other is a comment. What else the document holds stands in
 * comments that begin with `#:`; among them the commands by which machines are added, for a recorder has its own way.
 */
const COMMAND = /^[~@]?([A-Za-z0-9_./-]+)\$ (.*)$/;

export function scenarioOf({ name, history, positions, view }: Document): string {
  return [
    ...(name === '' ? [] : [`#: name ${oneLine(name)}`]),
    `#: seed ${history.seed}`,
    ...Object.entries(positions).map(([node, { x, y }]) => `#: at ${x} ${y} ${node}`),
    ...(view?.level === undefined ? [] : [`#: level ${view.level}`]),
    ...(view?.shown === undefined ? [] : [`#: shown ${view.shown.join(' ')}`]),
    `hosts: ${hostsOf(history.commands).join(' ')}`,
    ...history.commands.flatMap(({ place, line }) => {
      const [first = '', ...more] = line.split('\n');
      if (place === LAN) return [`#: lan ${line.replace(/\n/g, ' ')}`];
      return [`${place}$ ${first}`, ...more.map((text) => `> ${text}`)];
    }),
    '',
  ].join('\n');
}

/** Reads what `scenarioOf` wrote, and any scenario of the recordings. Takes any text, and never throws. */
export function readScenario(text: string): Reading {
  if (text.length > limits.file) return { ok: false, reason: 'too-large' };
  const commands: { place: string; line: string }[] = [];
  const positions: Record<string, { x: number; y: number }> = {};
  let seed = 1;
  let name = '';
  let hosts: readonly string[] = [];
  const view: { level?: string; shown?: string[] } = {};
  for (const line of text.split(/\r?\n/)) {
    const [, place, command] = COMMAND.exec(line) ?? [];
    const last = commands.at(-1);
    if (place !== undefined && command !== undefined) commands.push({ place, line: command });
    else if (line.startsWith('> ') && last) last.line += `\n${line.slice(2)}`;
    else if (line.startsWith('#: name ')) name = line.slice(8);
    else if (line.startsWith('#: lan ')) commands.push({ place: LAN, line: line.slice(7) });
    else if (line.startsWith('hosts: ')) hosts = line.slice(7).trim().split(/\s+/);
    else if (line.startsWith('#: level ')) view.level = line.slice(9);
    else if (line.startsWith('#: shown ')) view.shown = line.slice(9).split(' ');
    else if (/^#: seed \d+$/.test(line)) seed = Number(line.slice(8));
    else {
      const [, x, y, node] = /^#: at (-?\d+) (-?\d+) (.+)$/.exec(line) ?? [];
      if (node !== undefined) positions[node] = { x: Number(x), y: Number(y) };
    }
  }
  if (commands.length === 0 && !isOurs(text)) return { ok: false, reason: 'foreign' };
  const before = isOurs(text) ? [] : hosts.filter((host) => host !== 'host1').map(addHost);
  const history = { seed, commands: [...before, ...commands] };
  const document = v.safeParse(documentSchema, {
    name,
    history,
    positions,
    ...(Object.keys(view).length > 0 && { view }),
  });
  return document.success ? { ok: true, document: document.output } : { ok: false, reason: 'too-large' };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const isOurs = (text: string): boolean => /^#: seed /m.test(text);

/** The hosts of a recording stand there from the start; those of ours are added where the history says so. */
const addHost = (host: string): Command => ({ place: LAN, line: `add host ${host}` });

/** The hosts that commands name or add, which a recorder has to set up; host1 at least. */
function hostsOf(commands: readonly Command[]): string[] {
  const places = commands.map(
    ({ place, line }) => (place === LAN ? line.split(' ').at(-1) : place.split('/')[0]) ?? '',
  );
  const named = places.filter((place) => /^host\d+$/.test(place));
  return [...new Set(['host1', ...named])].sort();
}
