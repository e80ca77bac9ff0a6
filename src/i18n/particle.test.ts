import { expect, test } from 'vitest';
import { particle } from './particle.ts';

test.each([
  ['라우터', '은', '는', '는'],
  ['컨테이너', '이', '가', '가'],
  ['체인', '이', '가', '이'],
  ['172.17.0.2', '을', '를', '를'],
  ['172.17.0.3', '을', '를', '을'],
  ['192.168.65.10', '으로', '로', '으로'],
  ['192.168.65.1', '으로', '로', '로'],
  ['172.17.0.3:80', '으로', '로', '으로'],
  ['포트 443', '으로', '로', '으로'],
  ['터미널', '으로', '로', '로'],
  ['web', '은', '는', '은'],
  ['api', '은', '는', '는'],
])('%s: %s or %s is %s', (word, afterConsonant, afterVowel, expected) => {
  expect(particle(word, afterConsonant, afterVowel)).toBe(expected);
});
