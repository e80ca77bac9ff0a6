import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRich, richText, type RichRule } from '../../../engine/firewalld/rich.ts';
import { readRich } from '../../../engine/firewalld/rich-read.ts';
import { ipSetText, readIpSet } from '../../../engine/firewalld/ipset-file.ts';
import type { IpSet } from '../../../engine/firewalld/ipset.ts';
import { readService, serviceFileText } from '../../../engine/firewalld/service-file.ts';
import { ownService, stockServices, type OwnService } from '../../../engine/firewalld/service.ts';
import { inOrder, type Item, type Zone } from '../../../engine/firewalld/settings.ts';
import { fileText, readZone } from '../../../engine/firewalld/zone-file.ts';
import { createLab } from '../../../world/lab.ts';
import type { World } from '../../../world/world.ts';
import { run } from '../../run.ts';

const LAB = createLab({ seed: 1 });

async function after(...lines: readonly string[]): Promise<World> {
  let world = LAB;
  for (const line of lines) world = (await run(world, 'host1', line)).world;
  return world;
}

async function at(world: World, place: string, line: string): Promise<string> {
  const { stdout, stderr } = await run(world, place, line);
  return stdout + stderr;
}

const asks = (port: number, address = '192.168.65.10'): string =>
  `curl -s -m 1 -o /dev/null -w '%{http_code}' http://${address}:${port}/`;

