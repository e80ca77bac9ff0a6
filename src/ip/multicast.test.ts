import { expect, it } from 'vitest';
import { multicastMac, solicitedNode } from './multicast.ts';

it('makes MAC addresses of groups', () => {
  expect(multicastMac('224.0.0.1')).toBe('01:00:5e:00:00:01');
  expect(multicastMac('239.255.255.250')).toBe('01:00:5e:7f:ff:fa');
  expect(multicastMac('ff02::1')).toBe('33:33:00:00:00:01');
});

it('makes solicited-node groups', () => {
  expect(solicitedNode('fd00::2')).toBe('ff02::1:ff00:2');
  expect(solicitedNode('fe80::940d:19ff:fe97:fa02')).toBe('ff02::1:ff97:fa02');
  expect(multicastMac(solicitedNode('fe80::940d:19ff:fe97:fa02'))).toBe('33:33:ff:97:fa:02');
});
