import { expect, test } from 'vitest';
import { releasePort, requestPort, type PortTable } from './allocator.ts';

test('hands out ephemeral ports one after the other and does not come back to a freed one', () => {
  const table: PortTable = {};
  expect(requestPort(table, 'tcp', ['0.0.0.0', '::'])).toBe(32768);
  expect(requestPort(table, 'tcp', ['0.0.0.0', '::'])).toBe(32769);
  for (const ip of ['0.0.0.0', '::']) releasePort(table, 'tcp', ip, 32768);
  expect(requestPort(table, 'tcp', ['0.0.0.0', '::'])).toBe(32770);
  expect(requestPort(table, 'udp', ['0.0.0.0', '::'])).toBe(32768);
});

test('skips a port that a wildcard address has, as an address of its own counts by itself', () => {
  const table: PortTable = {};
  requestPort(table, 'tcp', ['0.0.0.0', '::']);
  expect(requestPort(table, 'tcp', ['127.0.0.1'])).toBe(32769);
  expect(requestPort(table, 'tcp', ['127.0.0.1'])).toBe(32770);
  expect(requestPort(table, 'tcp', ['0.0.0.0', '::'])).toBe(32771);
});

test('names the address that has the port already', () => {
  const table: PortTable = {};
  const port = { first: 8080, last: 8080 };
  requestPort(table, 'tcp', ['0.0.0.0'], port);
  expect(() => requestPort(table, 'tcp', ['127.0.0.1'], port)).toThrow(
    'Bind for 0.0.0.0:8080 failed: port is already allocated',
  );
  releasePort(table, 'tcp', '0.0.0.0', 8080);
  requestPort(table, 'tcp', ['127.0.0.1'], port);
  expect(() => requestPort(table, 'tcp', ['0.0.0.0', '::'], port)).toThrow('Bind for 127.0.0.1:8080 failed');
  expect(requestPort(table, 'tcp', ['127.0.0.2'], port)).toBe(8080);
});

test('goes round a range from where it stopped, until nothing is free', () => {
  const table: PortTable = {};
  const range = { first: 7000, last: 7002 };
  const take = () => requestPort(table, 'tcp', ['0.0.0.0'], range);
  expect([take(), take()]).toEqual([7000, 7001]);
  releasePort(table, 'tcp', '0.0.0.0', 7000);
  expect([take(), take()]).toEqual([7002, 7000]);
  expect(take).toThrow('all ports are allocated');
});
