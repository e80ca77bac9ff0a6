import { beforeAll, describe, expect, it } from 'vitest';
import { atFor, labAfter, printed, type At } from '../shell.fixture.ts';
import { execute, run } from '../run.ts';
import { createLab } from '../../world/lab.ts';
import type { Session } from '../session.ts';

let at: At;
let session: Session;
beforeAll(async () => {
  ({ at, session } = await labAfter('docker run -d --name box alpine', 'docker run -d --name web nginx'));
});

describe('a line for a shell', () => {
  it.each([
    ['docker ps -q | wc -l', printed('2\n')],
    ['docker ps --format "{{.Names}}" | sort', printed('box\nweb\n')],
    [
      'docker rm nosuch && echo yes || echo no',
      printed('no\n', 'Error response from daemon: No such container: nosuch\n'),
    ],
    ['ip a show nosuch 2>&1 | tr a-z A-Z', printed('DEVICE "NOSUCH" DOES NOT EXIST.\n')],
    ['for n in $(docker ps --format {{.Names}} | sort); do echo "<$n>"; done', printed('<box>\n<web>\n')],
    ['x=5; echo $((x * 2)) ${x}a ${y:-none}', printed('10 5a none\n')],
    ['echo $HOME $(hostname) `pwd`', printed('/root host1 /root\n')],
    ['echo a > /tmp/a; cat < /tmp/a; cat /tmp/*', printed('a\na\n')],
    ['cat <<END\none $((1 + 1))\nEND', printed('one 2\n')],
    ['(exit 3)', printed('', '', 3)],
    ['false; echo $?', printed('1\n')],
    ['echo $0; umask', printed('sh\n0022\n')],
    ['docker inspect box web | jq -r ".[].Name"', printed('/box\n/web\n')],
    ["sh -c 'echo $1 $#' x a b", printed('a 2\n')],
    ["docker exec box sh -c 'cd /etc && cat hostname | wc -c'", printed('13\n')],
    ['echo a | sort | nosuch | cat', printed('', 'sh: 1: nosuch: not found\n')],
    ['echo "a\\tb"; echo -n c; echo -e d', printed('a\tb\nc-e d\n')],
    ['bash -c \'echo "a\\tb"; echo -e "c\\td"\'', printed('a\\tb\nc\td\n')],
    ['cd /nosuch; echo $?; pwd', printed('2\n/root\n', "sh: 1: cd: can't cd to /nosuch\n")],
    ['cat < /nosuch; echo $?', printed('2\n', 'sh: 1: cannot open /nosuch: No such file\n')],
    ['echo x > /nosuch/f || echo $?', printed('2\n', 'sh: 1: cannot create /nosuch/f: Directory nonexistent\n')],
    ['false > /tmp/f; echo $?; { cd /etc && pwd > /tmp/f; }; cat /tmp/f; pwd', printed('1\n/etc\n/etc\n')],
    ['(sleep 2; date +%S > /tmp/t) & date +%S; sleep 3; cat /tmp/t; date +%S', printed('00\n02\n03\n')],
    ['echo "unfinished', printed('', 'sh: 1: Syntax error: Unterminated quoted string\n', 2)],
  ])('%s', async (line, expected) => expect(await at('host1', line)).toEqual(expected));

  it("is deterministic: chance and time are the world's", async () => {
    const { stdout } = await at('host1', "bash -c 'echo $RANDOM $(date +%Y) $(sleep 2; date +%s)'");
    const [random, year, seconds] = stdout.trim().split(' ').map(Number);
    expect(random).toBeLessThan(32768);
    expect(year).toBe(new Date(session.world.clock.now).getUTCFullYear());
    expect(seconds).toBe(Math.floor(session.world.clock.now / 1000));
  });
  it.each([
    'echo ${RANDOM@Q} ${RANDOM:-x} $((RANDOM))',
    'eval "echo \\$RANDOM"; n=RANDOM; echo ${!n}; let x=RANDOM; declare -i y=RANDOM; echo $x $y',
    "awk 'BEGIN { print rand(), srand(), srand() }'",
    "printf '%(%s)T\\n' -1; jq -n now",
  ])('has the same chance and time whenever it is played: %s', async (line) => {
    const world = createLab({ seed: 3 });
    const [first, second] = [await run(world, 'host1', line), await run(world, 'host1', line)];
    expect([second.stdout, second.stderr]).toEqual([first.stdout, first.stderr]);
    expect(first.stdout.trim()).not.toBe('');
  });
  it('has other chances each time that it asks', async () => {
    const { stdout } = await at('host1', "bash -c 'for i in 1 2 3 4 5; do echo $RANDOM; done | sort -u | wc -l'");
    expect(Number(stdout)).toBeGreaterThan(1);
  });
  it("measures time by the world's clock", async () => {
    expect(await at('host1', 'time sleep 1.5; time false')).toEqual(
      printed(
        '',
        '\nreal\t0m1.502s\nuser\t0m0.002s\nsys\t0m0.000s\n\nreal\t0m0.002s\nuser\t0m0.002s\nsys\t0m0.000s\n',
        1,
      ),
    );
  });
  it('starts listening in the background', async () => {
    expect((await at('host1', 'timeout 60 nc -dlk 8095 >/dev/null 2>&1 &')).exit).toBe(0);
    expect(await at('host1', 'nc -zv 127.0.0.1 8095')).toEqual(
      printed('', 'Connection to 127.0.0.1 8095 port [tcp/*] succeeded!\n'),
    );
  });
  it('says why nothing can be written there', async () => {
    expect((await at('host1', 'echo x > /nosuch/f')).stderr).toBe(
      'sh: 1: cannot create /nosuch/f: Directory nonexistent\n',
    );
  });
  it('collects the traces of all its commands', async () => {
    const { traces } = await execute(session, 'box', 'ping -c 1 172.17.0.1 | tail -1; ping -c 1 172.17.0.3', {
      fresh: true,
    });
    expect(traces.length).toBeGreaterThanOrEqual(2);
  });
  it('puts no marks of its own into files', async () => {
    await atFor(session)('box', 'printf "é\\n" > /tmp/u; echo ü >> /tmp/u');
    expect((await at('box', 'cat /tmp/u')).stdout).toBe('é\nü\n');
    expect((await at('box', 'ls /tmp')).stdout).toBe('u\n');
  });
  it('moves a file onto another, whose place it takes', async () => {
    const line = 'cd /tmp; echo old > f; echo new > g; mv g f; cat f; ls f g';
    expect(await at('box', line)).toMatchObject({ stdout: 'new\nf\n' });
    await at('box', 'rm /tmp/f');
  });
});
