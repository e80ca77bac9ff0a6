import { expect, test } from 'vitest';
import { variablesIn } from './variables.ts';

test('variables are found wherever they stand, also in what stands in for others', () => {
  expect(variablesIn({ a: ['$ONE ${TWO:-${THREE-3}} $$NOT $1', { b: '${FOUR?no} ${FIVE:+yes}' }] })).toEqual([
    { name: 'FIVE', required: false, otherwise: '', presence: 'yes' },
    { name: 'FOUR', required: true, otherwise: '', presence: '' },
    { name: 'ONE', required: false, otherwise: '', presence: '' },
    { name: 'THREE', required: false, otherwise: '3', presence: '' },
    { name: 'TWO', required: false, otherwise: '${THREE-3}', presence: '' },
  ]);
  expect(variablesIn({ a: '${BROKEN' })).toEqual([]);
});
