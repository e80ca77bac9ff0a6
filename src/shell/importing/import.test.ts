import { describe, expect, it } from 'vitest';
import { createLab } from '../../world/lab.ts';
import { LAN, type World } from '../../world/world.ts';
import { run } from '../run.ts';
import { after, imported, importLine, snapshotOf } from './host.fixture.ts';

const out = async (world: World, place: string, line: string): Promise<string> => {
  const { stdout, stderr } = await run(world, place, line, { fresh: true });
  return stdout + stderr;
};

const SHOP = [
  'host1$ docker network create shop',
  'host1$ docker network create --internal back',
  'host1$ docker run -d --name db --network back --network-alias data mysql',
  'host1$ docker run -d --name web --network shop -p 8080:80 -p 127.0.0.1::80 nginx',
  'host1$ docker network connect back web',
  'host1$ docker run -d --name side --network container:web alpine',
  'host1$ docker run -d --name plain2 httpd',
  'host1$ docker run -d --name plain --link plain2 alpine',
  'host1$ docker create --name idle -p 9000:80 nginx',
  'host1$ docker run -d --name lone --network none alpine',
  'host1$ docker run -d --name onhost --network host nginx',
  'host1$ docker run -d --name froz redis',
  'host1$ docker pause froz',
  // Until no address is tentative any more.
  'host1$ sleep 5',
];

/** What tools show of a host that an import has to show again. */
const SHOWN = [
  'ip -j addr',
  'ip route',
  'ip -6 route',
  'ip rule',
  'iptables-save',
  'ip6tables-save',
  'docker network inspect bridge shop back',
  'docker port web',
  'ss -Hlntu',
];

describe('import', () => {
  it('brings in a host as its own tools tell of it', async () => {
    const before = await after(...SHOP);
    const world = await imported(await snapshotOf(before));
    expect(world.imported).toEqual({ lacks: [], changes: [], otherLayouts: [] });
    for (const line of SHOWN) {
      const strip = (text: string): string =>
        text
          .replace(/\[\d+:\d+\]/g, '[]')
          .replace(/^#.*$/gm, '')
          // The switch's port at the other end of the cable.
          .replace(/"link_index":\d+,"ifname":"eth0"/, '');
      const sorted = (text: string): string => text.split('\n').sort().join('\n');
      const [now, then] = [await out(world, 'host1', line), await out(before, 'host1', line)].map(strip) as [
        string,
        string,
      ];
      if (line.startsWith('ss') || line.includes('port')) expect(sorted(now), line).toBe(sorted(then));
      else expect(now, line).toBe(then);
    }
    for (const name of ['web', 'db', 'lone'])
      expect(await out(world, `host1/${name}`, 'ip addr'), name).toBe(await out(before, `host1/${name}`, 'ip addr'));
    expect(await out(world, 'host1', 'docker ps -a --format "{{.Names}} {{.State}} {{.Ports}}"')).toBe(
      await out(before, 'host1', 'docker ps -a --format "{{.Names}} {{.State}} {{.Ports}}"'),
    );
  });

  it('makes a lab like any other: things answer, are added, are taken back', async () => {
    let world = await imported(await snapshotOf(await after(...SHOP)));
    expect(await out(world, 'client', 'curl -s -m 2 http://192.168.65.10:8080')).toContain('nginx');
    expect(await out(world, 'web', 'getent hosts data')).toMatch(/^172\.19\./);
    expect(await out(world, 'web', 'nc -zv -w 1 data 3306')).toContain('succeeded');
    ({ world } = await run(world, 'host1', 'docker run -d --name more --network shop -p 8081:80 nginx'));
    expect(await out(world, 'client', 'curl -s -m 2 http://192.168.65.10:8081')).toContain('nginx');
    ({ world } = await run(world, 'host1', 'docker rm -f web'));
    expect(await out(world, 'client', 'curl -sS -m 2 http://192.168.65.10:8080')).toContain('Failed to connect');
  });

  it('tells what was changed by hand', async () => {
    const world = await imported(
      await snapshotOf(
        await after(
          ...SHOP,
          'host1$ iptables -I DOCKER-USER -s 10.0.0.0/8 -j DROP',
          'host1$ iptables -P FORWARD ACCEPT',
          'host1$ iptables -t nat -D POSTROUTING -s 172.18.0.0/16 ! -o $(ip -br addr | grep 172.18 | cut -d" " -f1) -j MASQUERADE',
          'host1$ ip route add 10.9.0.0/16 via 192.168.65.50',
        ),
      ),
    );
    const changes = world.imported?.changes ?? [];
    expect(changes.map(({ text, only }) => `${only} ${text.replace(/br-\w+/, 'BRIDGE')}`)).toEqual([
      'host 10.9.0.0/16 via 192.168.65.50 dev eth0',
      'host -P FORWARD ACCEPT',
      'host -A DOCKER-USER -s 10.0.0.0/8 -j DROP',
      'rebuilt -A POSTROUTING -s 172.18.0.0/16 ! -o BRIDGE -j MASQUERADE',
    ]);
  });

  it('takes an engine as it runs, whatever its file says by now, until it starts again', async () => {
    const snapshot = await snapshotOf(await after('host1$ docker run -d --name web -p 8080:80 nginx'));
    const [host] = snapshot.hosts;
    if (!host?.engine) throw new Error('no host');
    expect(host.engine.userlandProxy).toBe(true);
    host.engine.daemon = '{"userland-proxy":false}';
    const world = await imported(snapshot);
    expect(world.imported?.changes).toEqual([]);
    expect(await out(world, 'host1', 'ss -Hlntp')).toContain('docker-proxy');
    const later = await run(world, 'host1', 'systemctl restart docker; docker start web');
    expect(await out(later.world, 'host1', 'ss -Hlntp')).not.toContain('docker-proxy');
  });

  it('says so once where the engine lays out its chains in another way', async () => {
    const snapshot = await snapshotOf(await after(...SHOP));
    const [host] = snapshot.hosts;
    const stack = host?.stack;
    if (!host?.engine || !stack?.iptables) throw new Error('no host');
    host.engine.version = '24.0.7';
    stack.iptables = stack.iptables
      .split('\n')
      .filter((line) => !/DOCKER-(CT|BRIDGE|FORWARD)|^\*raw/.test(line))
      .join('\n');
    const { changes = [], otherLayouts } = (await imported(snapshot)).imported ?? {};
    expect(otherLayouts).toEqual([{ host: 'host1', version: '24.0.7' }]);
    expect(changes.length).toBeLessThan(8);
  });

  it('is refused where a lab is under way, and for what is no snapshot', async () => {
    const line = importLine(await snapshotOf(await after()));
    const later = await run(await after('host1$ docker network create x'), LAN, line);
    expect([later.exit, later.stderr]).toEqual([
      1,
      'import: hosts are brought in at the beginning of a lab; this one is under way\n',
    ]);
    for (const word of ['{}', 'x', '{"version":1,"hosts":[]}', '{"version":2}']) {
      const { exit, stderr, world } = await run(createLab({ seed: 1 }), LAN, `import '${word}'`);
      expect([exit, stderr.split(' (')[0]]).toEqual([1, 'import: this is no snapshot']);
      expect(world.imported).toBeUndefined();
    }
    expect((await run(createLab({ seed: 1 }), LAN, 'import')).exit).toBe(2);
  });
});
