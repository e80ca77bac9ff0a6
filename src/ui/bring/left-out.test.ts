import { expect, test } from 'vitest';
import { readHosts } from '../../simulator/read-hosts.ts';
import { createLab } from '../../world/lab.ts';
import { leftOut } from './left-out.ts';

const read = (...texts: readonly string[]) =>
  readHosts(
    createLab({ seed: 1 }),
    texts.map((text, at) => ({ name: String(at), text })),
    { addresses: false, names: false },
  );
const rules = '*filter\n:FORWARD DROP [0:0]\nCOMMIT\n';
const snapshot = '{"version":1,"hosts":[{"name":"box"}]}';

test('a file is left out where it is of no host, or stands beside a whole snapshot', () => {
  expect(['0', '1'].map((name) => leftOut(read(rules, 'Dear reader'), name))).toEqual([undefined, 'foreign']);
  expect(['0', '1'].map((name) => leftOut(read(rules, snapshot), name))).toEqual(['besides', undefined]);
  expect(leftOut(read('Dear reader'), '0')).toBeUndefined();
});
