import { expect, test } from 'vitest';
import type { Entry } from '../../store/lab.ts';
import { inOrder } from './screen-text.ts';

const entry = (id: number): Entry => ({ id, place: 'host1', line: 'ls' }) as Entry;

test('asides stand after the command that was the newest then', () => {
  const asides = [
    { id: 1, after: 0 },
    { id: 2, after: 2, dropped: 'a' },
    { id: 3, after: 2, dropped: 'b' },
    { id: 4, after: 9 },
  ];
  const order = inOrder([entry(1), entry(2), entry(5)], asides).map((item) =>
    'after' in item ? `aside ${item.id}` : `entry ${item.id}`,
  );
  expect(order).toEqual(['aside 1', 'entry 1', 'entry 2', 'aside 2', 'aside 3', 'entry 5', 'aside 4']);
});
