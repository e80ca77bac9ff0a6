import { expect, test } from 'vitest';
import {
  connectNetwork,
  createContainer,
  createNetwork,
  eventsFrom,
  isIncluded,
  removeContainer,
  startContainer,
} from '../api.ts';
import { testHost } from '../engine.fixture.ts';
import { note } from './events.ts';

const told = (host: ReturnType<typeof testHost>, filters = {}): string[] =>
  eventsFrom(host.engine.events)
    .filter((event) => isIncluded(event, filters))
    .map(({ type, action }) => `${type} ${action}`);

test('a run is told in the order of what the daemon does', () => {
  const host = testHost();
  createContainer(host, { name: 'box', config: { Image: 'nginx' }, hostConfig: { Binds: ['data:/data'] } });
  startContainer(host, 'box');
  removeContainer(host, 'box', { force: true });
  expect(told(host)).toEqual([
    'volume create',
    'container create',
    'volume mount',
    'network connect',
    'container start',
    'container kill',
    'network disconnect',
    'volume unmount',
    'container die',
    'container destroy',
  ]);
});

test('what does not run is attached to networks when it starts, and told of then', () => {
  const host = testHost();
  createNetwork(host, { Name: 'lane' });
  createContainer(host, { name: 'box', config: { Image: 'nginx' } });
  connectNetwork(host, 'lane', 'box');
  expect(told(host, { event: ['connect'] })).toEqual([]);
  startContainer(host, 'box');
  expect(told(host, { event: ['connect'] })).toHaveLength(2);
});

test('filters choose by type, name, label and action', () => {
  const host = testHost();
  createContainer(host, { name: 'constructor', config: { Image: 'nginx', Labels: { job: 'soup' } } });
  createContainer(host, { name: 'other', config: { Image: 'alpine' } });
  expect(told(host, { label: ['job=soup'] })).toEqual(['container create']);
  expect(told(host, { container: ['constructor'] })).toEqual(['container create']);
  expect(told(host, { image: ['alpine'] })).toEqual(['container create']);
  expect(told(host, { type: ['network'] })).toEqual([]);
});

test('only the last 256 are remembered, and the oldest comes first', () => {
  const host = testHost();
  for (let i = 0; i < 300; i++) note(host, 'volume', 'create', `v${i}`);
  const kept = eventsFrom(host.engine.events);
  expect(kept).toHaveLength(256);
  expect([kept[0]?.id, kept.at(-1)?.id]).toEqual(['v44', 'v299']);
  expect(eventsFrom(host.engine.events, 298).map(({ id }) => id)).toEqual(['v298', 'v299']);
});
