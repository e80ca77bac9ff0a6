import { expect, test } from 'vitest';
import { listContainers } from '../api.ts';
import { refusal, run, testHost } from '../engine.fixture.ts';

const host = testHost();
run(host, 'web', { image: 'nginx' });
const listed = (key: string, value: string) => listContainers(host, { filters: { [key]: [value] } }).length;

test.each([
  ['', 'x', 'invalid filter'],
  ['foo', 'x', "invalid filter 'foo'"],
  ['exited', 'x', `invalid filter 'exited=x': strconv.Atoi: parsing "x": invalid syntax`],
  ['is-task', 'x', "invalid filter 'is-task=[x]'"],
  ['is-task', '', "invalid filter 'is-task=[]'"],
  [
    'health',
    'bad',
    "invalid filter 'health=bad': invalid value for health (bad): must be one of none, starting, healthy, unhealthy",
  ],
  [
    'status',
    '',
    "invalid filter 'status=': invalid value for state (): must be one of created, running, paused, restarting, removing, exited, dead",
  ],
])('refuses %s=%s', (key, value, message) => {
  expect(refusal(() => listed(key, value))).toBe(message);
});

test.each([
  ['id', '', 0],
  ['ancestor', '', 0],
  ['name', '', 1],
  ['is-task', '0', 1],
  ['is-task', 'true', 0],
  ['health', 'none', 1],
  ['health', 'healthy', 0],
])('finds by %s=%s', (key, value, count) => {
  expect(listed(key, value)).toBe(count);
});
