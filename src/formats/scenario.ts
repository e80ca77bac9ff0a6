import * as v from 'valibot';
import type { Command } from '../history/history.ts';
import { documentSchema, limits, type Document, type Reading } from './document.ts';

/**
 * A topology as plain text, as the recordings of real engines have it: a line `hosts: …`, then `PLACE$ COMMAND` lines; a line
 * that begins with `> ` goes on with the command before it, every other is a comment. What else the document holds stands in
 * comments that begin with `#:`.
 */
const COMMAND = /^[~@]?([A-Za-z0-9_./-]+)\$ (.*)$/;

export function scenarioOf({ name, history, positions }: Document): string {
  return [
    ...(name === '' ? [] : [`#: name ${oneLine(name)}`]),
    `#: seed ${history.seed}`,
    ...Object.entries(positions).map(([node, { x, y }]) => `#: at ${x} ${y} ${node}`),
    `hosts: ${hostsOf(history.commands).join(' ')}`,
    ...history.commands.flatMap(({ place, line }) => {
      const [first = '', ...more] = line.split('\n');
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
  for (const line of text.split(/\r?\n/)) {
    const [, place, command] = COMMAND.exec(line) ?? [];
    const last = commands.at(-1);
    if (place !== undefined && command !== undefined) commands.push({ place, line: command });
    else if (line.startsWith('> ') && last) last.line += `\n${line.slice(2)}`;
    else if (line.startsWith('#: name ')) name = line.slice(8);
    else if (/^#: seed \d+$/.test(line)) seed = Number(line.slice(8));
    else {
      const [, x, y, node] = /^#: at (-?\d+) (-?\d+) (.+)$/.exec(line) ?? [];
      if (node !== undefined) positions[node] = { x: Number(x), y: Number(y) };
    }
  }
  if (commands.length === 0 && !text.includes('#: seed ')) return { ok: false, reason: 'foreign' };
  const document = v.safeParse(documentSchema, { name, history: { seed, commands }, positions });
  return document.success ? { ok: true, document: document.output } : { ok: false, reason: 'too-large' };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The hosts that commands name, which a recorder has to set up; host1 at least. */
function hostsOf(commands: readonly Command[]): string[] {
  const named = commands.map(({ place }) => place.split('/')[0] ?? '').filter((place) => /^host\d+$/.test(place));
  return [...new Set(['host1', ...named])].sort();
}
