import { describe, expect, test } from 'vitest';
import { describeCommand } from './command.ts';

const sockets = (...argv: string[]) =>
  describeCommand(argv).listens.map(({ protocol, address, port }) => `${protocol} ${address}:${port}`);

describe('describeCommand', () => {
  test.each([
    [
      ['nginx', '-g', 'daemon off;'],
      ['tcp 0.0.0.0:80', 'tcp :::80'],
    ],
    [
      ['http-echo', '3306', '33060'],
      ['tcp 0.0.0.0:3306', 'tcp 0.0.0.0:33060'],
    ],
    [['nc', '-dlku', '53'], ['udp 0.0.0.0:53']],
    [['nc', '-lk', '-p', '8080'], ['tcp 0.0.0.0:8080']],
    [['nc', '-l', '127.0.0.1', '8080'], ['tcp 127.0.0.1:8080']],
    [['bash', '-c', 'nc -lk 80'], ['tcp 0.0.0.0:80']],
    [['sh', '-c', 'exec nc -lk 80'], ['tcp 0.0.0.0:80']],
    [['nc', '-zv', 'web', '80'], []],
  ])('%j listens on %j', (argv, expected) => {
    expect(sockets(...argv)).toEqual(expected);
  });

  test.each([
    [['sleep', 'infinity'], true],
    [['sleep', '10'], false],
    [['tail', '-f', '/dev/null'], true],
    [['bash'], false],
    [['ip', 'addr'], false],
  ])('%j goes on for ever: %j', (argv, expected) => {
    expect(describeCommand(argv).runsForever).toBe(expected);
  });

  test('a shell with an open standard input waits for it', () => {
    expect(describeCommand(['bash'], { openStdin: true }).runsForever).toBe(true);
  });

  test.each([
    [['true'], 0],
    [['false'], 1],
    [['sh', '-c', 'exit 3'], 3],
    [['cat'], 0],
  ])('%j is known to exit with %i', (argv, exitCode) => {
    expect(describeCommand(argv).ending?.exitCode).toBe(exitCode);
  });

  test.each([
    [['sh', '-c', 'while true; do date; sleep 1; done']],
    [['sh', '-c', 'echo up; exec http-echo 80']],
    [['bash', '-c', 'http-echo 80 & wait']],
    [['sh', '/entrypoint.sh']],
    [['ping', 'web']],
    [['ping', '-c', '1', 'web']],
    [['tail', '-f', '/var/log/app.log']],
    [['ip', 'addr']],
  ])('%j has to be run for what it does', (argv) => {
    expect(describeCommand(argv)).toMatchObject({ steps: true, runsForever: false });
  });

  test('sleeps as long as it is told', () => {
    expect(describeCommand(['sleep', '1m', '2']).ending?.after).toBeGreaterThan(62_000);
    expect(describeCommand(['sleep', 'abc']).ending).toBeUndefined();
  });

  test('sh waits for its only command, which in bash takes its place', () => {
    const [waits, replaced] = ['sh', 'bash'].map((shell) => describeCommand([shell, '-c', 'sleep 9']));
    expect([waits?.program, waits?.children[0]?.program, waits?.ending?.after]).toEqual(['sh', 'sleep', 9090]);
    expect([replaced?.program, replaced?.children]).toEqual(['sleep', []]);
  });
});
