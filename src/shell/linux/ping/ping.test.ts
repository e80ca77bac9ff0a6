import { beforeAll, describe, expect, it } from 'vitest';
import { labAfter, printed, type At } from '../../shell.fixture.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter(
    'docker network create shop',
    'docker run -d --name web --network shop traefik/whoami',
    'docker run -d --name box --network shop alpine',
    'docker run -d --name none --network none alpine',
  ));
});
/** Without what depends on how long the answer took. */
const timeless = (text: string) => text.replace(/time=[\d.]+/g, 'time=T').replace(/= [\d./]+ ms/g, '= T ms');

it('names the interface of an address that is of a link alone', async () => {
  const { stdout } = await at('host1', 'ping -c 1 -W 1 fe80::1%eth0');
  expect(stdout).toContain('PING fe80::1%eth0 (fe80::1%eth0) 56 data bytes\n');
});

describe('ping', () => {
  it('names who answers', async () => {
    expect(timeless((await at('box', 'ping -c 1 web')).stdout)).toBe(
      `PING web (172.18.0.2) 56(84) bytes of data.
64 bytes from web.shop (172.18.0.2): icmp_seq=1 ttl=64 time=T ms

--- web ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = T ms
`,
    );
  });
  it('takes no address for its own', async () => {
    expect((await at('box', 'ping -c 1 0.0.0.0')).stdout).toMatch(/^PING 0\.0\.0\.0 \(127\.0\.0\.1\) 56/);
    expect((await at('box', 'ping -c 1 -I 172.18.0.3 0')).stdout).toMatch(/^PING 0 \(172\.18\.0\.3\) from /);
  });
  it('says who refused, and that nobody answered', async () => {
    expect(await at('box', 'ping -c 1 -t 1 203.0.113.10')).toEqual(
      printed(
        `PING 203.0.113.10 (203.0.113.10) 56(84) bytes of data.
From 172.18.0.1 icmp_seq=1 Time to live exceeded

--- 203.0.113.10 ping statistics ---
1 packets transmitted, 0 received, +1 errors, 100% packet loss, time 0ms

`,
        '',
        1,
      ),
    );
    expect(await at('box', 'ping -c 2 -W 1 172.18.0.99')).toMatchObject({
      stdout: expect.stringMatching(/\n2 packets transmitted, 0 received, 100% packet loss, time \d+ms\n\n$/) as string,
      exit: 1,
    });
  });
  it('says that its own host refuses', async () => {
    await at('host1', 'iptables -A OUTPUT -d 192.168.65.50 -j REJECT');
    const { stdout, stderr, exit } = await at('host1', 'ping -c 2 192.168.65.50');
    expect([stdout.replace(/time \d+ms/, 'time T'), stderr, exit]).toEqual([
      `PING 192.168.65.50 (192.168.65.50) 56(84) bytes of data.
From 192.168.65.10 icmp_seq=1 Destination Port Unreachable
From 192.168.65.10 icmp_seq=2 Destination Port Unreachable

--- 192.168.65.50 ping statistics ---
2 packets transmitted, 0 received, +2 errors, 100% packet loss, time T

`,
      'ping: sendmsg: Operation not permitted\n'.repeat(2),
      1,
    ]);
    expect(await at('host1', 'ping -q -c 1 192.168.65.50')).toMatchObject({ stderr: '', exit: 1 });
    await at('host1', 'iptables -F OUTPUT');
  });
  it('sends as many as asked, each after the other', async () => {
    const { stdout } = await at('box', 'ping -c 3 -i 0.2 -q web');
    expect(timeless(stdout)).toMatch(
      /^PING web \(172\.18\.0\.2\) 56\(84\) bytes of data\.\n\n--- web ping statistics ---\n3 packets transmitted, 3 received, 0% packet loss, time 4\d\dms\n/,
    );
  });
  it.each([
    ['box', 'ping -c 1 nosuch', 'ping: nosuch: Name or service not known\n', 2],
    ['box', 'ping', 'ping: usage error: Destination address required\n', 1],
    ['box', 'ping -c abc web', "ping: invalid argument: 'abc'\n", 1],
    ['box', 'ping -c 1 -I eth9 web', 'ping: SO_BINDTODEVICE eth9: No such device\n', 2],
    ['box', 'ping -c 1 -I 1.2.3.4 web', 'ping: bind: Cannot assign requested address\n', 2],
    ['box', 'ping -6 -c 1 web', 'ping: web: Address family for hostname not supported\n', 2],
    ['none', 'ping -c 1 8.8.8.8', 'ping: connect: Network is unreachable\n', 2],
    ['none', 'ping -c 1 example.com', 'ping: example.com: Temporary failure in name resolution\n', 2],
  ])('%s$ %s', async (place, line, stderr, exit) => expect(await at(place, line)).toEqual(printed('', stderr, exit)));
});
