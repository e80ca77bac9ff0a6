import { beforeAll, describe, expect, it } from 'vitest';
import { labAfter, printed, type At } from '../../shell.fixture.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter(
    'docker network create net1',
    'docker run -d --name box --network net1 alpine',
    'docker run -d --name duo --network net1 nginx',
    'docker run -d --name none --network none alpine',
    'docker run -d --name nor --cap-drop NET_RAW alpine',
  ));
});
/** Without what depends on how long answers took. The kernel allows so many errors a second (icmp_ratelimit). */
const rested = async (place: string, line: string) => {
  await at(place, 'sleep 10');
  const { stdout, stderr, exit } = await at(place, line);
  return { stdout: stdout.replace(/ *\d+\.\d{3} ?ms/g, ' T'), stderr, exit };
};

describe('traceroute', () => {
  it('names hops up to the destination', async () => {
    expect(await rested('box', 'traceroute -q 1 example.com')).toEqual(
      printed(`traceroute to example.com (203.0.113.10), 30 hops max, 60 byte packets
 1  172.18.0.1 (172.18.0.1) T
 2  192.168.65.1 (192.168.65.1) T
 3  example.com (203.0.113.10) T
`),
    );
    expect((await rested('box', 'traceroute duo')).stdout).toBe(
      'traceroute to duo (172.18.0.3), 30 hops max, 60 byte packets\n 1  duo.net1 (172.18.0.3) T T T\n',
    );
  });
  it.each(['-I', '-T', '-T -p 81', '-U', ''])('probes by other means (%s)', async (method) => {
    expect((await rested('box', `traceroute -n ${method} -q 1 203.0.113.10`)).stdout).toBe(
      `traceroute to 203.0.113.10 (203.0.113.10), 30 hops max, 60 byte packets
 1  172.18.0.1 T
 2  192.168.65.1 T
 3  203.0.113.10 T
`,
    );
  });
  it('waits for what does not come, and says who complains', async () => {
    expect((await rested('box', 'traceroute -n -w 1 -q 2 -m 2 172.17.0.2')).stdout).toBe(
      'traceroute to 172.17.0.2 (172.17.0.2), 2 hops max, 60 byte packets\n 1  * *\n 2  * *\n',
    );
    expect((await rested('box', 'traceroute -n -q 1 10.99.99.99')).stdout).toBe(
      `traceroute to 10.99.99.99 (10.99.99.99), 30 hops max, 60 byte packets
 1  172.18.0.1 T
 2  192.168.65.1 T !N
`,
    );
  });
  it('loses answers to the limit of errors that a kernel sends', async () => {
    expect((await rested('box', 'traceroute -n 203.0.113.10; traceroute -n -f 3 203.0.113.10')).stdout).toBe(
      `traceroute to 203.0.113.10 (203.0.113.10), 30 hops max, 60 byte packets
 1  172.18.0.1 T T T
 2  192.168.65.1 T T T
 3  203.0.113.10 T T T
traceroute to 203.0.113.10 (203.0.113.10), 30 hops max, 60 byte packets
 3  * * *
 4  * * *
 5  * * *
 6  * * *
 7  * * *
 8  * 203.0.113.10 T T
`,
    );
  });
  it('finds the MTU of a path', async () => {
    expect((await rested('box', 'traceroute -n -F -q 1 203.0.113.10 2000')).stdout).toBe(
      'traceroute to 203.0.113.10 (203.0.113.10), 30 hops max, 2000 byte packets\n 1  * T !F-1500\n',
    );
    await at('host1', 'ip link set eth0 mtu 1400');
    const found = await rested('box', 'traceroute -n --mtu 203.0.113.10');
    const refused = await rested('box', 'traceroute -n -F -q 1 203.0.113.10 1450');
    await at('host1', 'ip link set eth0 mtu 1500');
    expect(found.stdout).toBe(
      `traceroute to 203.0.113.10 (203.0.113.10), 30 hops max, 65000 byte packets
 1  172.18.0.1 T F=1500 T T
 2  192.168.65.1 T F=1400 T T
 3  203.0.113.10 T T T
`,
    );
    expect(refused.stdout).toBe(
      `traceroute to 203.0.113.10 (203.0.113.10), 30 hops max, 1450 byte packets
 1  172.18.0.1 T
 2  172.18.0.1 T !F-1400
`,
    );
  });
  it('cannot send', async () => {
    const header = (host: string) => `traceroute to ${host} (${host}), 30 hops max, 60 byte packets`;
    expect(await at('none', 'traceroute -n 203.0.113.10')).toEqual(
      printed(header('203.0.113.10'), '\nconnect: Network is unreachable\n', 1),
    );
    expect(await at('none', 'traceroute -n -I 203.0.113.10')).toEqual(
      printed('', '\nconnect: Network is unreachable\n', 1),
    );
    await at('host1', 'iptables -I OUTPUT -d 203.0.113.0/24 -j DROP');
    const dropped = await at('host1', 'traceroute -n 203.0.113.10');
    await at('host1', 'iptables -D OUTPUT 1');
    expect(dropped).toEqual(printed(header('203.0.113.10'), '\nsend: Operation not permitted\n', 1));
    expect(await at('nor', 'traceroute -n -T 203.0.113.10')).toEqual(
      printed(
        '',
        'You do not have enough privileges to use this traceroute method.\nsocket: Operation not permitted\n',
        1,
      ),
    );
  });
  it.each([
    ['-x', "Bad option `-x' (argc 1)"],
    ['-m', "Option `-m' (argc 1) requires an argument: `-m max_ttl'"],
    ['-m foo 1.2.3.4', "Cannot handle `-m' option with arg `foo' (argc 2)"],
    ['-m 0 1.2.3.4', 'first hop out of range'],
    ['-m 256 1.2.3.4', 'max hops cannot be more than 255'],
    ['-q 11 1.2.3.4', 'no more than 10 probes per hop'],
    ['-nIq1 1.2.3.4', "Option `-q' (argc 1) requires an argument: `-q nqueries'"],
    ['1.2.3.4 foo', 'Cannot handle "packetlen" cmdline arg `foo\' on position 2 (argc 2)'],
    ['1.2.3.4 40 50', "Extra arg `50' (position 3, argc 3)"],
    ['-n', 'Specify "host" missing argument.'],
    ['nope', 'nope: Name or service not known\nCannot handle "host" cmdline arg `nope\' on position 1 (argc 1)'],
  ])('refuses %s', async (args, why) => {
    expect(await at('box', `traceroute ${args}`)).toEqual(printed('', `${why}\n`, 2));
  });
});

