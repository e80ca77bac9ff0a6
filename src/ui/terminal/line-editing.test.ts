import { describe, expect, test } from 'vitest';
import { edited } from './line-editing.ts';

/** The line after a key, the caret shown as `|`. */
function after(key: string, shown: string, killed = ''): string | undefined {
  const caret = shown.indexOf('|');
  const line = edited(key, { text: shown.replace('|', ''), caret }, killed);
  return line && `${line.text.slice(0, line.caret)}|${line.text.slice(line.caret)}`;
}

describe('readline’s keys', () => {
  test.each([
    ['ctrl+a', 'docker p|s', '|docker ps'],
    ['ctrl+e', 'doc|ker ps', 'docker ps|'],
    ['ctrl+u', 'docker p|s', '|s'],
    ['ctrl+k', 'docker| ps', 'docker|'],
    ['ctrl+w', 'docker stop web|', 'docker stop |'],
    ['ctrl+w', 'docker stop   |', 'docker |'],
    ['ctrl+w', '|docker', '|docker'],
    ['ctrl+w', 'curl http://web/a|', 'curl |'],
    ['alt+b', 'curl http://web|', 'curl http://|web'],
    ['alt+f', 'curl| http://web', 'curl http|://web'],
    ['alt+d', 'curl |http://web', 'curl |://web'],
    ['ctrl+b', '|a', '|a'],
    ['ctrl+f', 'a|', 'a|'],
    ['ctrl+h', 'ab|c', 'a|c'],
    ['ctrl+w', 'echo 안녕|', 'echo |'],
  ])('%s: %s', (key, line, expected) => {
    expect(after(key, line)).toBe(expected);
  });

  test('what was cut can be put back elsewhere', () => {
    const cut = edited('ctrl+w', { text: 'docker stop web', caret: 15 }, '');
    expect(cut?.killed).toBe('web');
    expect(after('ctrl+y', 'docker rm |', cut?.killed)).toBe('docker rm web|');
  });

  test('other keys are not its own', () => {
    expect(after('ctrl+z', 'a|')).toBeUndefined();
    expect(after('constructor', 'a|')).toBeUndefined();
  });
});
