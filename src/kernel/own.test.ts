import { createDraft, finishDraft } from 'immer';
import { describe, expect, test } from 'vitest';
import { own, put } from './own.ts';

const NAMES = ['__proto__', 'constructor', 'toString', '__defineGetter__', 'web'];

describe.each(NAMES)('a record with an entry called %s', (name) => {
  const filled = () => {
    const holder: { table: Record<string, number> } = { table: {} };
    put(holder, 'table', name, 1);
    return holder;
  };

  test('has it, and had none before', () => {
    expect(own({}, name)).toBeUndefined();
    expect(own(filled().table, name)).toBe(1);
    expect(Object.keys(filled().table)).toEqual([name]);
  });

  test('is plain JSON', () => {
    const { table } = filled();
    expect(Object.getPrototypeOf(table)).toBe(Object.prototype);
    expect(own(JSON.parse(JSON.stringify(table)) as typeof table, name)).toBe(1);
  });

  test('changes as a draft, and the record before it does not', () => {
    const before: { table: Record<string, number> } = { table: {} };
    const draft = createDraft(before);
    put(draft, 'table', name, 1);
    put(draft, 'table', name, 2);
    const after = finishDraft<typeof before>(draft);
    expect(own(after.table, name)).toBe(2);
    expect(before).toEqual({ table: {} });
    const emptied = createDraft(after);
    delete emptied.table[name];
    expect(Object.keys(finishDraft<typeof before>(emptied).table)).toEqual([]);
  });
});
