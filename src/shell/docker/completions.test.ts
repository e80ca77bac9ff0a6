import { describe, expect, test } from 'vitest';
import { completions } from './completions.ts';

const words = (line: string) => line.split(' ');
const candidates = (line: string) => completions(words(line)).candidates.map(({ word }) => word);
const kind = (line: string) => completions(words(line)).kind;

describe('commands', () => {
  test('of docker', () => {
    expect(candidates('docker ')).toContain('run');
    expect(candidates('docker ')).toContain('network');
    expect(candidates('docker ')).not.toContain('build');
  });
  test('of a group, after global flags too', () => {
    expect(candidates('docker -H tcp://x network ')).toEqual([
      'connect',
      'create',
      'disconnect',
      'inspect',
      'ls',
      'prune',
      'rm',
    ]);
  });
  test('of a word that is none', () => {
    expect(completions(words('docker nothing x'))).toEqual({ candidates: [], kind: 'none' });
  });
});

describe('flags', () => {
  test('of a command', () => {
    expect(candidates('docker run --')).toContain('--publish');
    expect(candidates('docker run -')).toContain('-p');
    expect(candidates('docker run --')).not.toContain('--net-alias');
  });
  test('end at the image', () => {
    expect(candidates('docker run nginx -')).toEqual([]);
  });
});

describe('arguments', () => {
  test.each([
    ['docker run ', 'image'],
    ['docker run -d --name web -p 80:80 ', 'image'],
    ['docker run -dp 80:80 ', 'image'],
    ['docker run -d nginx ', 'command'],
    ['docker run --network ', 'network'],
    ['docker run --name ', 'none'],
    ['docker run --network=lan ', 'image'],
    ['docker network connect ', 'network'],
    ['docker network connect lan ', 'container'],
    ['docker stop a b ', 'running container'],
    ['docker exec -it ', 'running container'],
    ['docker exec -it web ', 'command'],
    ['docker ps ', 'none'],
  ])('%s', (line, expected) => {
    expect(kind(line)).toBe(expected);
  });
});
