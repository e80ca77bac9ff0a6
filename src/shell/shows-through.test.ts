import { expect, test } from 'vitest';
import { labAfter } from './shell.fixture.ts';

/** What only JavaScript says. */
const OF_JAVASCRIPT = /NaN|undefined|\[object|native code|Cannot read|is not a function|Invalid/;

test.each([
  ['nc -l -p 8080-x', 'nc: port number invalid: 8080-x\n'],
  ['nc -l -p x', 'nc: port number invalid: x\n'],
  ['nc -p x 127.0.0.1 80', 'nc: getaddrinfo: Servname not supported for ai_socktype\n'],
  ['nginx --x', 'nginx: invalid option: "-"\n'],
  ['nginx -x', 'nginx: invalid option: "x"\n'],
  ['echo ${x:?err}', 'sh: 1: err\n'],
  ['declare -A m; m[a$(b]=1', 'sh: 1: Syntax error: bad substitution\n'],
  ['pgrep "("', 'pgrep: regex error: Invalid regular expression\n'],
  ['sysctl -a -r "("', 'sysctl: error: bad regular expression: (\n'],
  ['dig -p none web', "dig: Couldn't parse port number\n"],
  ['echo a | grep -A x a', 'grep: x: invalid context length argument\n'],
  ['echo a | xargs -n x echo', 'xargs: invalid number "x" for -n option\n'],
  ['uniq -f x /etc/hosts', 'uniq: x: invalid number of fields to skip\n'],
])('%s', async (line, complaint) => {
  const { at } = await labAfter();
  expect((await at('client', line)).stderr).toBe(complaint);
});

test('nginx -h tells how it is called', async () => {
  const { at } = await labAfter();
  expect((await at('client', 'nginx -h')).stderr).not.toMatch(OF_JAVASCRIPT);
});

test.each(['-0', '1/2', '+0.0', '0e0'])('--cpus=%s leaves no number in the world that JSON has not', async (cpus) => {
  const { session } = await labAfter(`docker run -d --cpus=${cpus} alpine`);
  const [container] = Object.values(session.world.machines['host1']?.engine?.containers ?? {});
  const { NanoCpus } = container?.hostConfig as unknown as { NanoCpus: number };
  expect(Object.is(NanoCpus, cpus === '1/2' ? 500_000_000 : 0)).toBe(true);
});

test.each(['1/3', '1/0', 'x'])('--cpus=%s is refused', async (cpus) => {
  const { at } = await labAfter();
  const { stderr, exit } = await at('host1', `docker run -d --cpus=${cpus} alpine`);
  expect(exit).toBe(125);
  expect(stderr).toMatch(/rational number|too precise/);
});

test('what a folder lists is there', async () => {
  const { at } = await labAfter('docker run -d --name box alpine', 'ip netns add n1', 'docker swarm init');
  for (const place of ['host1', 'box', 'client']) {
    const { stderr, exit, stdout } = await at(place, 'ls -R /run /etc /var /proc/net /sys/class/net');
    expect({ place, stderr, exit }).toEqual({
      place,
      stderr: expect.not.stringContaining('No such file') as string,
      exit,
    });
    expect(stdout).not.toMatch(OF_JAVASCRIPT);
  }
});
