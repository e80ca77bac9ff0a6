import { beforeEach, describe, expect, it } from 'vitest';
import { labAfter, type At } from '../../shell.fixture.ts';
import { execute } from '../../run.ts';
import type { Session } from '../../session.ts';

let at: At;
let session: Session;
beforeEach(async () => {
  ({ at, session } = await labAfter('docker run -d --name web nginx', 'docker run -d --name box alpine sleep 1000'));
});

const LISTENING =
  'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n' +
  'listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n';
const counts = (captured: number, received: number) =>
  `${captured} packet${captured === 1 ? '' : 's'} captured\n${received} packets received by filter\n0 packets dropped by kernel\n`;

/** What differs from seed to seed. */
const masked = (text: string): string =>
  text
    .replace(/\b(id|seq|ack|val|ecr) \d+/g, '$1 N')
    .replace(/(?<=\d\.)\d{5}(?= >|:)/g, 'P')
    .replace(/0x[0-9a-f]{4}\)/g, 'C)');

/** Captures in the background while something else happens. */
const during = async (options: string, traffic: string, place = 'box') => {
  const { stdout, stderr } = await at(place, `timeout 60 tcpdump ${options} & sleep 1; ${traffic}; wait`);
  return { lines: masked(stdout).trimEnd().split('\n'), stderr };
};

