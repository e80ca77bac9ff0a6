import { expect, test } from 'vitest';
import { foundBefore, linesAt } from './recall.ts';

test('the lines of one place, each once in a row', () => {
  const commands = [
    { place: 'host1', line: 'docker ps' },
    { place: 'client', line: 'hostname' },
    { place: 'host1', line: 'docker ps' },
    { place: 'host1', line: 'ip addr' },
    { place: 'host1', line: 'docker ps' },
  ];
  expect(linesAt(commands, 'host1')).toEqual(['docker ps', 'ip addr', 'docker ps']);
});

test('backwards from the newest line that contains what is looked for', () => {
  const lines = ['docker ps', 'docker network ls', 'ip addr', 'docker stop web'];
  expect(foundBefore(lines, 'docker', lines.length)).toBe(3);
  expect(foundBefore(lines, 'docker', 3)).toBe(1);
  expect(foundBefore(lines, 'docker', 0)).toBe(-1);
  expect(foundBefore(lines, 'nosuch', lines.length)).toBe(-1);
  expect(foundBefore(lines, '', lines.length)).toBe(-1);
});
