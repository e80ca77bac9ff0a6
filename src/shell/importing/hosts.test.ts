import { describe, expect, it } from 'vitest';
import type { ContainerFacts, HostFacts, LinkFacts, RouteFacts, Snapshot } from '../../snapshot/snapshot.ts';
import type { World } from '../../world/world.ts';
import { run } from '../run.ts';
import { imported } from './host.fixture.ts';

const out = async (world: World, place: string, line: string): Promise<string> => {
  const { stdout, stderr } = await run(world, place, line, { fresh: true });
  return stdout + stderr;
};

const id = (digit: string): string => digit.repeat(64);
const kindsOf = (world: World): string[] => (world.imported?.lacks ?? []).map(({ kind }) => kind);

const lo: LinkFacts = {
  ...{ index: 1, name: 'lo', kind: 'loopback', up: true },
  addresses: [{ address: '127.0.0.1', prefixLength: 8, scope: 'host' }],
};
const link = (
  index: number,
  name: string,
  kind: string,
  address?: string,
  more: Partial<LinkFacts> = {},
): LinkFacts => {
  const [ip = '', length] = (address ?? '').split('/');
  const addresses = address === undefined ? [] : [{ address: ip, prefixLength: Number(length), scope: 'global' }];
  return { index, name, kind, up: true, mtu: 1500, mac: `52:54:00:00:00:0${index}`, addresses, ...more };
};
const way = (via: string, device: string, more: Partial<RouteFacts> = {}): RouteFacts => ({
  ...{ family: 4, destination: 'default', via, device },
  ...more,
});
const near = (destination: string, device: string, source: string): RouteFacts => ({
  ...{ family: 4, destination, device, source, scope: 'link', protocol: 'kernel' },
});

const hostOf = (links: LinkFacts[], routes: RouteFacts[], more: Partial<HostFacts> = {}): HostFacts => ({
  name: 'pve',
  ...more,
  stack: { links: [lo, ...links], routes, ...more.stack },
});
const snap = (...hosts: HostFacts[]): Snapshot => ({ version: 1, hosts });

const web: ContainerFacts = {
  ...{ id: id('a'), name: 'web', image: 'ghcr.io/acme/shop:3', status: 'running' },
  ...{ exposed: ['8000/tcp'], bindings: [{ port: '8000/tcp', hostIp: '', hostPort: '80' }] },
  attachments: [{ network: 'bridge', ipv4: '172.17.0.5', mac: '02:42:ac:11:00:05', endpointId: id('e') }],
};

