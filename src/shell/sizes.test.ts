import { describe, expect, test } from 'vitest';
import { labAfter } from './shell.fixture.ts';

const lab = () => labAfter('docker run -d --name box alpine');

describe('a size that a user gives is bounded before time or memory is taken', () => {
  test.each([
    // Go reads no number above a million, and nothing behind one (fmt/print.go: parsenum, tooLarge).
    ['{{printf "%999999999d" 1}}', '%!(NOVERB)%!(EXTRA int=1)'],
    ['{{printf "%.9999999f" 1.5}}', '%!(NOVERB)%!(EXTRA float64=1.5)'],
    ['{{printf "%*d" 99999999 1}}', '%!(BADWIDTH)1'],
    ['{{printf "%.*f" 99999999 1.5}}', '%!(BADPREC)1.500000'],
    ['{{printf "%-*d|" 3 1}}{{printf "%*d|" -3 1}}', '1  |1  |'],
    ['{{len (printf "%1000000d" 1)}}', '1000000'],
    ['{{printf "%.120f" 0.5}}', `0.5${'0'.repeat(119)}`],
    ['{{printf "%c%U" 99999999999 -1}}', '\ufffdU+FFFFFFFFFFFFFFFF'],
  ])('%s', async (template, text) => {
    const { at } = await lab();
    expect(await at('host1', `docker network inspect -f '${template}' none`)).toMatchObject({ stdout: `${text}\n` });
  });

  test.each([
    ['{{range 999999999}}x{{end}}', 'more than 100000 turns'],
    ['{{define "a"}}{{template "a"}}{{end}}{{template "a"}}', 'exceeded maximum template depth'],
    ['{{$x := "aaaaaaaaaa"}}{{range 40}}{{$x = print $x $x}}{{end}}', 'more than 1000000 characters'],
    ['{{range 9}}{{printf "%999999d" 1}}{{end}}', 'more than 1000000 characters'],
  ])('%s', async (template, problem) => {
    const { at } = await lab();
    expect((await at('host1', `docker network inspect -f '${template}' none`)).stderr).toContain(problem);
  });

  test.each([
    [`traceroute -m 255 -w 1 127.0.0.1 ${'9'.repeat(200)}`, `too big packetlen ${'9'.repeat(200)} specified\n`],
    ['traceroute -q 2.5 127.0.0.1', "Cannot handle `-q' option with arg `2.5' (argc 2)\n"],
    ['ping -c 1 -s 65508 127.0.0.1', 'ping: packet size 65508 is too large. Maximum is 65507\n'],
    ['ping -c 1 -t 256 127.0.0.1', "ping: invalid argument: '256': out of range: 0 <= value <= 255\n"],
    ['ping -W 0.1 -i -1 -c 2 169.254.1.1', 'ping: bad timing interval: -1\n'],
    ['ping -c 1 -i 99999999 127.0.0.1', 'ping: bad timing interval: 99999999\n'],
    ['ping -c 99999999 -i 0 127.0.0.1', "ping: invalid argument: '99999999': this lab sends at most 10000\n"],
    ["curl 'http://127.0.0.1:8[0-9][0-9][0-9][0-9]/'", 'curl: (3) [globbing] range overflow\n'],
    ['seq -f %9999999999f 1', 'seq: memory exhausted\n'],
  ])('%s', async (line, complaint) => {
    const { at } = await lab();
    expect((await at('host1', line)).stderr).toBe(complaint);
  });

  test('a long sequence is counted, and a long sleep ends', async () => {
    const { at, session } = await lab();
    expect((await at('host1', 'seq -w 1 300000 | wc -L')).stdout).toBe('6\n');
    expect((await at('host1', `sleep ${'9'.repeat(400)}`)).exit).toBe(0);
    expect(Number.isSafeInteger(Math.round(session.world.clock.now))).toBe(true);
  });

  test.each([
    ['echo a b | xargs -n 0 echo', 'xargs: value 0 for -n option should be >= 1\n'],
    ['find /sys/class/net/lo > /dev/null', ''],
    ['find /sys > /dev/null', ''],
  ])('%s ends', async (line, complaint) => {
    const { at } = await lab();
    expect((await at('client', line)).stderr).toBe(complaint);
  });

  test('tries and waits of a resolver are as few as anybody waits for', async () => {
    const { at, session } = await lab();
    const { stdout } = await at('host1', 'dig +time=99999999 +tries=99999999 @192.168.65.99 web');
    expect(stdout).toContain('no servers could be reached');
    expect(session.world.clock.now).toBeLessThan(8.64e15);
  });

  test.each(['$((', '$(', '`$((', '(', '${x:-', '$(($('])('a line of many %s without an end', async (opening) => {
    const { at } = await lab();
    const { stdout, stderr } = await at('host1', `echo ${opening.repeat(1000)}`);
    expect(stdout + stderr).not.toBe('');
  });
});
