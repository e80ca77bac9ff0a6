import { describe, expect, test } from 'vitest';
import { createLab } from '../world/lab.ts';
import { run } from './run.ts';
import { labAfter } from './shell.fixture.ts';
import { most, newWork, TooMuch } from './work.ts';

test('an account is overdrawn by one too many, and stays so', () => {
  const work = newWork();
  work.spend('hops', most.hops);
  work.spend('output', 5);
  expect(() => work.spend('hops', 1)).toThrow(TooMuch);
  expect(() => work.spend('hops', 0)).toThrow(TooMuch);
  work.spend('output', 5);
});

describe('a line without an end is ended, and the world is as before it:', () => {
  test.each([
    ['a loop that does nothing', 'while true; do :; done', 'commands'],
    ['a loop over a tool', 'while true; do docker ps -q; done', 'commands'],
    ['a loop over a command that is not there', 'while ! nosuch; do iptables -n -L; done', 'commands'],
    ['a loop in a pipe', 'while true; do true; done | cat', 'commands'],
    ['a loop in a subshell', '(while true; do true; done); true', 'commands'],
    ['a loop in a substitution', 'echo $(while true; do true; done)', 'commands'],
    ['a function that calls itself', 'f() { f; }; f', 'commands'],
    ['a loop in sh -c', "sh -c 'until false; do sleep 1; done'", 'commands'],
    ['a loop of awk', "awk 'BEGIN { while (1) {} }'", 'commands'],
    [
      'output without an end',
      'while true; do x=$(cat /etc/services 2>&1; echo; iptables-save; ip -d addr); y=$y$x; echo $y; done',
      'output',
    ],
    ['one long output', 'x=0123456789abcdef; for i in $(seq 1 17); do x=$x$x; done; echo $x', 'output'],
    ['traffic without an end', 'while true; do ping -c 50 -i 0.01 172.17.0.2; done > /dev/null', 'hops'],
  ])('%s', async (_, line, excess) => {
    const { session } = await labAfter('docker run -d --name web nginx');
    const before = JSON.stringify(session.world);
    const work = newWork({ commands: 300, hops: 5000 });
    await expect(run(session.world, 'host1', line, { work })).rejects.toMatchObject({ excess });
    expect(JSON.stringify(session.world)).toBe(before);
  });
});

test('an honest line may be long', async () => {
  const world = createLab({ seed: 1 });
  const { exit, stdout } = await run(world, 'host1', 'for i in $(seq 1 2000); do echo line $i; done | wc -l');
  expect([exit, stdout.trim()]).toEqual([0, '2000']);
});
