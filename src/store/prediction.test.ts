import { expect, test } from 'vitest';
import { localSimulator } from '../simulator/simulator.fixture.ts';
import { createLab } from '../world/lab.ts';
import { predictionAfter } from './prediction.ts';
import { createStores, runCommand } from './stores.ts';

test('what is asked after a hop is seen after it, soonest first, until nothing is left', async () => {
  const stores = createStores(localSimulator(), createLab({ seed: 1 }));
  await runCommand(stores, 'host1', 'docker run -d --name web -p 8080:80 nginx');
  const entry = await runCommand(stores, 'client', 'curl -s http://192.168.65.10:8080');
  if (entry === undefined) throw new Error('it did not run');
  const seen: number[] = [];
  for (let next = predictionAfter(entry, 0); next !== undefined; next = predictionAfter(entry, next.hop)) {
    seen.push(next.hop);
    expect(next.posed.options.map(({ id }) => id)).toContain(next.posed.right);
    expect(predictionAfter(entry, next.hop - 1)).toEqual(next);
  }
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
});

test('a command without traffic asks nothing', async () => {
  const stores = createStores(localSimulator(), createLab({ seed: 1 }));
  const entry = await runCommand(stores, 'host1', 'docker ps');
  expect(entry && predictionAfter(entry, 0)).toBeUndefined();
});