describe('the LAN of a host', () => {
  it('is its own: its address stays, the router is its gateway, the client is near', async () => {
    const world = await imported(
      snap(
        hostOf(
          [link(2, 'ens3', 'ether', '10.20.0.7/22')],
          [way('10.20.0.1', 'ens3'), near('10.20.0.0/22', 'ens3', '10.20.0.7')],
          { containers: [web] },
        ),
      ),
    );
    expect(kindsOf(world)).toEqual([]);
    expect(await out(world, 'host1', 'hostname')).toBe('pve\n');
    expect(await out(world, 'host1', 'ip -br addr show ens3')).toContain('10.20.0.7/22');
    expect(await out(world, 'client', 'ip route')).toContain('default via 10.20.0.1 dev eth0');
    expect(await out(world, 'client', 'curl -s -m 2 http://10.20.0.7')).toContain('Hostname');
    expect(await out(world, 'web', 'ping -c 1 -W 1 203.0.113.10')).toContain('1 received');
    const added = await run(world, '@lan', 'add client');
    expect(added.stdout).toBe('client2 10.20.0.51\n');
    expect(await out(added.world, 'client2', 'ping -c 1 -W 1 10.20.0.7')).toContain('1 received');
  });

  it.each([
    [
      'a bridge over the NIC',
      [link(2, 'eno1', 'ether', undefined, { master: 'vmbr0' }), link(3, 'vmbr0', 'bridge', '192.168.1.5/24')],
      'vmbr0',
    ],
    [
      'a VLAN on the NIC',
      [
        link(2, 'eno1', 'ether'),
        link(3, 'eno1.20', 'vlan', '192.168.1.5/24', { lower: { index: 2, name: 'eno1' }, data: { id: 20 } }),
      ],
      'eno1.20',
    ],
    [
      'a bond',
      [link(2, 'eno1', 'ether', undefined, { master: 'bond0' }), link(3, 'bond0', 'bond', '192.168.1.5/24')],
      'bond0',
    ],
  ] as const)('is reached by %s', async (_, links, device) => {
    const routes = [way('192.168.1.1', device), near('192.168.1.0/24', device, '192.168.1.5')];
    const world = await imported(snap(hostOf([...links], routes)));
    expect(await out(world, 'client', 'ping -c 1 -W 1 192.168.1.5')).toContain('1 received');
    expect(await out(world, 'host1', 'ping -c 1 -W 1 203.0.113.10')).toContain('1 received');
  });

  it('is reached by a gateway that is on no subnet of the host', async () => {
    const world = await imported(
      snap(
        hostOf(
          [link(2, 'ens4', 'ether', '10.128.0.9/32')],
          [way('10.128.0.1', 'ens4', { onlink: true }), near('10.128.0.1', 'ens4', '10.128.0.9')],
        ),
      ),
    );
    expect(await out(world, 'host1', 'ping -c 1 -W 1 203.0.113.10')).toContain('1 received');
    expect(await out(world, 'client', 'ping -c 1 -W 1 10.128.0.9')).toContain('1 received');
  });

  it('says what it cannot tell: several ways out, NICs without a cable, tunnels, no uplink at all', async () => {
    const world = await imported(
      snap(
        hostOf(
          [
            link(2, 'eth0', 'ether', '192.168.1.5/24'),
            link(3, 'eth1', 'ether', '10.0.0.5/24'),
            link(4, 'wg0', 'wireguard', '10.8.0.1/24'),
          ],
          [
            way('192.168.1.1', 'eth0', { metric: 100 }),
            way('10.0.0.1', 'eth1', { metric: 200 }),
            near('192.168.1.0/24', 'eth0', '192.168.1.5'),
            near('10.0.0.0/24', 'eth1', '10.0.0.5'),
            near('10.8.0.0/24', 'wg0', '10.8.0.1'),
          ],
        ),
      ),
    );
    expect(kindsOf(world)).toEqual(['several-uplinks', 'nic-without-cable', 'link-leads-nowhere']);
    expect(await out(world, 'host1', 'ip route get 10.8.0.7')).toContain('dev wg0 src 10.8.0.1');
    expect(kindsOf(await imported(snap(hostOf([], []))))).toEqual(['no-uplink']);
  });

  it('joins several hosts, of one subnet or of several', async () => {
    const at = (address: string, gateway: string, name: string): HostFacts => {
      const subnet = address.replace(/\.\d+$/, '.0/24');
      return hostOf(
        [link(2, 'eth0', 'ether', `${address}/24`, { mac: `52:54:00:00:00:1${name}` })],
        [way(gateway, 'eth0'), near(subnet, 'eth0', address)],
        { name },
      );
    };
    const world = await imported(
      snap(at('10.1.0.5', '10.1.0.1', 'a'), at('10.1.0.6', '10.1.0.1', 'b'), at('10.2.0.5', '10.2.0.1', 'c')),
    );
    expect(kindsOf(world)).toEqual([]);
    for (const address of ['10.1.0.5', '10.1.0.6', '10.2.0.5'])
      for (const place of ['client', 'host1', 'host3'])
        expect(await out(world, place, `ping -c 1 -W 1 ${address}`)).toContain('1 received');
    expect(await out(world, 'host3', 'hostname')).toBe('c\n');
  });
});

