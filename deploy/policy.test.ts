import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { brokerIn, connectSources } from './policy.ts';

const settings = readFileSync(new URL('../public/settings.js', import.meta.url), 'utf8');
const naming = (broker: string) => settings.replace("const classBroker = ''", `const classBroker = '${broker}'`);

test('the page comes without a broker, and connects to nothing but where it came from', () => {
  expect(brokerIn(settings)).toBe('');
  expect(connectSources('')).toBe("'self'");
});

test.each([
  ['/mqtt', "'self'"],
  ['./mqtt', "'self'"],
  ['wss://broker.example', "'self' wss://broker.example"],
  ['wss://broker.example:8084/mqtt?x', "'self' wss://broker.example:8084"],
  ['ws://127.0.0.1:9001', "'self' ws://127.0.0.1:9001"],
])('of the broker %s the policy has %s', (broker, sources) => {
  expect(brokerIn(naming(broker))).toBe(broker);
  expect(connectSources(broker)).toBe(sources);
});

test.each([
  'https://broker.example',
  '//broker.example/mqtt',
  'wss://',
  'wss://*',
  'wss://a b',
  'wss://a;script-src *',
])('no build is made with the broker %s', (broker) => {
  expect(() => brokerIn(naming(broker))).toThrow('classBroker');
});
