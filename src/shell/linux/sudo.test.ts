import { beforeAll, describe, expect, it } from 'vitest';
import { labAfter, printed, type At } from '../shell.fixture.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter('docker run -d --name box alpine'));
});

describe('sudo', () => {
  it('runs the rest, with its input and its exit code', async () => {
    expect(await at('host1', 'sudo id -u')).toEqual(printed('0\n'));
    expect((await at('host1', 'echo hi | sudo -E cat')).stdout).toBe('hi\n');
    expect((await at('host1', 'sudo false')).exit).toBe(1);
    expect((await at('host1', 'sudo docker ps -q | wc -l')).stdout).toBe('1\n');
    expect((await at('host1', 'sudo sh -c "echo a > /tmp/a"; cat /tmp/a')).stdout).toBe('a\n');
  });
  it('knows no command that is not there, and is not in a container', async () => {
    expect(await at('host1', 'sudo nosuch')).toEqual(printed('', 'sudo: nosuch: command not found\n', 1));
    expect((await at('host1', 'sudo')).stderr).toMatch(/^usage: sudo -h/);
    expect((await at('box', 'sudo id')).exit).toBe(127);
  });
});

describe('pagers', () => {
  it('print all of their input', async () => {
    await at('host1', 'echo text > /tmp/t');
    expect(await at('host1', 'cat /tmp/t | more; less /tmp/t; cat /tmp/t | less')).toEqual(
      printed('text\ntext\ntext\n'),
    );
    expect((await at('host1', 'more /nosuch')).stderr).toBe('more: cannot open /nosuch: No such file or directory\n');
  });
});
