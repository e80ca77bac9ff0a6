import { beforeAll, describe, expect, it } from 'vitest';
import { labAfter, printed, type At } from '../../shell.fixture.ts';
import { execute } from '../../run.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter(
    'docker network create shop',
    'docker run -d --name web --network shop -p 8080:80 nginx',
    'docker run -d --name who --network shop --hostname me traefik/whoami',
    'docker run -d --name red --network shop redis',
    'docker run -d --name box --network shop alpine',
  ));
});

describe('curl', () => {
  it.each([
    ['curl -m abc who', 'curl: option -m: expected a proper numerical parameter\n', 2],
    ['curl --connect-timeout -1 who', 'curl: option --connect-timeout: expected a positive numerical parameter\n', 2],
    ['curl --retry 1.5 who', 'curl: option --retry: expected a proper numerical parameter\n', 2],
    ['curl -m', 'curl: option -m: requires parameter\n', 2],
  ])('refuses %s', async (line, problem, exit) => {
    const help = "curl: try 'curl --help' or 'curl --manual' for more information\n";
    expect(await at('box', line)).toEqual(printed('', `${problem}${help}`, exit));
  });
  it('takes no bare scheme for a host', async () => {
    const problem = 'curl: (3) URL rejected: Port number was not a decimal number between 0 and 65535\n';
    expect(await at('box', 'curl -sS http:')).toEqual(printed('', problem, 3));
  });
  it('searches for IPv6 where only IPv4 was found', async () => {
    const { session } = await labAfter(
      'docker network create shop',
      'docker run -d --name who --network shop traefik/whoami',
      'docker run -d --name box --network shop --dns-search example.com alpine',
    );
    const { traces, exit } = await execute(session, 'box', 'curl -s who');
    const asked = traces.flatMap(({ hops }) =>
      hops.flatMap(({ frame: { payload } }) =>
        payload.kind === 'ip' && payload.transport.kind === 'udp' && payload.transport.data.kind === 'dns'
          ? [`${payload.transport.data.message.type} ${payload.transport.data.message.name}`]
          : [],
      ),
    );
    expect(exit).toBe(0);
    expect([...new Set(asked)].sort()).toEqual(['A who', 'AAAA who', 'AAAA who.example.com']);
  });
  it('prints what a server says', async () => {
    expect(await at('box', 'curl -s who')).toEqual(printed('Hostname: me\nRemoteAddr: 172.18.0.5\nLocalPort: 80\n'));
    expect(
      (
        await at(
          'client',
          'curl -s -o /dev/null -w "%{http_code} %{remote_ip}:%{remote_port}\\n" http://192.168.65.10:8080',
        )
      ).stdout,
    ).toBe('200 192.168.65.10:8080\n');
    expect((await at('box', 'curl -sI web')).stdout).toMatch(
      /^HTTP\/1\.1 200 OK\r\nServer: nginx\r\nDate: .* GMT\r\nContent-Type: text\/html\r\nContent-Length: 896\r\n/,
    );
    expect((await at('box', 'curl -s -w "%{http_code}" -o /tmp/page web/nosuch; head -1 /tmp/page')).stdout).toBe(
      '404<html>\r\n',
    );
  });
  it('tells the story of a connection', async () => {
    const { stderr } = await at('box', 'curl -sv http://who');
    expect(stderr.replace(/port \d+ $/m, 'port P ')).toBe(
      `* Host who:80 was resolved.
* IPv6: (none)
* IPv4: 172.18.0.3
*   Trying 172.18.0.3:80...
* Established connection to who (172.18.0.3 port 80) from 172.18.0.5 port P 
* using HTTP/1.x
> GET / HTTP/1.1\r
> Host: who\r
> User-Agent: curl/8.22.0\r
> Accept: */*\r
> \r
* Request completely sent off
< HTTP/1.1 200 OK\r
< Content-Type: text/plain\r
< Content-Length: 50\r
< Connection: close\r
< \r
{ [50 bytes data]
* shutting down connection #0
`,
    );
  });
  it.each([
    ['curl -sS http://nosuch', 'curl: (6) Could not resolve host: nosuch\n', 6],
    ['curl -s http://nosuch', '', 6],
    ['curl -sS http://who:81', 'curl: (7) Failed to connect to who:81 after 0 ms: Could not connect to server\n', 7],
    ['curl -sS http://[::1]:81', 'curl: (7) Failed to connect to ::1:81 after 0 ms: Could not connect to server\n', 7],
    ['curl -sS -m 2 http://172.18.0.99', 'curl: (28) Connection timed out after 200x milliseconds\n', 28],
    ['curl -sS', "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n", 2],
    [
      'curl --nosuch x',
      "curl: option --nosuch: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
      2,
    ],
    ['curl -sS ftp9://x', 'curl: (1) Protocol "ftp9" not supported\n', 1],
  ])('%s', async (line, stderr, exit) => {
    const result = await at('box', line);
    expect({
      ...result,
      stderr: result.stderr.replace(/after \d+ ms: C/, 'after 0 ms: C').replace(/200\d/, '200x'),
    }).toEqual(printed('', stderr, exit));
  });
});
