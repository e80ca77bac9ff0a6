import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PortJson } from '../../../../engine/api.ts';
import { displayPorts } from '../../container/port-text.ts';
import { dateAndTime, parseTime } from './go-time.ts';
import { naturally } from './natural.ts';
import { alignColumns } from './tabwriter.ts';
import { ellipsis, humanSize } from './text.ts';

const port = (IP: string, PublicPort: number, PrivatePort: number, Type: PortJson['Type'] = 'tcp'): PortJson =>
  IP === '' ? { PrivatePort, Type } : { IP, PublicPort, PrivatePort, Type };

describe('the ports of a container', () => {
  test.each<[string, PortJson[]]>([
    ['0.0.0.0:8080->80/tcp, [::]:8080->80/tcp', [port('::', 8080, 80), port('0.0.0.0', 8080, 80)]],
    ['80/tcp', [port('', 0, 80)]],
    ['8000-8002/tcp', [port('', 0, 8001), port('', 0, 8000), port('', 0, 8002)]],
    [
      '0.0.0.0:5000-5001->5000-5001/tcp, [::]:5000-5001->5000-5001/tcp',
      [port('0.0.0.0', 5000, 5000), port('::', 5000, 5000), port('0.0.0.0', 5001, 5001), port('::', 5001, 5001)],
    ],
    ['53/udp, 80/tcp, 127.0.0.1:8080->80/tcp', [port('127.0.0.1', 8080, 80), port('', 0, 80), port('', 0, 53, 'udp')]],
    ['80/tcp, 82/tcp', [port('', 0, 82), port('', 0, 80)]],
  ])('%s', (text, ports) => {
    expect(displayPorts(ports)).toBe(text);
  });
});

describe('columns', () => {
  test('are as wide as their widest cell and three more, at least ten', () => {
    expect(alignColumns('NAME\tPORTS\na-long-name\t80/tcp\n')).toBe('NAME          PORTS\na-long-name   80/tcp\n');
    expect(alignColumns('A\tB\nx\ty\n')).toBe('A         B\nx         y\n');
  });
  test('belong to neighbouring lines', () => {
    expect(alignColumns('abcdefghijkl\tx\nalone\na\tx')).toBe('abcdefghijkl   x\nalone\na         x');
  });
});

describe('texts', () => {
  test('sizes', () => {
    expect([humanSize(127_682_192, 3), humanSize(127_682_192, 4), humanSize(0, 3), humanSize(2, 3)]).toEqual([
      '128MB',
      '127.7MB',
      '0B',
      '2B',
    ]);
  });

  test('are cut by columns, of which some characters take two', () => {
    expect(ellipsis("nginx -g 'daemon off;'", 20)).toBe("nginx -g 'daemon of…");
    expect(ellipsis('short', 20)).toBe('short');
    expect(ellipsis('한국어 이름입니다 정말', 8)).toBe('한국어 …');
  });

  test('sort with their numbers by size', () => {
    expect(['n10', 'n2', 'bridge', 'n1', 'n02'].sort(naturally)).toEqual(['bridge', 'n1', 'n2', 'n02', 'n10']);
  });
});

describe('dates', () => {
  test('are those of the calendar', () => {
    expect(dateAndTime(0)).toBe('1970-01-01 00:00:00');
    expect(dateAndTime(951_782_400)).toBe('2000-02-29 00:00:00');
  });
  test('read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -6e10, max: 2e11 }), (seconds) => {
        expect(parseTime(`${dateAndTime(seconds).replace(' ', 'T')}Z`)?.seconds).toBe(seconds);
      }),
    );
  });
});