describe('tracepath', () => {
  it('follows the path', async () => {
    expect(await rested('box', 'tracepath 203.0.113.10')).toEqual(
      printed(` 1?: [LOCALHOST]                      pmtu 1500
 1:  172.18.0.1 T 
 1:  172.18.0.1 T 
 2:  192.168.65.1 T 
 3:  example.com T reached
     Resume: pmtu 1500 hops 3 back 3 
`),
    );
    expect((await at('box', 'tracepath -b -m 2 duo')).stdout).toMatch(
      /\n 1: {2}duo\.net1 \(172\.18\.0\.3\) {33}0\.\d{3}ms reached\n/,
    );
  });
  it('finds a narrower link on the way', async () => {
    await at('host1', 'ip link set eth0 mtu 1400');
    const { stdout } = await rested('box', 'tracepath -n 203.0.113.10');
    await at('host1', 'ip link set eth0 mtu 1500');
    expect(stdout).toBe(
      ` 1?: [LOCALHOST]                      pmtu 1500
 1:  172.18.0.1 T 
 1:  172.18.0.1 T 
 2:  172.18.0.1 T pmtu 1400
 2:  192.168.65.1 T 
 3:  203.0.113.10 T reached
     Resume: pmtu 1400 hops 3 back 3 
`,
    );
  });
  it('gives up', async () => {
    expect((await rested('box', 'tracepath -n -m 2 203.0.113.10')).stdout).toMatch(
      /\n {5}Too many hops: pmtu 1500\n {5}Resume: pmtu 1500 \n$/,
    );
    expect((await rested('box', 'tracepath -n -m 2 172.17.0.2')).stdout).toBe(
      ` 1?: [LOCALHOST]                      pmtu 1500
 1:  no reply
 2:  no reply
     Too many hops: pmtu 1500
     Resume: pmtu 1500 
`,
    );
    expect((await rested('box', 'tracepath -n 10.99.99.99')).stdout).toMatch(
      /\n 2: {2}192\.168\.65\.1 T !N\n {5}Resume: pmtu 1500 \n$/,
    );
    expect(await at('none', 'tracepath -n 203.0.113.10')).toEqual(
      printed(' 1:  send failed\n     Resume: pmtu 65535 \n'),
    );
  });
  it.each([
    ['-m foo 1.2.3.4', "invalid argument: 'foo'"],
    ['-m 300 1.2.3.4', "invalid argument: '300': out of range: 0 <= value <= 255"],
    ['nope', 'nope: Name or service not known'],
  ])('refuses %s', async (args, why) => {
    expect(await at('box', `tracepath ${args}`)).toEqual(printed('', `tracepath: ${why}\n`, 1));
  });
});
