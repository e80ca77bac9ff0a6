import { describe, expect, it } from 'vitest';
import type { IpvlanMode, MacvlanMode } from '../../link/link.ts';
import { deleteLink } from '../../link/links.ts';
import { setMaster } from '../../link/bridge.ts';
import { addIpvlan, addMacvlan, addVlan } from '../../link/upper.ts';
import { setDown, setUp } from '../../link/link-up.ts';
import { linkState } from '../../link/carrier.ts';
import { linkAt } from '../../link/lookup.ts';
import { deleteNamespace } from '../../namespaces.ts';
import { namespaceOf } from '../../kernel.ts';
import { addRoute } from '../../route/table.ts';
import {
  addHost,
  address,
  bridge,
  createFixture,
  drops,
  echo,
  linkRef,
  nextMac,
  plug,
  prefix,
  route,
  seen,
  send,
  type Fixture,
} from '../walk.fixture.ts';

/** A switch with a host (.1) and a neighbour (.2) on it; the namespaces a and b are for links on the host's eth0. */
function lan(): Fixture {
  const fixture = createFixture();
  for (const id of ['switch', 'host', 'peer', 'a', 'b']) addHost(fixture, id);
  bridge(fixture, 'switch', 'br0');
  plug(fixture, ['switch', 'br0'], ['host', 'eth0', '10.0.0.1/24']);
  plug(fixture, ['switch', 'br0'], ['peer', 'eth0', '10.0.0.2/24']);
  return fixture;
}

function macvlan(fixture: Fixture, namespace: string, ip: string, mode: MacvlanMode = 'bridge'): void {
  const lower = linkRef(fixture, 'host', 'eth0');
  const ref = addMacvlan(fixture.kernel, mode, { namespace, name: 'mv', mac: nextMac(fixture), lower });
  setUp(fixture.kernel, ref);
  address(fixture, namespace, 'mv', ip);
}

function ipvlan(fixture: Fixture, namespace: string, ip: string, mode: IpvlanMode = 'l2'): void {
  const lower = linkRef(fixture, 'host', 'eth0');
  const ref = addIpvlan(fixture.kernel, mode, 'bridge', { namespace, name: 'iv', lower });
  setUp(fixture.kernel, ref);
  address(fixture, namespace, 'iv', ip);
}

const reaches = (fixture: Fixture, from: string, to: string): boolean =>
  send(fixture, echo(from, to)).outcomes[0]?.status === 'answered';

describe('macvlan', () => {
  it('is another station on the wire: everyone reaches it but its own host', () => {
    const fixture = lan();
    macvlan(fixture, 'a', '10.0.0.10/24');
    expect(seen(send(fixture, echo('peer', '10.0.0.10'))).slice(0, 5)).toEqual([
      'peer eth0 Out echo-request',
      'switch v-peer P echo-request',
      'switch v-host Out echo-request',
      'host eth0 P echo-request',
      'a mv In echo-request',
    ]);
    expect(reaches(fixture, 'host', '10.0.0.10')).toBe(false);
    expect(reaches(fixture, 'a', '10.0.0.1')).toBe(false);
    expect(reaches(fixture, 'a', '10.0.0.2')).toBe(true);
  });

  it('reaches its brothers past the taps of the parent in bridge mode, not in the others', () => {
    const bridged = lan();
    macvlan(bridged, 'a', '10.0.0.10/24');
    macvlan(bridged, 'b', '10.0.0.11/24');
    expect(seen(send(bridged, echo('a', '10.0.0.11'))).slice(0, 3)).toEqual([
      'a mv Out echo-request',
      'host eth0 P echo-request',
      'b mv In echo-request',
    ]);
    for (const mode of ['private', 'vepa'] as const) {
      const fixture = lan();
      macvlan(fixture, 'a', '10.0.0.10/24', mode);
      macvlan(fixture, 'b', '10.0.0.11/24', mode);
      expect(reaches(fixture, 'a', '10.0.0.11')).toBe(false);
      expect(reaches(fixture, 'a', '10.0.0.2')).toBe(true);
    }
  });

  it('in vepa mode reaches its brothers by a switch that sends frames back, in private mode not even then', () => {
    for (const [mode, expected] of [
      ['vepa', true],
      ['private', false],
    ] as const) {
      const fixture = lan();
      const port = linkAt(fixture.kernel, linkRef(fixture, 'switch', 'v-host'));
      if (port.kind === 'veth') port.hairpin = true;
      macvlan(fixture, 'a', '10.0.0.10/24', mode);
      macvlan(fixture, 'b', '10.0.0.11/24', mode);
      expect(reaches(fixture, 'a', '10.0.0.11')).toBe(expected);
    }
  });

  it('lets the host in by a macvlan of its own', () => {
    const fixture = lan();
    macvlan(fixture, 'a', '10.0.0.10/24');
    macvlan(fixture, 'host', '10.0.0.9/32');
    addRoute(fixture.kernel, 'host', {
      destination: prefix('10.0.0.10/32'),
      device: linkRef(fixture, 'host', 'mv').index,
      scope: 'link',
      protocol: 'boot',
      metric: 0,
      type: 'unicast',
    });
    expect(reaches(fixture, 'host', '10.0.0.10')).toBe(true);
    expect(reaches(fixture, 'a', '10.0.0.9')).toBe(true);
  });

  it('alone has its parent in passthru mode, and shares one with neither bridges nor ipvlans', () => {
    const fixture = lan();
    macvlan(fixture, 'a', '10.0.0.10/24', 'passthru');
    expect(linkAt(fixture.kernel, linkRef(fixture, 'a', 'mv')).mac).toBe(
      linkAt(fixture.kernel, linkRef(fixture, 'host', 'eth0')).mac,
    );
    expect(() => macvlan(fixture, 'b', '10.0.0.11/24')).toThrow('Invalid argument');
    expect(() => ipvlan(fixture, 'b', '10.0.0.11/24')).toThrow('Device or resource busy');
    bridge(fixture, 'host', 'br1');
    const eth0 = linkRef(fixture, 'host', 'eth0');
    expect(() => setMaster(fixture.kernel, eth0, linkRef(fixture, 'host', 'br1').index)).toThrow('busy');
  });

  it('has its parent’s carrier, and goes with its parent or its namespace', () => {
    const fixture = lan();
    macvlan(fixture, 'a', '10.0.0.10/24');
    macvlan(fixture, 'b', '10.0.0.11/24');
    const eth0 = linkRef(fixture, 'host', 'eth0');
    const state = () => linkState(fixture.kernel, 'a', linkAt(fixture.kernel, linkRef(fixture, 'a', 'mv'))).operstate;
    expect(state()).toBe('UP');
    setDown(fixture.kernel, eth0);
    expect(state()).toBe('DOWN');
    setUp(fixture.kernel, eth0);
    deleteNamespace(fixture.kernel, 'b');
    expect(linkAt(fixture.kernel, eth0).uppers).toHaveLength(1);
    deleteLink(fixture.kernel, eth0);
    expect(Object.values(namespaceOf(fixture.kernel, 'a').names)).toEqual([1]);
  });
});

