/** What all prune commands share. */
import { humanSize } from './format/text.ts';
import type { Context } from './command.ts';
import { flagOn } from './flags/flag.ts';

/** Asks on the terminal; no answer means no. */
export function agreed({ call, flags }: Context<'force'>, warning: string): boolean {
  if (flagOn(flags, 'force')) return true;
  call.out(`${warning}\nAre you sure you want to continue? [y/N] `);
  return /^\s*y(es)?\s*$/i.test(call.stdin.split('\n')[0] ?? '');
}

/** What was removed, under its title; nothing where nothing was. */
export const deleted = (title: string, names: readonly string[]): string =>
  names.length === 0 ? '' : `${title}:\n${names.join('\n')}\n\n`;

/** How much room was won; containers and networks take none here. */
export const reclaimed = (octets = 0): string => `Total reclaimed space: ${humanSize(octets, 4)}\n`;
