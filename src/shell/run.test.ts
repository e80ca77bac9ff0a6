import { beforeAll, describe, expect, it } from 'vitest';
import { createLab } from '../world/lab.ts';
import { labAfter, printed, type At } from './shell.fixture.ts';
import { execute, run } from './run.ts';
import { openSession } from './session.ts';

const lab = createLab({ seed: 1 });

describe('a plain line', () => {
  it('ends at once', () => {
    const outcome = execute(openSession(lab), 'host1', 'echo host1');
    expect(outcome).toMatchObject({ stdout: 'host1\n', stderr: '', exit: 0, traces: [] });
  });
  it('leaves the world as it was', async () => {
    const before = JSON.stringify(lab);
    const outcome = await run(lab, 'host1', 'docker network create shop');
    expect(outcome.exit).toBe(0);
    expect(JSON.stringify(lab)).toBe(before);
    expect(Object.values(outcome.world.machines['host1']?.engine?.networks ?? {})).toHaveLength(4);
  });
  it('gives the same world when it is run again', async () => {
    const line = 'docker run -d -p 80 nginx && curl -s localhost:32768 | head -1';
    const [first, second] = [await run(lab, 'host1', line), await run(lab, 'host1', line)];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });
});

describe('a terminal', () => {
  it('keeps its directory and variables from line to line', () => {
    const session = openSession(lab);
    const type = (line: string) => execute(session, 'host1', line);
    void type('cd /etc');
    void type('export GREETING=hello');
    expect(type('pwd')).toMatchObject({ stdout: '/etc\n' });
    expect(type('printenv GREETING OLDPWD')).toMatchObject({ stdout: 'hello\n/root\n' });
    expect(execute(session, 'client', 'pwd')).toMatchObject({ stdout: '/\n' });
    expect(execute(session, 'host1', 'pwd', { fresh: true })).toMatchObject({ stdout: '/root\n' });
    void type('cd -');
    expect(type('pwd')).toMatchObject({ stdout: '/root\n' });
  });
  it('keeps them through lines for bash too', async () => {
    const session = openSession(lab);
    await execute(session, 'host1', 'cd /tmp && X=1; export Y=2');
    expect(execute(session, 'host1', 'pwd')).toMatchObject({ stdout: '/tmp\n' });
    expect(await execute(session, 'host1', 'echo $X$Y')).toMatchObject({ stdout: '12\n' });
  });
  it('forgets nothing but what a fresh line changed', async () => {
    const session = openSession(lab);
    await execute(session, 'host1', 'cd /tmp', { fresh: true });
    expect(session.world.shells).toEqual({});
  });
});

describe('what is not there', () => {
  let at: At;
  beforeAll(async () => {
    ({ at } = await labAfter(
      'docker run -d --name box alpine',
      'docker run -d --name gone alpine',
      'docker kill gone',
    ));
  });
  it.each([
    ['host1', 'png -c 1 x', printed('', 'sh: 1: png: not found\n', 127)],
    ['host1', '/nosuch/tool', printed('', 'sh: 1: /nosuch/tool: not found\n', 127)],
    ['box', 'docker ps', printed('', 'sh: 1: docker: not found\n', 127)],
    ['box', 'iptables -L', printed('', 'sh: 1: iptables: not found\n', 127)],
    ['client', 'docker ps', printed('', 'sh: 1: docker: not found\n', 127)],
    ['host1', 'cd /nosuch', printed('', "sh: 1: cd: can't cd to /nosuch\n", 2)],
    ['box', '/bin/echo hi', printed('hi\n')],
  ])('at %s: %s', async (place, line, expected) => expect(await at(place, line)).toEqual(expected));

  it('speaks as docker does of a container that does not run, or is none', async () => {
    expect((await at('gone', 'ls')).stderr).toMatch(
      /^Error response from daemon: container [0-9a-f]{64} is not running\n$/,
    );
    expect(await at('nosuch', 'ls')).toEqual(printed('', 'Error response from daemon: No such container: nosuch\n', 1));
  });
});
