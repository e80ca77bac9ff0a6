import { describe, expect, it } from 'vitest';
import { BITS, formatBlock, hostBlock, isHost, sizeOf } from './address.ts';

describe('the block that is one address alone', () => {
  it.each(['10.0.0.1', 'fd00::1'])(
    'of %s is as long as its family’s addresses, and is printed without its length',
    (ip) => {
      const block = hostBlock(ip);
      expect(block.length).toBe(BITS[ip.includes(':') ? 6 : 4]);
      expect(isHost(block)).toBe(true);
      expect(sizeOf(block)).toBe(1);
      expect(formatBlock(block)).toBe(ip);
    },
  );

  it('is none that holds more, nor one of the other family', () => {
    expect(isHost({ address: 'fd00::', length: 32 })).toBe(false);
    expect(formatBlock({ address: 'fd00::', length: 32 })).toBe('fd00::/32');
    expect(formatBlock({ address: '10.0.0.0', length: 31 })).toBe('10.0.0.0/31');
  });
});
