import { expect, test } from 'vitest';
import { readForwarding, readForwardingText } from './forwarding.ts';

const MAC = '02:42:ac:12:00:02';
const entry = (more: object) => ({ mac: MAC, ifname: 'veth1', flags: [], ...more });

test('what a bridge has learned is kept beside what somebody entered', () => {
  expect(readForwarding(entry({ master: 'br-1', state: '' }))).toEqual([MAC, 'dev', 'veth1', 'master', 'dynamic']);
  expect(readForwarding(entry({ master: 'br-1', state: 'static' }))?.at(-1)).toBe('static');
  expect(readForwarding(entry({ dst: '10.0.0.2', state: 'permanent', flags: ['self'] }))).toContain('10.0.0.2');
});

test('what a kernel makes by itself is not', () => {
  expect(readForwarding(entry({ master: 'br-1', state: 'permanent' }))).toBeUndefined();
  expect(readForwarding(entry({ master: 'br-1', state: '', flags: ['extern_learn'] }))).toBeUndefined();
  expect(readForwarding({ ...entry({ state: '', flags: ['self'] }), mac: '33:33:00:00:00:01' })).toBeUndefined();
});

test('text says what JSON says', () => {
  const lines = [
    `${MAC} dev veth1 master br-1 `,
    `${MAC} dev veth1 master br-1 permanent`,
    '33:33:00:00:00:01 dev veth1 self permanent',
  ];
  expect(readForwardingText(lines)).toEqual([[MAC, 'dev', 'veth1', 'master', 'dynamic']]);
});