describe('ipvlan', () => {
  it('shares its parent’s MAC address in mode l2, and is told apart by IP address', () => {
    const fixture = lan();
    ipvlan(fixture, 'a', '10.0.0.10/24');
    ipvlan(fixture, 'b', '10.0.0.11/24');
    expect(reaches(fixture, 'peer', '10.0.0.10')).toBe(true);
    expect(reaches(fixture, 'a', '10.0.0.11')).toBe(true);
    expect(reaches(fixture, 'a', '10.0.0.2')).toBe(true);
    expect(reaches(fixture, 'a', '10.0.0.1')).toBe(false);
    expect(reaches(fixture, 'host', '10.0.0.10')).toBe(false);
    expect(reaches(fixture, 'host', '10.0.0.2')).toBe(true);
  });

  it('asks for no neighbour in the modes l3 and l3s: others need a route by the host', () => {
    for (const mode of ['l3', 'l3s'] as const) {
      const fixture = lan();
      ipvlan(fixture, 'a', '10.1.0.10/24', mode);
      ipvlan(fixture, 'b', '10.1.0.11/24', mode);
      route(fixture, 'a', '0.0.0.0/0', '10.1.0.1');
      expect(reaches(fixture, 'a', '10.1.0.11')).toBe(true);
      expect(reaches(fixture, 'a', '10.0.0.2')).toBe(false);
      route(fixture, 'peer', '10.1.0.0/24', '10.0.0.1');
      expect(reaches(fixture, 'a', '10.0.0.2')).toBe(true);
      expect(reaches(fixture, 'peer', '10.1.0.10')).toBe(true);
      expect(drops(send(fixture, echo('peer', '10.1.0.99')))).not.toEqual([]);
    }
  });
});

describe('VLANs', () => {
  it('are wires of their own: tags tell frames apart', () => {
    const fixture = lan();
    const vlan = (namespace: string, id: number, ip: string): void => {
      const lower = linkRef(fixture, namespace, 'eth0');
      const name = `eth0.${id}`;
      setUp(fixture.kernel, addVlan(fixture.kernel, id, { namespace, name, mac: nextMac(fixture), lower }));
      address(fixture, namespace, name, ip);
    };
    vlan('host', 10, '10.10.0.1/24');
    vlan('peer', 10, '10.10.0.2/24');
    vlan('peer', 20, '10.20.0.2/24');
    vlan('host', 30, '10.20.0.1/24');
    expect(reaches(fixture, 'host', '10.10.0.2')).toBe(true);
    expect(reaches(fixture, 'host', '10.0.0.2')).toBe(true);
    expect(reaches(fixture, 'host', '10.20.0.2')).toBe(false);
    const eth0 = linkRef(fixture, 'host', 'eth0');
    setDown(fixture.kernel, eth0);
    expect(linkAt(fixture.kernel, linkRef(fixture, 'host', 'eth0.10')).up).toBe(false);
    setUp(fixture.kernel, eth0);
    expect(reaches(fixture, 'host', '10.10.0.2')).toBe(true);
  });

  it('may stand on a bridge, with its MAC address', () => {
    const fixture = createFixture();
    for (const id of ['host', 'a']) addHost(fixture, id);
    bridge(fixture, 'host', 'br', '10.0.0.1/24');
    plug(fixture, ['host', 'br'], ['a', 'eth0', '10.0.0.2/24']);
    for (const [namespace, device, ip] of [
      ['host', 'br', '10.10.0.1/24'],
      ['a', 'eth0', '10.10.0.2/24'],
    ] as const) {
      const lower = linkRef(fixture, namespace, device);
      const { mac } = linkAt(fixture.kernel, lower);
      const added = { namespace, name: `${device}.10`, mac, lower };
      setUp(fixture.kernel, addVlan(fixture.kernel, 10, added));
      address(fixture, namespace, `${device}.10`, ip);
    }
    expect(reaches(fixture, 'a', '10.10.0.1')).toBe(true);
    expect(reaches(fixture, 'host', '10.10.0.2')).toBe(true);
    expect(reaches(fixture, 'a', '10.0.0.1')).toBe(true);
  });
});
