import { expect, test } from 'vitest';
import { plainText, richParts } from './rich-text.ts';

test('marks and values', () => {
  expect(richParts('<b>{{place}}</b> sends by <m>{{device}}</m>.', { place: 'host1', device: 'eth0' })).toEqual([
    { text: 'host1', mark: 'strong' },
    { text: ' sends by ' },
    { text: 'eth0', mark: 'mono' },
    { text: '.' },
  ]);
});

test('a value is never markup, nor a place', () => {
  expect(richParts('at {{place}}', { place: '<b>x</b> {{place}}' })).toEqual([{ text: 'at <b>x</b> {{place}}' }]);
});

test('particles follow the value before them, across marks', () => {
  expect(plainText('<m>{{ip}}</m>[으로/로] 바꿉니다', { ip: '172.17.0.3' })).toBe('172.17.0.3으로 바꿉니다');
  expect(plainText('{{ip}}[을/를] 바꿉니다', { ip: '172.17.0.2' })).toBe('172.17.0.2를 바꿉니다');
});
