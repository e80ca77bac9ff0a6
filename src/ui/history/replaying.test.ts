import { expect, test } from 'vitest';
import { exampleIds, exampleOf } from '../../lessons/gallery.ts';
import { openExample } from '../../store/begin.ts';
import { createStores } from '../../store/stores.ts';
import { localSimulator } from '../../simulator/simulator.fixture.ts';
import { createLab } from '../../world/lab.ts';
import { LONGEST } from './replaying.ts';

test('no example’s story is cut off', async () => {
  for (const id of exampleIds) {
    const stores = createStores(localSimulator(), createLab({ seed: 1 }));
    await openExample(stores, exampleOf(id), id);
    const { durations } = stores.playback.getState();
    expect(
      durations.reduce((sum, ms) => sum + ms, 0),
      id,
    ).toBeLessThan(LONGEST);
  }
});
