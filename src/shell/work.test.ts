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
    ['one that lists all settings for nothing', 'f() { sysctl nosuch; f; }; f', 'commands'],
    ['one that prints for nobody', 'f() { docker inspect web > /dev/null; sysctl -a | true; f; }; f', 'commands'],
    ['one that looks at every file', 'f() { find / -name nosuch; f; }; f', 'commands'],
    ['a loop in sh -c', "sh -c 'until false; do sleep 0; done'", 'commands'],
    ['a loop of awk', "awk 'BEGIN { while (1) {} }'", 'commands'],
    ['a loop of awk in another', "awk 'BEGIN { for (;;) for (j = 0; j < 999; j++) x = 1 }'", 'commands'],
    ['a loop of sed', "echo a | sed ':a; s/a/aa/; ta'", 'commands'],
    ['a loop of arithmetic alone', 'while (( x = RANDOM + 1 )); do (( y = x )); done', 'commands'],
    ['a loop of tests in another', 'until [ a = b ]; do until [[ a = b ]]; do x=1; continue 2; done; done', 'commands'],
    [
      'compose that waits for what goes on',
      "echo 'services: {a: {image: nginx, depends_on: {b: {condition: service_completed_successfully}}}, b: {image: nginx}}' > compose.yaml; docker compose up -d",
      'commands',
    ],
    [
      'loops in shells of their own',
      "while true; do sh -c 'for i in 1 2 3 4 5 6 7 8 9; do [ 1 ]; done'; done",
      'commands',
    ],
    [
      'output without an end',
      'while true; do x=$(cat /etc/services 2>&1; echo; iptables-save; ip -d addr); y=$y$y$x; echo $y; done',
      'output',
    ],
    ['one long output', 'x=0123456789abcdef; for i in $(seq 1 17); do x=$x$x; done; echo $x', 'output'],
    ['a function of jq that calls itself', "jq -n 'def f: f + 1; f'", 'memory'],
    ['a pattern of thousands of parts', `case x in ${'*'.repeat(15_000)}) ;; esac`, 'memory'],
    ['traffic without an end', 'while true; do ping -c 50 -i 0.01 172.17.0.2; done > /dev/null', 'hops'],
  ])('%s', async (_, line, excess) => {
    const { session } = await labAfter('docker run -d --name web nginx');
    const before = JSON.stringify(session.world);
    const work = newWork({ commands: 300, hops: 5000 });
    await expect(run(session.world, 'host1', line, { work })).rejects.toMatchObject({ excess });
    expect(JSON.stringify(session.world)).toBe(before);
  });
});

describe('a line that hoards is ended, and the world is as before it:', () => {
  test.each([
    ['a text that doubles', 'x=0123456789; while true; do x=$x$x; done', 'memory'],
    ['texts in a list', 'i=0; while true; do a[$i]=$(seq 1 20000); i=$((i+1)); done', 'output'],
    ['a file that doubles', 'echo 0123 > f; while true; do cat f f > g; mv g f; done', 'memory'],
    ['a file that is written to', 'while true; do seq 1 20000 >> f; done', 'memory'],
    ['ever more files', 'seq 1 20000 > s; i=0; while true; do cp s s$i; i=$((i+1)); done', 'memory'],
    ['files in a container', 'docker exec web sh -c "while true; do seq 1 20000 >> f; done"', 'memory'],
    ['a wide column', 'printf "%1000000000s" x > f', 'memory'],
    ['a width as an argument', 'printf "%*s" 2000000000 x | wc -c', 'memory'],
    ['braces in braces', 'echo {1..1000}{1..1000}{1..1000} > /dev/null', 'memory'],
    ['a thousand million numbers', 'seq 1000000000 | wc -l', 'output'],
    ['a text of awk', 'awk \'BEGIN { x = "a"; while (1) x = x x }\'', 'memory'],
  ])('%s', async (_, line, excess) => {
    const { session } = await labAfter('docker run -d --name web nginx');
    const before = JSON.stringify(session.world);
    const work = newWork({ memory: 2_000_000 });
    await expect(run(session.world, 'host1', line, { work })).rejects.toMatchObject({ excess });
    expect(JSON.stringify(session.world)).toBe(before);
  });
});

test('an honest line may be long', async () => {
  const world = createLab({ seed: 1 });
  const { exit, stdout } = await run(world, 'host1', 'for i in $(seq 1 2000); do echo line $i; done | wc -l');
  expect([exit, stdout.trim()]).toEqual([0, '2000']);
});

test('what awk keeps is bounded, in an array as well', async () => {
  const line =
    'awk \'BEGIN { s = "0123456789abcdef"; for (i = 0; i < 14; i++) s = s s; for (;; i++) a[i] = toupper(s i) }\'';
  const { world } = (await labAfter()).session;
  await expect(run(world, 'host1', line)).rejects.toMatchObject({ excess: 'memory' });
});