describe('firewalld', () => {
  it('guards ports of the host, and none that is published', async () => {
    const world = await after(
      'systemctl start firewalld',
      'systemctl restart docker',
      'docker run -d --name own --network host nginx',
      'docker run -d --name web -p 8080:80 nginx',
    );
    expect(await at(world, 'client', asks(80))).toBe('000');
    expect(await at(world, 'client', asks(8080))).toBe('200');
    const opened = (await run(world, 'host1', 'firewall-cmd --add-service=http')).world;
    expect(await at(opened, 'client', asks(80))).toBe('200');
  });

  it('keeps containers from the world where the engine was there before it, until the engine starts anew', async () => {
    const world = await after('docker run -d --name web --restart always nginx', 'systemctl start firewalld');
    expect(await at(world, 'host1/web', asks(80, '203.0.113.10'))).toBe('000');
    const again = (await run(world, 'host1', 'systemctl restart docker')).world;
    expect(await at(again, 'host1/web', asks(80, '203.0.113.10'))).toBe('200');
    expect(await at(again, 'host1', 'firewall-cmd --get-active-zones')).toBe(
      'docker\n  interfaces: docker0\npublic (default)\n',
    );
  });

  it('does not let the engine have a bridge that is in another zone', async () => {
    const world = await after(
      'systemctl start firewalld',
      'systemctl restart docker',
      'firewall-cmd --zone=public --change-interface=docker0',
      'systemctl stop docker docker.socket',
    );
    expect(await at(world, 'host1', 'systemctl start docker')).toContain('Job for docker.service failed');
    expect(await at(world, 'host1', 'systemctl start docker; journalctl -u docker')).toContain(
      "ZONE_CONFLICT: 'docker0' already bound to 'public'",
    );
  });

  it("empties iptables before its first rule there, and the engine's come back with a reload", async () => {
    const world = await after(
      'systemctl start firewalld',
      'systemctl restart docker',
      'docker run -d -p 8080:80 nginx',
      'firewall-cmd --direct --add-rule ipv4 filter INPUT 0 -p tcp --dport 9 -j DROP',
    );
    expect(await at(world, 'client', asks(8080))).toBe('000');
    const reloaded = (await run(world, 'host1', 'firewall-cmd --reload')).world;
    expect(await at(reloaded, 'client', asks(8080))).toBe('200');
    expect(await at(reloaded, 'host1', 'firewall-cmd --direct --get-all-rules')).toBe('');
  });

  it('takes back what was set for a time, and what was not made permanent', async () => {
    const timed = await after('systemctl start firewalld', 'firewall-cmd --timeout=5 --add-port=1000/tcp');
    expect(await at(timed, 'host1', 'firewall-cmd --list-ports')).toBe('1000/tcp\n');
    expect(await at(timed, 'host1', 'sleep 6; firewall-cmd --list-ports')).toBe('');
    const kept = await after(
      'systemctl enable --now firewalld',
      'firewall-cmd --add-port=1/udp',
      'firewall-cmd --permanent --add-port=2/udp',
      'reboot',
    );
    expect(await at(kept, 'host1', 'firewall-cmd --list-ports')).toBe('2/udp\n');
  });

  it('has a table that nobody else may change', async () => {
    const world = await after('systemctl start firewalld');
    expect(await at(world, 'host1', 'nft flush chain inet firewalld filter_INPUT')).toContain(
      'Operation not permitted',
    );
    const flushed = (await run(world, 'host1', 'nft flush ruleset')).world;
    expect(await at(flushed, 'host1', 'nft list tables')).toBe('table inet firewalld\n');
  });

  it('has packets from a set be in a zone, as long as the set holds their source', async () => {
    const world = await after(
      'systemctl start firewalld',
      'firewall-cmd --permanent --new-ipset=__proto__ --type=hash:net',
      'firewall-cmd --permanent --zone=drop --add-source=ipset:__proto__',
      'firewall-cmd --reload',
      'firewall-cmd --ipset=__proto__ --add-entry=192.168.65.48/29',
    );
    const ping = 'ping -c1 -W1 192.168.65.10';
    expect(await at(world, 'client', ping)).toContain('100% packet loss');
    expect(await at(world, 'host1', 'firewall-cmd --ipset=__proto__ --add-entry=192.168.65.50')).toContain(
      "overlaps with existing entry '192.168.65.48/29'",
    );
    const removed = await run(world, 'host1', 'firewall-cmd --ipset=__proto__ --remove-entry=192.168.65.48/29');
    expect(await at(removed.world, 'client', ping)).toContain(' 0% packet loss');
  });

  it('opens the ports of a service of one’s own once it is reloaded, and guards nothing where a set is gone', async () => {
    const made = await after(
      'systemctl start firewalld',
      'docker run -d --network host nginx',
      'firewall-cmd --permanent --new-service=shop',
      'firewall-cmd --permanent --service=shop --add-port=80/tcp',
      'firewall-cmd --permanent --add-service=shop',
    );
    expect(await at(made, 'client', asks(80))).toBe('000');
    const opened = (await run(made, 'host1', 'firewall-cmd --reload')).world;
    expect(await at(opened, 'client', asks(80))).toBe('200');
    const deleted = (await run(opened, 'host1', 'firewall-cmd --permanent --delete-service=shop')).world;
    const shut = (await run(deleted, 'host1', 'firewall-cmd --reload')).world;
    expect(await at(shut, 'client', asks(80))).toBe('000');
    const broken = (
      await run(shut, 'host1', 'firewall-cmd --permanent --zone=work --add-source=ipset:gone; firewall-cmd --reload')
    ).world;
    expect(await at(broken, 'host1', 'firewall-cmd --state')).toBe('failed\n');
    expect(await at(broken, 'client', asks(80))).toBe('200');
    expect(await at(broken, 'host1', 'systemctl restart firewalld; firewall-cmd --state')).toBe('failed\n');
  });

  it('is not on machines without an engine', async () => {
    expect(await at(LAB, 'client', 'firewall-cmd --state')).toContain('not found');
  });

  it('keeps a zone of any name', async () => {
    const world = await after('systemctl start firewalld', 'firewall-cmd --permanent --new-zone=__proto__');
    expect(await at(world, 'host1', 'firewall-cmd --permanent --get-zones')).toContain('__proto__');
    expect(await at(world, 'host1', 'firewall-cmd --reload; firewall-cmd --info-zone=__proto__')).toContain(
      'target: default',
    );
  });
});

