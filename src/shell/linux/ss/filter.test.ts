import { describe, expect, it } from 'vitest';
import type { Socket } from '../../../kernel/socket/socket.ts';
import { FilterError, parseFilter } from './filter.ts';

const socket = (address: string, port: number): Socket => ({
  protocol: 'tcp',
  address,
  port,
  pid: 1,
  backlog: 0,
  fd: 3,
});

const SOCKETS = [
  socket('0.0.0.0', 8080),
  socket('127.0.0.1', 9090),
  socket('192.168.65.10', 80),
  socket('::', 8080),
  socket('::1', 443),
];

const select = (expression: string): string[] => {
  const filter = parseFilter(expression.split(' '), (name) => (name === 'http-alt' ? 8080 : undefined));
  return SOCKETS.filter(filter).map(({ address, port }) => `${address}|${port}`);
};

describe("ss's filters", () => {
  it.each([
    ['sport = :8080', ['0.0.0.0|8080', '::|8080']],
    ['sport = 8080', ['0.0.0.0|8080', '::|8080']],
    ['sport eq :http-alt', ['0.0.0.0|8080', '::|8080']],
    ['sport gt :8080', ['127.0.0.1|9090']],
    ['sport < 443', ['192.168.65.10|80']],
    ['( sport = :80 or sport = :9090 )', ['127.0.0.1|9090', '192.168.65.10|80']],
    ['not sport = :8080 and src 127.0.0.0/8', ['127.0.0.1|9090']],
    ['! sport = :8080', ['127.0.0.1|9090', '192.168.65.10|80', '::1|443']],
    ['src 127.0.0.1', ['127.0.0.1|9090']],
    ['src 127.0.0.1:80', []],
    ['src :8080', ['0.0.0.0|8080', '::|8080']],
    ['src [::]', ['::|8080']],
    ['src [::1]:443', ['::1|443']],
    ['dport = :8080', []],
    ['dst 127.0.0.1', []],
  ])('%s', (expression, expected) => {
    expect(select(expression)).toEqual(expected);
  });

  it('complain as ss does', () => {
    expect(() => select('foo')).toThrow(FilterError);
    expect(() => select('foo')).toThrow(
      'Error: an inet prefix is expected rather than "foo".\nCannot parse dst/src address.',
    );
    expect(() => select('sport = :foo')).toThrow(
      'Error: "foo" does not look like a port.\nCannot parse dst/src address.',
    );
  });
});
