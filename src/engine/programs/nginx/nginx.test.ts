import { describe, expect, test } from 'vitest';
import { own } from '../../../kernel/own.ts';
import { serverFiles } from '../../files/server-files.ts';
import { ConfigError } from './error.ts';
import { readConfig } from './load.ts';
import { listensOf, type Config } from './model.ts';
import { pathOf, readRequest } from './request.ts';
import { locationFor, serverFor } from './route.ts';

const ADDRESSES: Readonly<Record<string, readonly string[]>> = { api: ['10.0.0.2'] };

const read = (text: string, more: Record<string, string> = {}) =>
  readConfig(
    serverFiles({ files: { '/etc/nginx/conf.d/t.conf': `${text}\n`, ...more } }),
    (name) => own(ADDRESSES, name) ?? [],
  );

const config = (text: string): Config => read(text).config;

function complaint(text: string): string {
  try {
    read(text);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

/** As nginx 1.30 said of each on the reference engine. */
test.each([
  ['server { listen 81 }', 'unexpected "}" in /etc/nginx/conf.d/t.conf:1'],
  ['server { listen 81; foo bar; }', 'unknown directive "foo" in /etc/nginx/conf.d/t.conf:1'],
  ['server { listen 81;', 'unexpected end of file, expecting "}" in /etc/nginx/conf.d/t.conf:2'],
  ['} server {}', 'unexpected "}" in /etc/nginx/conf.d/t.conf:1'],
  ['server { proxy_pass http://x; }', '"proxy_pass" directive is not allowed here in /etc/nginx/conf.d/t.conf:1'],
  [
    'server {\nlocation / {\nproxy_pass http://nosuch:80;\n} }',
    'host not found in upstream "nosuch" in /etc/nginx/conf.d/t.conf:3',
  ],
  ['server { location / { proxy_pass nosuch:80; } }', 'invalid URL prefix in /etc/nginx/conf.d/t.conf:1'],
  ['server { listen 99999; }', 'invalid port in "99999" of the "listen" directive in /etc/nginx/conf.d/t.conf:1'],
  ['server { listen; }', 'invalid number of arguments in "listen" directive in /etc/nginx/conf.d/t.conf:1'],
  ['server { root /a; root /b; }', '"root" directive is duplicate in /etc/nginx/conf.d/t.conf:1'],
  [
    'server { listen 80 default_server; }',
    'a duplicate default server for 0.0.0.0:80 in /etc/nginx/sites-enabled/default:22',
  ],
  ['upstream u { }', 'no servers are inside upstream in /etc/nginx/conf.d/t.conf:1'],
  [
    'upstream u { server 1.2.3.4:80; } upstream u { server 1.1.1.1; }',
    'duplicate upstream "u" in /etc/nginx/conf.d/t.conf:1',
  ],
  ['include /nofile;', 'open() "/nofile" failed (2: No such file or directory) in /etc/nginx/conf.d/t.conf:1'],
  [
    'server { location ~ ( { } }',
    'pcre2_compile() failed: missing closing parenthesis in "(" in /etc/nginx/conf.d/t.conf:1',
  ],
  ['server { location = /a { } location = /a { } }', 'duplicate location "/a" in /etc/nginx/conf.d/t.conf:1'],
  ['server { return 200 "abc; }', 'unexpected end of file, expecting ";" or "}" in /etc/nginx/conf.d/t.conf:2'],
  ['server { add_header X $nosuch; }', 'unknown "nosuch" variable'],
  ['stream { }', 'unknown directive "stream" in /etc/nginx/conf.d/t.conf:1'],
  ['upstream u { server 10.0.0.1 weight=0; }', 'invalid parameter "weight=0" in /etc/nginx/conf.d/t.conf:1'],
  [
    'server { gzip maybe; }',
    'invalid value "maybe" in "gzip" directive, it must be "on" or "off" in /etc/nginx/conf.d/t.conf:1',
  ],
  [
    'server { listen 81 ssl; }',
    'no "ssl_certificate" is defined for the "listen ... ssl" directive in /etc/nginx/conf.d/t.conf:1',
  ],
  ['include /nodir/*.conf;', ''],
  ['server { location / { proxy_pass http://$host; } }', ''],
])('%s: %s', (text, expected) => {
  expect(complaint(text)).toBe(expected);
});

test('names of upstreams have the addresses that they had when the configuration was read', () => {
  expect(read('server { location / { proxy_pass http://api:3000; } }').names).toEqual({ api: ['10.0.0.2'] });
  expect(read('server { location / { proxy_pass http://u; } } upstream u { server api:1; }').names).toEqual({
    api: ['10.0.0.2'],
  });
});

test('two servers of one name on a socket are warned of', () => {
  expect(read('server { server_name a.b; } server { server_name a.b; }').warnings).toEqual([
    'conflicting server name "a.b" on 0.0.0.0:80, ignored',
  ]);
});

test('it listens where its servers say, on each socket once', () => {
  const sockets = listensOf(
    config('server { listen 8080; listen [::]:81; } server { listen 127.0.0.1:90; listen 8080; }'),
  );
  expect(sockets.map(({ address, port }) => `${address} ${port}`)).toEqual([
    '0.0.0.0 8080',
    ':: 81',
    '127.0.0.1 90',
    '0.0.0.0 80',
    ':: 80',
  ]);
});

describe('which server answers', () => {
  const all =
    config(`server { listen 81; server_name one.lab; } server { listen 81 default_server; server_name two.lab; }
    server { listen 81; server_name *.wild.lab; } server { listen 81; server_name ~^re\\d+$; }`);
  test.each([
    ['one.lab', 'one.lab'],
    ['a.wild.lab', '*.wild.lab'],
    ['re12', '~^re\\d+$'],
    ['other', 'two.lab'],
    ['', 'two.lab'],
  ])('%s: %s', (host, name) => {
    expect(serverFor(all, '10.0.0.1', 81, host)?.names[0]).toBe(name);
  });
});

describe('which location is taken', () => {
  const [server] = config(`server { listen 81; location / {} location /a/ {} location = /a/exact {} location ^~ /img/ {}
    location ~ \\.png$ {} location ~* \\.TXT$ {} }`).servers;
  test.each([
    ['/', '/'],
    ['/x', '/'],
    ['/a/b', '/a/'],
    ['/a/exact', '/a/exact'],
    ['/a/exact/', '/a/'],
    ['/img/a.png', '/img/'],
    ['/a/b.png', '\\.png$'],
    ['/b.txt', '\\.TXT$'],
  ])('%s: %s', (uri, pattern) => {
    expect(locationFor(server?.locations ?? [], uri)?.location.pattern).toBe(pattern);
  });
});

test.each([
  ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'GET'],
  ['GET / HTTP/1.1\r\nHost: a\r\n', 'more'],
  ['GET / HTTP/1.1\r\n\r\n', 400],
  ['get / HTTP/1.0\r\n\r\n', 400],
  ['\u0016\u0003\u0001zzz', 400],
  ['GET x HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab', 'more'],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc', 'POST'],
])('a request is whole, wrong, or not yet there: %j', (text, expected) => {
  const reading = readRequest(text);
  expect(reading === 'more' ? 'more' : 'status' in reading ? reading.status : reading.request.method).toBe(expected);
});

test.each([
  ['/a/../b', '/b'],
  ['/a//b/', '/a/b/'],
  ['/a%20b?x', '/a b'],
  ['/../x', undefined],
  ['/a/.', '/a/'],
])('the path of %s is %s', (target, path) => {
  expect(pathOf(target)).toBe(path);
});

test.each(['__proto__', 'constructor', 'toString'])('%s is no directive, upstream or variable', (name) => {
  expect(complaint(`${name} x;`)).toBe(`unknown directive "${name}" in /etc/nginx/conf.d/t.conf:1`);
  expect(complaint(`server { return 200 $${name}; }`)).toBe(`unknown "${name}" variable`);
  expect(complaint(`server { location / { proxy_pass http://${name}; } }`)).toMatch(/^host not found in upstream/);
});
