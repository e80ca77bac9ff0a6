import { beforeEach, expect, test, vi } from 'vitest';
import { localSimulator } from '../../simulator/simulator.fixture.ts';
import { emptyStand, exchangeStand } from '../../store/stand.ts';
import { createStores, runCommand } from '../../store/stores.ts';
import { createLab } from '../../world/lab.ts';
import { currentId, known } from './ids.ts';
import type { Saved } from './saved.ts';
import { keepChanges } from './writing.ts';

/** What is to be written, until the browser has written it. */
const waiting: (() => void)[] = [];

vi.mock('./carrying.ts', async () => {
  const { documentOf } = await import('../../store/document.ts');
  const { fragmentOf, readFragment } = await import('../../formats/link.ts');
  const { isSame } = await import('./saved.ts');
  const replace = (document: Omit<Saved, 'changed'>) =>
    new Promise<Saved>((resolve) => waiting.push(() => resolve({ ...document, changed: 1 })));
  return { carrier: () => Promise.resolve({ documentOf, fragmentOf, readFragment, isSame, replace }) };
});

const KEY = 'hopscope.document';
const session = new Map<string, string>();

beforeEach(() => {
  const storage = (items: Map<string, string>) => ({
    setItem: (key: string, value: string) => void items.set(key, value),
  });
  vi.stubGlobal('sessionStorage', storage(session));
  vi.stubGlobal('localStorage', storage(new Map()));
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('document', { addEventListener: () => undefined });
});

/** Lets the browser write the next thing. */
async function written(): Promise<void> {
  await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
  const before = known.size;
  waiting.shift()?.();
  await vi.waitFor(() => expect(known.size).toBeGreaterThanOrEqual(before));
}

test('the page opens with the document that stands on it, also where another is still being written', async () => {
  const stores = createStores(localSimulator(), createLab({ seed: 1 }));
  keepChanges(stores);
  await runCommand(stores, 'host1', 'docker network create one');
  const one = currentId(stores.lab.getState());
  await written();
  await vi.waitFor(() => expect(session.get(KEY)).toBe(one));

  const first = await exchangeStand(stores, emptyStand(createLab({ seed: 2 })));
  await runCommand(stores, 'host1', 'docker network create two');
  const two = currentId(stores.lab.getState());
  await written();
  await vi.waitFor(() => expect(session.get(KEY)).toBe(two));

  // Changed, and left for the first one before that is written.
  await runCommand(stores, 'host1', 'docker network create more');
  await exchangeStand(stores, first);
  expect(session.get(KEY)).toBe(one);
  await written();
  await vi.waitFor(() => expect(known.get(two)?.commands).toBe(2));
  expect(session.get(KEY)).toBe(one);
});
