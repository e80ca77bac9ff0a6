/** What was tried on real hosts, against what the model predicts from their snapshots alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { snapshotText } from '../../src/snapshot/text.ts';
import { differences, imported } from './predict.ts';
import { cellsOf, type Saved } from './saved.ts';

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
const saved = (name: string): Saved => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Saved;

describe('the snapshot of a real host tells who reaches whom there', () => {
  test.each(names)('%s', async (name) => {
    const { snapshot, probes } = saved(name);
    expect(cellsOf(probes).length).toBeGreaterThan(10);
    expect(differences(await imported(snapshot), probes)).toEqual([]);
  });

  test('at least thirty of them', () => {
    expect(names.length).toBeGreaterThanOrEqual(30);
  });

  test.each(names)('%s is as it would be written again', (name) => {
    const { snapshot } = saved(name);
    expect(JSON.parse(snapshotText(snapshot))).toEqual(snapshot);
  });
});
