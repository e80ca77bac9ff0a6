import { expect, test } from 'vitest';
import { defineCommand } from '../command.ts';
import { flagOn, flagText, withReaders } from './flag.ts';
import type { Flag, FlagValues } from './flag.ts';
import { parseFlags } from './parse.ts';

const flags = [
  { name: 'all', type: 'bool', usage: '' },
  { name: 'format', type: 'string', usage: '' },
] as const satisfies readonly Flag[];

const formatOf = (values: FlagValues<'format'>): string => flagText(values, 'format');

test('only the flags of the table can be asked for', () => {
  const values = parseFlags(flags, ['--all', '--format', 'x']);
  expect(flagOn(values, 'all')).toBe(true);
  // @ts-expect-error: no such flag
  expect(flagText(values, 'formt')).toBe('');
  // @ts-expect-error: no such flag
  withReaders(flags, { fromat: (text: string) => text });
});

test('values of more flags serve where fewer are read, and not the other way round', () => {
  expect(formatOf(parseFlags(flags, ['--format', 'x']))).toBe('x');
  const fewer = parseFlags([{ name: 'all', type: 'bool', usage: '' }], []);
  // @ts-expect-error: it has no --format
  expect(formatOf(fewer)).toBe('');
});

test('a command reads its own flags only', () => {
  const command = { use: 'ls', short: '', arity: { exactly: 0 } } as const;
  defineCommand({ ...command, flags, run: ({ flags: given }) => Number(flagOn(given, 'all')) });
  // @ts-expect-error: no such flag
  defineCommand({ ...command, flags, run: ({ flags: given }) => Number(flagOn(given, 'al')) });
  // @ts-expect-error: it has no flags
  defineCommand({ ...command, flags: [], run: ({ flags: given }) => Number(flagOn(given, 'all')) });
});
