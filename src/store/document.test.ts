import { beforeEach, expect, test } from 'vitest';
import { fragmentOf, readFragment } from '../formats/link.ts';
import { localSimulator } from '../simulator/simulator.fixture.ts';
import { createLab } from '../world/lab.ts';
import { documentOf, momentNow, openDocument } from './document.ts';
import { worldOf } from './lab.ts';
import { createStores, runCommand, undo, type Stores } from './stores.ts';

const fresh = () => createStores(localSimulator(), createLab({ seed: 1 }));
let stores: Stores;

beforeEach(async () => {
  stores = fresh();
  await runCommand(stores, 'host1', 'docker run -d --name web -p 8080:80 nginx');
  await runCommand(stores, 'client', 'curl -s http://192.168.65.10:8080/');
  await runCommand(stores, 'host1', 'docker rm -f web');
  undo(stores);
});

const containerNode = ({ lab }: Stores) => {
  const [id = ''] = Object.keys(worldOf(lab.getState()).machines['host1']?.engine?.containers ?? {});
  return `host1/${id}`;
};

test('a document that travelled as a link gives the same world, nodes and traffic', async () => {
  stores.lab.getState().place(containerNode(stores), { x: 10.4, y: -3 });
  stores.playback.getState().seek(5);
  const fragment = fragmentOf(documentOf(stores));
  expect(fragment.length).toBeLessThan(180);
  const reading = readFragment(fragment);
  if (!reading.ok) throw new Error(reading.reason);

  const other = fresh();
  const moment = momentNow(stores);
  await openDocument(other, reading.document, { ...(moment && { moment }) });
  expect(JSON.stringify(worldOf(other.lab.getState()))).toBe(JSON.stringify(worldOf(stores.lab.getState())));
  expect(other.lab.getState().positions).toEqual({ [containerNode(other)]: { x: 10, y: -3 } });
  expect(other.playback.getState()).toMatchObject({ position: 5, playing: false });
  expect(other.playback.getState().hops).toEqual(stores.playback.getState().hops);
});

test('what was undone does not travel; the work before an opened document can be had back', async () => {
  const document = documentOf(stores);
  expect(document.history.commands.map(({ line }) => line.split(' ')[0])).toEqual(['docker', 'curl']);
  await openDocument(stores, { name: 'Empty', history: { seed: 5, commands: [] }, positions: {} });
  expect(stores.lab.getState()).toMatchObject({ title: 'Empty', seed: 5, done: 0 });
  undo(stores);
  expect(documentOf(stores)).toEqual(document);
});

test('what the browser keeps has what lies ahead too', async () => {
  const whole = documentOf(stores, true);
  expect(whole.history.commands).toHaveLength(3);
  const other = fresh();
  await openDocument(other, whole, { done: 2 });
  expect(other.lab.getState()).toMatchObject({ done: 2, entries: { length: 3 } });
  expect(documentOf(other)).toEqual(documentOf(stores));
});

test('what was chosen to be seen travels along; what zooming chose does not', async () => {
  await runCommand(stores, 'host1', 'docker network create back');
  expect(documentOf(stores).view).toBeUndefined();
  stores.view.getState().zoomTo('overview');
  expect(documentOf(stores).view).toBeUndefined();
  const [network = ''] = Object.keys(worldOf(stores.lab.getState()).machines['host1']?.engine?.networks ?? {});
  stores.view.getState().setLevel('netfilter');
  stores.view.getState().show([network]);
  const reading = readFragment(fragmentOf(documentOf(stores)));
  if (!reading.ok) throw new Error(reading.reason);
  const other = fresh();
  await openDocument(other, reading.document);
  expect(other.view.getState()).toMatchObject({ level: 'netfilter', levelHeld: true, shown: [network] });
  await openDocument(other, { ...reading.document, view: {} });
  expect(other.view.getState()).toMatchObject({ shown: [] });
});
