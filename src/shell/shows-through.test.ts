import { expect, test } from 'vitest';
import { execute } from './run.ts';
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
  ["bash -c 'declare -A m; m[a$(b]=1'", 'bash: line 1: syntax error: bad substitution\n'],
  ['pgrep "("', 'pgrep: regex error: Invalid regular expression\n'],
  ['sysctl -a -r "("', 'sysctl: error: bad regular expression: (\n'],
  ...['constructor', 'valueOf'].map((name) => [
    `date --iso-8601=${name}`,
    `date: invalid argument ‘${name}’ for ‘--iso-8601’\nValid arguments are:\n  - ‘hours’\n  - ‘minutes’\n  - ‘date’\n  - ‘seconds’\n  - ‘ns’\nTry 'date --help' for more information.\n`,
  ]),
  ['dig -p none web', "dig: Couldn't parse port number\n"],
  ['echo a | grep -A x a', 'grep: x: invalid context length argument\n'],
  ['echo a | xargs -n x echo', 'xargs: invalid number "x" for -n option\n'],
  [
    "echo a | xargs -d 'b*'",
    'xargs: Invalid input delimiter specification b*: the delimiter must be either a single character or an escape sequence starting with \\.\n',
  ],
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
  const { NanoCpus } = container!.hostConfig as unknown as { NanoCpus: number };
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

test('who is no manager of a swarm cannot remove its networks', async () => {
  const { at } = await labAfter('docker swarm init', 'docker swarm join-token -q worker > /run/sock/token');
  await at('@lan', 'add host host2');
  await at('host2', 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377');
  expect((await at('host2', 'docker network rm ingress')).stderr).toBe(
    "Error response from daemon: This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.\nexit status 1\n",
  );
});

test('every packet has an end, also one that is sent by who gives up in a loop of proxies', async () => {
  const { session } = await labAfter(
    'docker run -d -p 8080:80 nginx',
    'iptables -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports 8080',
  );
  const { traces } = await execute(session, 'host1', 'curl -s -m 1 169.254.1.1:1', { fresh: true });
  const last = new Map(traces.flatMap(({ hops }) => hops).map((hop) => [hop.packet, hop]));
  expect([...last.values()].filter(({ verdict }) => verdict.kind === 'on')).toEqual([]);
});
