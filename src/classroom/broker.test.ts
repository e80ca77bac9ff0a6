import { expect, test } from 'vitest';
import { addressOf } from './broker.ts';

test.each([
  ['/mqtt', 'https://example.org/hopscope/#v1=x', 'wss://example.org/mqtt'],
  ['./mqtt', 'https://example.org/hopscope/', 'wss://example.org/hopscope/mqtt'],
  ['/mqtt', 'http://localhost:8080/', 'ws://localhost:8080/mqtt'],
  ['wss://broker.example:8084/mqtt', 'https://example.org/', 'wss://broker.example:8084/mqtt'],
])('%s on %s is %s', (broker, page, address) => {
  expect(addressOf(broker, page)).toBe(address);
});