describe('what is not told of', () => {
  it('is as a fresh engine has it: addresses and ids are the host’s, what is exposed listens', async () => {
    const world = await imported(snap({ name: 'box', containers: [web] }));
    expect(kindsOf(world)).toEqual([]);
    expect(await out(world, 'host1', 'docker ps --no-trunc --format "{{.ID}} {{.Image}} {{.Ports}}"')).toBe(
      `${id('a')} ghcr.io/acme/shop:3 0.0.0.0:80->8000/tcp, [::]:80->8000/tcp\n`,
    );
    expect(await out(world, 'web', 'ip -br addr show eth0')).toContain('172.17.0.5/16');
    expect(await out(world, 'client', 'curl -s -m 2 http://192.168.65.10')).toContain('Hostname');
  });

  it('is not there where ss told what listens', async () => {
    const sockets = [{ protocol: 'tcp', address: '127.0.0.1', port: 8000, program: 'node' }] as const;
    const own = { ...web, stack: { sockets: [...sockets] } };
    const host = { sockets: [{ protocol: 'tcp', address: '0.0.0.0', port: 22, program: 'sshd' } as const] };
    const world = await imported(snap({ name: 'box', containers: [own], stack: host }));
    expect(await out(world, 'web', 'ss -Hlntp')).toMatch(/127\.0\.0\.1:8000.*\("node"/);
    expect(await out(world, 'web', 'nc -zv -w 1 127.0.0.1 8000')).toContain('succeeded');
    expect(await out(world, 'host1', 'nc -zv -w 1 172.17.0.5 8000')).toContain('refused');
    expect(await out(world, 'client', 'nc -zv -w 1 192.168.65.10 22')).toContain('succeeded');
    // No docker-proxy listens there, and the rule leads to where nobody listens.
    expect(await out(world, 'client', 'nc -zv -w 1 192.168.65.10 80')).toContain('refused');
    expect(await out(world, 'host1', 'ss -Hlntp')).not.toContain('docker-proxy');
  });
});

describe('rules of a host', () => {
  const rules = (...lines: string[]): string =>
    [
      '*filter',
      ':INPUT DROP [0:0]',
      ':FORWARD ACCEPT [0:0]',
      ':OUTPUT ACCEPT [0:0]',
      ':ufw - [0:0]',
      ...lines,
      'COMMIT',
      '',
    ].join('\n');

  it('are walked, and those that are not wholly known end what they may decide', async () => {
    const iptables = rules(
      '-A INPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT',
      '-A INPUT -p tcp -m tcp --dport 22 -m geoip --source-country KP -j DROP',
      '-A INPUT -j ufw',
      '-A ufw -m set --match-set friends src -j ACCEPT',
    );
    const world = await imported(snap({ name: 'box', stack: { iptables } }));
    expect(await out(world, 'host1', 'iptables-save -t filter')).toContain(iptables.split('\n')[6]);
    expect(world.imported?.lacks.map(({ kind, values }) => `${kind} ${values['chain']}`)).toEqual([
      'rules-opaque INPUT',
      'rules-opaque ufw',
    ]);
    expect(await out(world, 'client', 'ping -c 1 -W 1 192.168.65.10')).toContain('1 received');
    const { stderr, traces } = await run(world, 'client', 'nc -zv -w 1 192.168.65.10 22');
    expect(stderr).toContain('cannot be told, because of a rule in INPUT of filter: -p tcp -m tcp --dport 22 -m geoip');
    expect(traces.at(-1)?.outcomes[0]?.status).toBe('unknown');
  });

  it('of nft are walked too, as far as they are known', async () => {
    const nft = `table inet firewall {
	set trusted {
		type ipv4_addr
		flags interval
		elements = { 192.168.65.0/26 }
	}
	flowtable fast {
		hook ingress priority filter
		devices = { eth0 }
	}
	chain input {
		type filter hook input priority filter + 10; policy accept;
		ip saddr @trusted tcp dport 22 accept
		tcp dport 22 meta skuid 0 drop
		tcp dport 23 counter packets 0 bytes 0 drop
		tcp dport 24 socket transparent 1 counter log prefix "x"
	}
}
table bridge other {
	chain forward {
		type filter hook forward priority 0; policy accept;
	}
}
`;
    const world = await imported(snap({ name: 'box', stack: { nft } }));
    expect(kindsOf(world)).toEqual(['nft-not-read', 'nft-not-read', 'rules-opaque']);
    expect(await out(world, 'host1', 'nft list ruleset')).toContain('tcp dport 22 meta skuid 0 drop');
    const ends = async (place: string, port: number) =>
      (await run(world, place, `nc -zv -w 1 192.168.65.10 ${port}`)).traces.at(-1)?.outcomes[0]?.status;
    expect([await ends('client', 22), await ends('client', 23), await ends('client', 24)]).toEqual([
      'refused',
      'timeout',
      'refused',
    ]);
    // Not among those that are trusted: then only the host could tell.
    expect(await ends('inet', 22)).toBe('unknown');
  });
});

describe('what the files of a container tell of names', () => {
  it('is as found, where its engine would write otherwise', async () => {
    const named: ContainerFacts = {
      ...web,
      hosts: ['127.0.0.1 localhost', '10.9.9.9 db.corp db'],
      resolv: ['nameserver 10.9.9.53', 'search corp', 'options ndots:2'],
    };
    const world = await imported(snap({ name: 'srv', containers: [named] }));
    expect(await out(world, 'web', 'getent hosts db')).toMatch(/^10\.9\.9\.9\s+db\.corp db\n$/);
    expect(await out(world, 'web', 'cat /etc/resolv.conf')).toBe(
      'nameserver 10.9.9.53\nsearch corp\noptions ndots:2\n',
    );
    const usual = await imported(snap({ name: 'srv', containers: [web] }));
    expect(await out(usual, 'web', 'cat /etc/hosts')).toContain('ip6-allrouters');
  });
});

describe('what bridges have learned', () => {
  it('is where frames go, until it ages', async () => {
    const mac = '02:42:0a:14:00:09';
    const links = [
      link(2, 'eth0', 'ether', '10.20.0.7/22'),
      link(3, 'br-lan', 'bridge', '10.50.0.1/24'),
      link(4, 'tap0', 'tun', undefined, { master: 'br-lan' }),
    ];
    const forwarding = [[mac, 'dev', 'tap0', 'master', 'dynamic']];
    const host = hostOf(links, [way('10.20.0.1', 'eth0')]);
    const world = await imported(snap({ ...host, stack: { ...host.stack, forwarding } }));
    expect(await out(world, 'host1', 'bridge fdb show br br-lan')).toContain(`${mac} dev tap0 master br-lan`);
    const later = await run(world, 'host1', 'sleep 301');
    expect(await out(later.world, 'host1', 'bridge fdb show br br-lan')).not.toContain(mac);
  });
});
