import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainWords } from '../../shell/words.ts';
import { emptyContainer, runLine } from './container.ts';
import { createLine, emptyNetwork } from './network.ts';
import { sendLine } from './send.ts';

describe('docker run', () => {
  test('a web server with a published port', () => {
    const ports = [{ host: '8080', container: '80', protocol: 'tcp' }] as const;
    expect(runLine({ ...emptyContainer, image: 'nginx', name: 'web', ports })).toBe(
      'docker run -d --name web -p 8080:80 nginx',
    );
  });

  test('every option', () => {
    const line = runLine({
      image: 'busybox',
      name: 'box',
      network: 'shop',
      alias: 'db',
      environment: ['GREETING=hello world', ''],
      ports: [
        { host: '', container: '53', protocol: 'udp' },
        { host: '127.0.0.1:9000', container: '80', protocol: 'tcp' },
        { host: '', container: '', protocol: 'tcp' },
      ],
      command: "sh -c 'sleep 5'",
    });
    expect(line).toBe(
      "docker run -d --name box --network shop --network-alias db -p 53/udp -p 127.0.0.1:9000:80 -e 'GREETING=hello world' busybox sh -c 'sleep 5'",
    );
  });

  test('whatever is typed stays one word', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, image) => {
        fc.pre(name.trim() !== '' && image.trim() !== '');
        const words = plainWords(runLine({ ...emptyContainer, name, image }));
        expect(words).toEqual(['docker', 'run', '-d', '--name', name.trim(), image.trim()]);
      }),
    );
  });
});

describe('docker network create', () => {
  test('a plain one', () => {
    expect(createLine({ ...emptyNetwork, name: 'shop' })).toBe('docker network create shop');
  });

  test('every option', () => {
    expect(
      createLine({
        ...emptyNetwork,
        name: 'shop',
        subnet: '10.1.0.0/24',
        gateway: '10.1.0.254',
        internal: true,
        talk: false,
      }),
    ).toBe(
      'docker network create --internal --subnet 10.1.0.0/24 --gateway 10.1.0.254 -o com.docker.network.bridge.enable_icc=false shop',
    );
  });

  test('on an interface of the host', () => {
    const lan = { ...emptyNetwork, name: 'lan', subnet: '192.168.65.0/24', gateway: '192.168.65.1', parent: 'eth0' };
    expect(createLine({ ...lan, driver: 'macvlan', range: '192.168.65.128/28', mode: 'bridge' })).toBe(
      'docker network create -d macvlan --subnet 192.168.65.0/24 --ip-range 192.168.65.128/28 --gateway 192.168.65.1 -o parent=eth0 lan',
    );
    expect(createLine({ ...emptyNetwork, name: 'l3', driver: 'ipvlan', parent: 'eth0.10', mode: 'l3' })).toBe(
      'docker network create -d ipvlan -o parent=eth0.10 -o ipvlan_mode=l3 l3',
    );
  });

  test('over several hosts', () => {
    expect(createLine({ ...emptyNetwork, name: 'mesh', driver: 'overlay', encrypted: true, talk: false })).toBe(
      'docker network create -d overlay --attachable -o encrypted mesh',
    );
  });
});

describe('sending', () => {
  test.each([
    [{ kind: 'ping', target: '172.17.0.2', port: '' }, 'ping -c 1 -W 1 172.17.0.2'],
    [{ kind: 'curl', target: 'web', port: '80' }, 'curl -s -m 2 http://web'],
    [{ kind: 'curl', target: '192.168.65.10', port: '8080' }, 'curl -s -m 2 http://192.168.65.10:8080'],
    [{ kind: 'curl', target: '2001:db8::2', port: '8080' }, "curl -s -m 2 'http://[2001:db8::2]:8080'"],
    [{ kind: 'dns', target: 'example.com', port: '' }, 'dig +short example.com'],
  ] as const)('%j', (form, line) => {
    expect(sendLine(form)).toBe(line);
  });
});
