import { expect, test } from 'vitest';
import type { Entry } from '../../store/steps.ts';
import { failedAt, inOrder, seenOf, visibleEntries } from './screen-text.ts';

const shown = { cleared: 0, asked: undefined };
const entry = (id: number): Entry => ({ id, place: 'host1', line: 'ls', outcome: {} }) as Entry;

test('asides stand after the command that was the newest then', () => {
  const asides = [
    { id: 1, after: 0 },
    { id: 2, after: 2, line: 'a' },
    { id: 3, after: 2, line: 'b' },
    { id: 4, after: 9 },
  ];
  const order = inOrder([entry(1), entry(2), entry(5)], asides).map((item) =>
    'after' in item ? `aside ${item.id}` : `entry ${item.id}`,
  );
  expect(order).toEqual(['aside 1', 'entry 1', 'entry 2', 'aside 2', 'aside 3', 'entry 5', 'aside 4']);
});

test('a screen shows what its processes print while others run commands', () => {
  const outcome = { stdout: 'pong\n', stderr: '', elsewhere: { host1: { stdout: 'IP …\n', stderr: '' } } };
  const ping = { id: 1, place: 'host1/box', line: 'ping web', outcome } as unknown as Entry;
  const stop = { id: 2, place: 'host1', line: '\u0003', outcome: { stdout: '', stderr: '^C' } } as unknown as Entry;
  const all = { entries: [ping, stop], done: 2 };
  expect(visibleEntries(all, 'host1', shown)).toEqual([ping, stop]);
  expect(visibleEntries(all, 'client', shown)).toEqual([]);
  expect(seenOf(ping, 'host1')).toEqual({ stdout: 'IP …\n', stderr: '' });
  expect(seenOf(ping, 'host1/box')).toEqual({ line: 'ping web', stdout: 'pong\n', stderr: '' });
  expect(seenOf(stop, 'host1')).toEqual({ stdout: '', stderr: '^C' });
});

test('of what lies ahead a screen shows what a class is asked about', () => {
  const entries = [entry(1), entry(2), entry(3)];
  expect(visibleEntries({ entries, done: 1 }, 'host1', shown)).toEqual([entry(1)]);
  expect(visibleEntries({ entries, done: 1 }, 'host1', { ...shown, asked: 2 })).toEqual([entry(1), entry(2)]);
  expect(visibleEntries({ entries, done: 0 }, 'host1', { ...shown, asked: 2 })).toEqual([]);
  expect(visibleEntries({ entries, done: 3 }, 'host1', { ...shown, asked: 2 })).toEqual(entries);
});

test('stderr is bad news where its own command failed, and only there', () => {
  const ended = (exit: number) =>
    ({ id: 1, place: 'client', line: 'nc -zv web 80', outcome: { stdout: '', stderr: '…', exit } }) as unknown as Entry;
  expect(failedAt(ended(0), 'client')).toBe(false);
  expect(failedAt(ended(1), 'client')).toBe(true);
  expect(failedAt(ended(1), 'host1')).toBe(false);
});