describe('tcpdump', () => {
  it('shows ARP and ICMP', async () => {
    const { lines, stderr } = await during('-tni eth0', 'ping -c 1 172.17.0.2 >/dev/null');
    expect(lines).toEqual([
      'ARP, Request who-has 172.17.0.2 tell 172.17.0.3, length 28',
      expect.stringMatching(/^ARP, Reply 172.17.0.2 is-at [0-9a-f:]{17}, length 28$/),
      'IP 172.17.0.3 > 172.17.0.2: ICMP echo request, id N, seq N, length 64',
      'IP 172.17.0.2 > 172.17.0.3: ICMP echo reply, id N, seq N, length 64',
    ]);
    expect(stderr).toBe(LISTENING + counts(4, 4));
  });

  it('shows a TCP connection, its numbers from the first on', async () => {
    const { lines } = await during('-tni eth0 tcp', 'curl -s 172.17.0.2 >/dev/null');
    expect(lines.slice(0, 5)).toEqual([
      'IP 172.17.0.3.P > 172.17.0.2.80: Flags [S], seq N, win 64240, options [mss 1460,sackOK,TS val N ecr N,nop,wscale 10], length 0',
      'IP 172.17.0.2.80 > 172.17.0.3.P: Flags [S.], seq N, ack N, win 65160, options [mss 1460,sackOK,TS val N ecr N,nop,wscale 10], length 0',
      'IP 172.17.0.3.P > 172.17.0.2.80: Flags [.], ack N, win 63, options [nop,nop,TS val N ecr N], length 0',
      'IP 172.17.0.3.P > 172.17.0.2.80: Flags [P.], seq N:75, ack N, win 63, options [nop,nop,TS val N ecr N], length 74: HTTP: GET / HTTP/1.1',
      'IP 172.17.0.2.80 > 172.17.0.3.P: Flags [.], ack N, win 64, options [nop,nop,TS val N ecr N], length 0',
    ]);
    expect(lines).toHaveLength(10);
  });

  it('ends after a number of packets', async () => {
    const { stdout, stderr, exit } = await at(
      'box',
      'tcpdump -tni eth0 -c 1 icmp & sleep 1; ping -c 1 172.17.0.2 >/dev/null; pidof tcpdump',
    );
    expect(masked(stdout)).toBe('IP 172.17.0.3 > 172.17.0.2: ICMP echo request, id N, seq N, length 64\n');
    expect(stderr).toBe(LISTENING + counts(1, 2));
    expect(exit).toBe(1);
  });

  it('hears what is done meanwhile by a list put in the background', async () => {
    const { stdout, exit } = await at(
      'box',
      '(sleep 1; ping -c 1 172.17.0.2 >/dev/null) & timeout 3 tcpdump -tni eth0 icmp 2>/dev/null',
    );
    expect(masked(stdout)).toMatch(/^IP .* request.*\nIP .* reply.*\n\n$/);
    expect(exit).toBe(124);
  });

  it('writes to the file that its output was sent to', async () => {
    await at('box', 'tcpdump -ltni eth0 icmp > /tmp/out 2> /tmp/err &');
    await at('box', 'ping -c 1 172.17.0.2');
    expect(masked((await at('box', 'cat /tmp/out')).stdout)).toMatch(/^IP .* request.*\nIP .* reply.*\n$/);
    await at('box', 'pkill tcpdump');
    expect((await at('box', 'cat /tmp/err')).stdout).toBe(LISTENING + counts(2, 2));
  });

  it('sees on a bridge what that forwards, in promiscuous mode', async () => {
    const heard = async (options: string) =>
      (await during(`-tni docker0 ${options} icmp`, 'docker exec box ping -c 1 172.17.0.2 >/dev/null', 'host1')).lines;
    expect(await heard('')).toHaveLength(2);
    expect(await heard('-p')).toEqual(['']);
  });

  it.each([
    ['icmp[icmptype] == icmp-echo', 'ping -c 1 172.17.0.2', 1],
    ['tcp[tcpflags] & (tcp-syn|tcp-fin) != 0', 'curl -s 172.17.0.2', 4],
    ['tcp[13] == 2 or (icmp and src 172.17.0.2)', 'curl -so /dev/null 172.17.0.2; ping -c 1 172.17.0.2', 2],
    ['tcp port 80 and (((ip[2:2] - ((ip[0]&0xf)<<2)) - ((tcp[12]&0xf0)>>2)) != 0)', 'curl -s 172.17.0.2', 2],
    ['not arp and dst net 172.17.0.0/24 and portrange 79-81', 'curl -s 172.17.0.2', 10],
    ['src or dst port 81 or 80', 'curl -s 172.17.0.2', 10],
    ['ip proto \\icmp and greater 98', 'ping -c 1 172.17.0.2', 2],
    ['ether broadcast', 'ping -c 1 172.17.0.99', 3],
    ['host web', 'ping -c 1 172.17.0.2', 0],
  ])('filters by %s', async (filter, traffic, count) => {
    await at('box', 'echo 172.17.0.77 web >> /etc/hosts');
    const { lines } = await during(`-tni eth0 '${filter}'`, `${traffic} >/dev/null`);
    expect(lines.filter((line) => line !== '')).toHaveLength(count);
  });

  it.each([
    ['-i nosuch', 'tcpdump: nosuch: No such device exists\n(No such device exists)\n'],
    ['-i eth0 foo', "tcpdump: can't parse filter expression: syntax error\n"],
    ["-i eth0 'tcp and ('", "tcpdump: can't parse filter expression: syntax error\n"],
    ['-i eth0 port 99999', 'tcpdump: port number 99999 greater than maximum 65535\n'],
    ['-i eth0 port nosuch and', "tcpdump: unknown port 'nosuch'\n"],
    ['-i eth0 host nosuchname', "tcpdump: unknown host 'nosuchname'\n"],
    ['-i eth0 net 172.17.0.1/16', 'tcpdump: non-network bits set in "172.17.0.1/16"\n'],
    ['-i eth0 host 172.17.0.300', "tcpdump: invalid IPv4 address '172.17.0.300'\n"],
    ['-c x -i eth0', 'tcpdump: invalid packet count x\n'],
    ['-i eth0 -d icmp', "tcpdump: -d: the filter's program is not simulated\n"],
    ['-r /etc/hosts', 'tcpdump: unknown file format\n'],
  ])('refuses %s', async (words, stderr) => {
    expect(await at('box', `tcpdump ${words}`)).toEqual({ stdout: '', stderr, exit: 1 });
  });

  it('reads what it has written', async () => {
    await at('box', 'tcpdump -i eth0 -w /tmp/c.pcap -c 2 icmp 2>/dev/null & ping -c 1 172.17.0.2');
    expect(masked((await at('box', 'tcpdump -ntr /tmp/c.pcap icmp[0]==0')).stdout)).toBe(
      'IP 172.17.0.2 > 172.17.0.3: ICMP echo reply, id N, seq N, length 64\n',
    );
  });

  it('shows the octets', async () => {
    const { lines } = await during('-tnXi eth0 icmp', 'ping -c 1 -s 20 172.17.0.2 >/dev/null');
    expect(lines[1]).toMatch(
      /^\t0x0000: {2}4500 0030 [0-9a-f]{4} 4000 4001 [0-9a-f]{4} ac11 0003 {2}E\.\.0..@\.@\.......$/,
    );
    expect(lines[3]).toMatch(/^\t0x0020: {2}0000 0000 [0-9a-f]{4} [0-9a-f]{4} 0000 0000 1011 1213 {2}.{16}$/);
  });

  it('holds a terminal and prints there what others send', async () => {
    await execute(session, 'host1', 'tcpdump -tni docker0 icmp');
    const { elsewhere } = await execute(session, 'box', 'ping -c 1 172.17.0.2');
    expect(elsewhere?.['host1']?.stdout.split('\n')).toHaveLength(3);
    const { stdout, stderr } = await execute(session, 'host1', '\u0003');
    expect({ stdout, stderr }).toEqual({ stdout: '\n', stderr: `^C${counts(2, 2)}` });
    expect(session.world.foreground).toBeUndefined();
  });
});
