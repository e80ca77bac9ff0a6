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
const stdout = async (place: string, line: string) => (await at(place, line)).stdout;

describe('dig', () => {
  it('prints an answer in full', async () => {
    const text = (await stdout('box', 'dig web'))
      .replace(/id: \d+/, 'id: N')
      .replace(/time: \d+/, 'time: T')
      .replace(/WHEN: .*/, 'WHEN: W');
    expect(text).toMatch(
      /^\n; <<>> DiG 9\.\d+\.\d+\S* <<>> web\n;; global options: \+cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: N\n;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0\n\n;; QUESTION SECTION:\n;web\.\t\t\t\tIN\tA\n\n;; ANSWER SECTION:\nweb\.\t\t\t600\tIN\tA\t172\.18\.0\.2\n\n;; Query time: T msec\n;; SERVER: 127\.0\.0\.11#53\(127\.0\.0\.11\) \(UDP\)\n;; WHEN: W\n;; MSG SIZE {2}rcvd: 40\n\n$/,
    );
  });
  it.each([
    ['dig +short web', '172.18.0.2\n'],
    ['dig +short -x 172.18.0.2', 'web.shop.\n'],
    ['dig +noall +answer web', 'web.\t\t\t600\tIN\tA\t172.18.0.2\n'],
    ['dig +short example.com', '203.0.113.10\n'],
    ['dig +short nosuch.example.com', ''],
    ['dig +short web AAAA', ''],
  ])('%s', async (line, expected) => expect(await at('box', line)).toEqual(printed(expected)));

  it('gives up where nobody answers', async () => {
    const { stdout: text, exit } = await at('box', 'dig +tries=1 +time=1 @172.18.0.99 web');
    expect(text).toContain(';; communications error to 172.18.0.99#53: timed out');
    expect(text).toMatch(/;; no servers could be reached\n$/m);
    expect(exit).toBe(9);
  });
});

describe('nslookup and host', () => {
  it.each([
    [
      'nslookup web',
      printed(
        'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11#53\n\nNon-authoritative answer:\nName:\tweb\nAddress: 172.18.0.2\n\n',
      ),
    ],
    [
      'nslookup nosuch',
      printed("Server:\t\t127.0.0.11\nAddress:\t127.0.0.11#53\n\n** server can't find nosuch: NXDOMAIN\n\n", '', 1),
    ],
    ['host web', printed('web has address 172.18.0.2\nHost web not found: 3(NXDOMAIN)\n', '', 1)],
    ['host -t A web', printed('web has address 172.18.0.2\n')],
    ['host 172.18.0.2', printed('2.0.18.172.in-addr.arpa domain name pointer web.shop.\n')],
    ['host nosuch', printed('Host nosuch not found: 3(NXDOMAIN)\n', '', 1)],
  ])('%s', async (line, expected) => expect(await at('box', line)).toEqual(expected));
});

describe('getent', () => {
  it.each([
    ['box', 'getent hosts web', printed('172.18.0.2      web\n')],
    [
      'box',
      'cp /etc/hosts /tmp/h; printf "9.9.9.9 a b\\n9.9.9.8 c a\\n" >> /etc/hosts; getent hosts a; cat /tmp/h > /etc/hosts',
      printed('9.9.9.9         a b a c\n9.9.9.8         a b a c\n'),
    ],
    ['box', 'getent hosts nosuch', printed('', '', 2)],
    [
      'box',
      'getent ahostsv4 web',
      printed('172.18.0.2      STREAM web\n172.18.0.2      DGRAM  \n172.18.0.2      RAW    \n'),
    ],
    ['none', 'getent hosts localhost', printed('::1             localhost ip6-localhost ip6-loopback\n')],
    ['none', 'getent services nosuch', printed('', '', 2)],
    ['none', 'getent hosts example.com', printed('', '', 2)],
  ])('%s$ %s', async (place, line, expected) => expect(await at(place, line)).toEqual(expected));
});
