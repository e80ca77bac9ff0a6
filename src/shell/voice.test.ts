import { beforeAll, describe, expect, it } from 'vitest';
import { createLab } from '../world/lab.ts';
import { LAN } from '../world/world.ts';
import { execute } from './run.ts';
import { openSession, type Session } from './session.ts';

/** What a line prints where somebody types it. */
async function typed(session: Session, line: string): Promise<{ stdout: string; stderr: string; exit: number }> {
  const { stdout, stderr, exit } = await execute(session, 'host1', line);
  return { stdout, stderr, exit };
}

describe('at a terminal', () => {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });

  it.each([
    ['nosuch', 'bash: nosuch: command not found\n', 127],
    ['nosuch; false', 'bash: nosuch: command not found\n', 1],
    ['/etc', 'bash: /etc: Is a directory\n', 126],
    ['cd /nosuch', 'bash: cd: /nosuch: No such file or directory\n', 1],
    ['cat < /nosuch', 'bash: /nosuch: No such file or directory\n', 1],
    ['sh -c nosuch', 'sh: 1: nosuch: not found\n', 127],
    ["bash -c 'true\nnosuch'", 'bash: line 2: nosuch: command not found\n', 127],
  ])('bash counts no lines: %s', async (line, stderr, exit) => {
    expect(await typed(session, line)).toMatchObject({ stderr, exit });
  });

  it('a limit holds from line to line, a subshell keeps its own, and root may raise it again', async () => {
    await typed(session, 'ulimit -n 512');
    expect((await typed(session, '(ulimit -n 64; ulimit -n); ulimit -n; sh -c "ulimit -n"')).stdout).toBe(
      '64\n512\n512\n',
    );
    expect((await typed(session, 'ulimit -n 4096; ulimit -n')).stdout).toBe('4096\n');
    expect((await typed(session, 'ulimit -n 99999999999')).stderr).toBe(
      'bash: ulimit: open files: cannot modify limit: Operation not permitted\n',
    );
  });

  it('what a command reads by a descriptor is gone with it', async () => {
    expect((await typed(session, 'cat <(echo a) <(echo b)')).stdout).toBe('a\nb\n');
    expect(JSON.stringify(session.world.machines)).not.toContain('/dev/fd/');
  });
});

/** As busybox 1.35 said it. */
describe('in the ash of Alpine', () => {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  beforeAll(async () => {
    await execute(session, LAN, 'use images docker-hub');
    await execute(session, 'host1', 'docker run -d --name box alpine sleep infinity');
  });

  it.each([
    ['nosuch', 'sh: nosuch: not found\n', 127],
    ['/etc', 'sh: /etc: Permission denied\n', 126],
    ['exec nosuch; echo after', 'sh: exec: line 0: nosuch: not found\n', 127],
    ['cd /nosuch', "sh: cd: line 0: can't cd to /nosuch: No such file or directory\n", 2],
    ['cat < /nosuch', "sh: can't open /nosuch: no such file\n", 1],
    ['echo a > /no/such', "sh: can't create /no/such: nonexistent directory\n", 1],
    ['a=(x y)', 'sh: syntax error: unexpected "("\n', 2],
    ['x=a; echo ${x^^}', 'sh: syntax error: bad substitution\n', 2],
    ['for ((i=0;i<2;i++)); do echo $i; done', 'sh: syntax error: bad for loop variable\n', 2],
    ['declare -A m', 'sh: declare: not found\n', 127],
    ["printf 'true\\nnosuch\\n' > /tmp/t.sh; sh /tmp/t.sh", '/tmp/t.sh: line 2: nosuch: not found\n', 127],
    ['ulimit -n abc', "sh: invalid number 'abc'\n", 1],
  ])('%s', async (line, stderr, exit) => {
    expect(await execute(session, 'box', line, { fresh: true })).toMatchObject({ stderr, exit });
  });

  it.each([
    ['x=abc; echo ${x:1:1} ${x/b/c}', 'b acc\n'],
    ['[[ a == a ]]; let x=1+1; echo $? $x', '0 2\n'],
    ['echo {1..3}', '{1..3}\n'],
    ['cat <(echo a)', 'a\n'],
    ['function f { echo a; }; f', 'a\n'],
  ])('%s', async (line, stdout) => {
    expect((await execute(session, 'box', line, { fresh: true })).stdout).toBe(stdout);
  });
});
