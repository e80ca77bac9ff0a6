import { expect, test } from 'vitest';
import { createSettingsStore } from './settings.ts';

function storageWith(text: string | null): Storage & { text: string | null } {
  return {
    text,
    length: 1,
    clear: () => undefined,
    key: () => null,
    removeItem: () => undefined,
    getItem() {
      return this.text;
    },
    setItem(_key, value) {
      this.text = value;
    },
  };
}

test('settings outlive the page', () => {
  const storage = storageWith(null);
  createSettingsStore(storage)
    .getState()
    .change({ theme: 'dark', grain: 'hops', reasonsAtOnce: true, terminalHeight: 300, follow: false });
  expect(createSettingsStore(storage).getState()).toMatchObject({
    theme: 'dark',
    grain: 'hops',
    reasonsAtOnce: true,
    terminalHeight: 300,
    inspectorWidth: 372,
    follow: false,
  });
});

test.each([
  ['not JSON', 'nonsense'],
  ['another thing', '[1]'],
  ['null', 'null'],
  [
    'values that make no sense',
    '{"theme":"pink","grain":"sand","reasonsAtOnce":"yes","terminalHeight":1e9,"inspectorWidth":"wide","inspectorOpen":1,"follow":"far"}',
  ],
])('what is spoilt falls back to the defaults: %s', (_name, text) => {
  expect(createSettingsStore(storageWith(text)).getState()).toMatchObject({
    theme: 'system',
    grain: 'story',
    inspectorWidth: 372,
    terminalHeight: 214,
    inspectorOpen: true,
    follow: true,
  });
});

test('storage that is blocked, or missing, does no harm', () => {
  const blocked = storageWith(null);
  blocked.getItem = blocked.setItem = () => {
    throw new Error('blocked');
  };
  for (const storage of [blocked, undefined]) {
    const store = createSettingsStore(storage);
    store.getState().change({ theme: 'light' });
    expect(store.getState().theme).toBe('light');
  }
});
