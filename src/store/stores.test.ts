import { beforeEach, expect, test } from 'vitest';
import type { Simulator } from '../simulator/simulator.ts';
import { localSimulator } from '../simulator/simulator.fixture.ts';
import { createLab } from '../world/lab.ts';
import { exampleOf } from '../lessons/gallery.ts';
import { canUndo, worldOf } from './lab.ts';
import { openExample } from './begin.ts';
import { createStores, redo, runCommand, undo, type Stores } from './stores.ts';

let stores: Stores;

beforeEach(() => {
  stores = createStores(localSimulator(), createLab({ seed: 1 }));
});

const names = () => Object.keys(worldOf(stores.lab.getState()).machines['host1']?.engine?.names ?? {});

test('a command shows its place’s terminal and plays the traffic that it makes', async () => {
  await runCommand(stores, 'host1', 'docker run -d --name web nginx');
  expect(names()).toEqual(['web']);
  await runCommand(stores, 'client', 'ping -c 1 -W 1 192.168.65.10');
  expect(stores.terminals.getState().active).toBe('client');
  const { hops, playing, entry } = stores.playback.getState();
  expect(hops.length).toBeGreaterThan(10);
  expect(playing).toBe(true);
  expect(entry).toBe(2);
  expect(hops.some(({ namespace }) => namespace === 'host2')).toBe(false);
  expect(hops.some(({ device }) => device?.name === 'p-host2')).toBe(false);
});

test('undo takes the playback of what is undone away, and closes what is gone', async () => {
  await runCommand(stores, 'host1', 'docker run -d --name web nginx');
  const id = worldOf(stores.lab.getState()).machines['host1']?.engine?.names['web'] ?? '';
  stores.view.getState().select({ kind: 'container', machine: 'host1', id });
  stores.terminals.getState().show('host1/web');
  await runCommand(stores, 'client', 'ping -c 1 -W 1 192.168.65.10');

  undo(stores);
  expect(stores.playback.getState().hops).toEqual([]);
  expect(stores.view.getState().notice).toMatchObject({ kind: 'undone', line: 'ping -c 1 -W 1 192.168.65.10' });
  stores.view.getState().select({ kind: 'container', machine: 'host1', id });
  undo(stores);
  expect(names()).toEqual([]);
  expect(stores.view.getState().selected).toBeUndefined();
  expect(stores.terminals.getState().tabs).toEqual(['host1', 'client']);

  redo(stores);
  redo(stores);
  expect(names()).toEqual(['web']);
  expect(stores.playback.getState()).toMatchObject({ entry: 2, playing: false, position: 0 });
});

test('an example has a document of its own, and undo leads back to the one before', async () => {
  await runCommand(stores, 'host1', 'docker run -d --name mine nginx');
  await openExample(stores, exampleOf('named'), 'By name');
  expect(names().sort()).toEqual(['api', 'box']);
  expect(stores.lab.getState().title).toBe('By name');
  expect(stores.playback.getState().playing).toBe(true);
  expect(stores.terminals.getState().active).toBe('host1/box');
  undo(stores); // the request
  expect(stores.lab.getState().title).toBe('By name');
  undo(stores); // the example
  expect(names()).toEqual(['mine']);
  expect(stores.lab.getState().title).toBeUndefined();
  expect(stores.view.getState().notice).toMatchObject({ kind: 'undone', change: 'begun' });
  undo(stores);
  expect(canUndo(stores.lab.getState())).toBe(false);
  for (let i = 0; i < 3; i += 1) redo(stores);
  expect(names().sort()).toEqual(['api', 'box']);
  expect(stores.playback.getState().hops.length).toBeGreaterThan(0);
});

test('where the simulator fails the page says so and goes on', async () => {
  const broken: Simulator = {
    ...localSimulator(),
    // oxlint-disable-next-line require-yield
    async *play() {
      throw new Error('no such thing');
    },
  };
  stores = createStores(broken, createLab({ seed: 1 }));
  expect(await runCommand(stores, 'host1', 'ls')).toBeUndefined();
  expect(stores.view.getState().notice).toMatchObject({ kind: 'simulatorFailed', line: 'ls', detail: 'no such thing' });
  expect(stores.lab.getState().entries).toEqual([]);
});

test('the last terminal stays open', () => {
  const { close } = stores.terminals.getState();
  close('client');
  close('host1');
  expect(stores.terminals.getState().tabs).toEqual(['host1']);
});

test('what is no command stays on the screen until it is cleared', () => {
  const { addAside, clear } = stores.terminals.getState();
  addAside('host1', { after: 0 });
  addAside('host1', { after: 0, line: 'docker ru' });
  expect(stores.terminals.getState().asides['host1']).toMatchObject([{ after: 0 }, { line: 'docker ru' }]);
  clear('host1', 0);
  expect(stores.terminals.getState().asides['host1']).toEqual([]);
});
