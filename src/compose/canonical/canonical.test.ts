import { describe, expect, test } from 'vitest';
import { ComposeError } from '../problem.ts';
import { canonical } from './canonical.ts';
import { shortPort } from './ports.ts';
import { parseVolume } from './volumes.ts';

describe('short ports', () => {
  test('a range becomes one port each, in the order of their text', () => {
    expect(shortPort('8-10:8-10/udp').map(({ target, published }) => [target, published])).toEqual([
      [10, '10'],
      [8, '8'],
      [9, '9'],
    ]);
  });

  test('a range to one port stays', () => {
    expect(shortPort('127.0.0.1:8000-8003:80')).toEqual([
      { mode: 'ingress', host_ip: '127.0.0.1', target: 80, published: '8000-8003', protocol: 'tcp' },
    ]);
  });

  test.each([
    ['80800:80', 'Invalid hostPort: 80800'],
    ['80:80/icmp', 'Invalid proto: icmp'],
    ['300.1.1.1:80:80', 'Invalid ip address: 300.1.1.1'],
    ['8080:80:90:1', 'Invalid ip address 8080:80: address 8080:80:: too many colons in address'],
    ['[::1:80:80', "Invalid ip address [::1: address [::1:: missing ']' in address"],
    [':', 'No port specified: :<empty>'],
    ['1-2:3-5', 'Invalid ranges specified for container and host Ports: 3-5 and 1-2'],
    ['80:a', 'Invalid containerPort: a'],
  ])('%s is refused', (text, problem) => {
    expect(() => shortPort(text)).toThrow(new ComposeError({ text: problem }));
  });

  test('more than there are ports are refused before they take memory', () => {
    const ports = Array.from({ length: 1000 }, () => '0-65535');
    expect(() => canonical({ services: { web: { ports } } })).toThrow('services.web.ports: more than 65536 ports');
  });
});

describe('short mounts', () => {
  test.each([
    ['/data', { type: 'volume', target: '/data', volume: {} }],
    ['/', { type: 'volume', target: '/' }],
    ['vol:/d/../e/:ro', { type: 'volume', source: 'vol', target: '/e', read_only: true, volume: {} }],
    ['./a:/b:z', { type: 'bind', source: './a', target: '/b', bind: { selinux: 'z', create_host_path: true } }],
    ['C:/a:/b', { type: 'bind', source: 'C:/a', target: '/b', bind: { create_host_path: true } }],
    ['${A:-x}:/b', { type: 'volume', source: '${A:-x}', target: '/b', volume: {} }],
  ])('%s', (spec, mount) => {
    expect(parseVolume(spec)).toEqual(mount);
  });

  test.each([
    [':/data', 'invalid spec: :/data: empty section between colons'],
    ['va:vb:vc:vd', 'invalid spec: va:vb:vc:vd: too many colons'],
    ['', 'invalid empty volume spec'],
  ])('%s is refused', (spec, problem) => {
    expect(() => parseVolume(spec)).toThrow(new ComposeError({ text: problem }));
  });
});

test('what cannot be read stays where variables are not filled in', () => {
  const tree = { services: { web: { ports: ['${P}:80'], volumes: [':/x'] } } };
  expect(canonical(tree, { lenient: true })).toEqual(tree);
  expect(() => canonical(tree)).toThrow('Invalid hostPort: ${P}');
});

test('external with a name is taken, with a remark', () => {
  const warnings: string[] = [];
  const tree = canonical(
    { networks: { n: { external: { name: 'real' } } } },
    { warn: ({ text }) => warnings.push(text) },
  );
  expect(tree).toEqual({ networks: { n: { external: true, name: 'real' } } });
  expect(warnings).toEqual(['networks.n: external.name is deprecated. Please set name and external: true']);
  expect(() => canonical({ networks: { n: { external: { name: 'a' }, name: 'b' } } })).toThrow(
    'networks.n: name and external.name conflict; only use name',
  );
});

test('names of users may be anything', () => {
  const tree = JSON.parse('{"services":{"__proto__":{"depends_on":["constructor"]}}}') as Parameters<
    typeof canonical
  >[0];
  expect(JSON.stringify(canonical(tree))).toBe(
    '{"services":{"__proto__":{"depends_on":{"constructor":{"condition":"service_started","required":true}}}}}',
  );
});
