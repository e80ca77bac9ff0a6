import { expect, test } from 'vitest';
import { ramInBytes } from './ram-size.ts';

test.each([
  ['0', 0],
  ['10b', 10],
  ['1k', 1024],
  ['1.5 MiB', 1_572_864],
  ['2GB', 2_147_483_648],
  ['.5k', 512],
])('%s', (text, octets) => {
  expect(ramInBytes(text)).toBe(octets);
});

test.each([
  ['', "invalid size: ''"],
  ['ten', "invalid size: 'ten'"],
  ['-1m', "invalid size: '-1m'"],
  ['1.2.3', 'strconv.ParseFloat: parsing "1.2.3": invalid syntax'],
  ['1xb', "invalid suffix: 'xb'"],
  ['1BB', "invalid suffix: 'bb'"],
  ['1Megs', "invalid suffix: 'Megs'"],
])('%j is no size', (text, told) => {
  expect(() => ramInBytes(text)).toThrow(told);
});
