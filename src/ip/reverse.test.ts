import { describe, expect, test } from 'vitest';
import { reversedAddress, reverseName } from './reverse.ts';

describe('the name of an address', () => {
  test.each([
    ['172.18.0.2', '2.0.18.172.in-addr.arpa'],
    ['fd00:1::2', '2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.0.0.d.f.ip6.arpa'],
  ])('%s and back', (ip, name) => {
    expect(reverseName(ip)).toBe(name);
    expect(reversedAddress(`${name.toUpperCase()}.`)).toBe(ip);
  });

  test.each(['web', 'web.in-addr.arpa', '1.2.in-addr.arpa', '1.ip6.arpa', 'arpa'])('%s is of none', (name) => {
    expect(reversedAddress(name)).toBeUndefined();
  });
});