const ports = fc.integer({ min: 1, max: 65_535 }).map(String);
const addresses = fc.ipV4().map((value) => ({ kind: 'address' as const, value, not: false }));
const limits = fc.record({
  rate: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom('s' as const, 'm' as const, 'h' as const),
  burst: fc.nat(10),
});
const richRules: fc.Arbitrary<RichRule> = fc.record(
  {
    family: fc.constant('ipv4' as const),
    priority: fc.integer({ min: -100, max: 100 }),
    source: addresses,
    destination: addresses,
    element: fc.oneof(
      fc.record({ kind: fc.constant('port' as const), port: ports, protocol: fc.constantFrom('tcp', 'udp') }),
      fc.constantFrom(...stockServices).map((name) => ({ kind: 'service' as const, name })),
    ),
    log: fc.record({
      prefix: fc.stringMatching(/^[a-z ]{1,9}$/).filter((text) => text.trim() === text),
      level: fc.constantFrom('info', ''),
    }),
    action: fc.oneof(
      fc.record(
        { kind: fc.constantFrom('accept' as const, 'drop' as const), limit: limits },
        { requiredKeys: ['kind'] },
      ),
      fc.record({ kind: fc.constant('reject' as const), type: fc.constantFrom('', 'tcp-reset') }),
    ),
  },
  { requiredKeys: ['family', 'priority', 'source', 'action'] },
);

describe('what firewalld writes', () => {
  it('reads a rule of the rich language as it prints it', () => {
    fc.assert(fc.property(richRules, (rule) => richText(readRich(richText(rule))) === richText(rule)));
  });

  it('orders rules one way only', () => {
    fc.assert(
      fc.property(richRules, richRules, (a, b) => Math.sign(compareRich(a, b)) + Math.sign(compareRich(b, a)) === 0),
    );
  });

  it("reads a set's file as it was written", () => {
    const sets = fc
      .record({ short: fc.string(), entries: fc.uniqueArray(fc.ipV4().filter((ip) => ip !== '0.0.0.0')) })
      .map((made): IpSet => ({
        name: 's',
        description: 'a <b> & "c"',
        type: 'hash:net',
        options: { family: 'inet', maxelem: '9' },
        ...made,
      }));
    fc.assert(fc.property(sets, (set) => ipSetText(readIpSet('s', ipSetText(set)) ?? set) === ipSetText(set)));
  });

  it("reads a service's file as it was written", () => {
    const services = fc
      .record({ ports: fc.array(ports.map((port) => ({ port, protocol: 'tcp' }))), description: fc.string() })
      .map((made): OwnService => ({
        ...ownService('s'),
        includes: ['ssh'],
        destination: { ipv6: 'fd00::1' },
        ...made,
      }));
    fc.assert(
      fc.property(
        services,
        (service) =>
          serviceFileText(readService('s', serviceFileText(service)) ?? service) === serviceFileText(service),
      ),
    );
  });

  it("reads a zone's file as it was written", () => {
    const items: fc.Arbitrary<Item> = fc.oneof(
      fc.constantFrom(...stockServices).map((name) => ({ kind: 'service' as const, name })),
      richRules.map((rule) => ({ kind: 'rule' as const, rule })),
      ports.map((port) => ({ kind: 'port' as const, port, protocol: 'tcp' })),
    );
    const zones = fc
      .record({
        items: fc.array(items),
        description: fc.string(),
        interfaces: fc.array(fc.stringMatching(/^[a-z]{1,5}$/)),
      })
      .map((made): Zone => ({
        name: 'z',
        short: 'a <b> & "c"',
        target: 'DROP',
        sources: ['ipset:s'],
        forward: true,
        inversion: true,
        ingressPriority: -3,
        egressPriority: 0,
        ...made,
        items: inOrder(made.items),
      }));
    fc.assert(fc.property(zones, (zone) => fileText(readZone('z', fileText(zone)) ?? zone) === fileText(zone)));
  });
});
