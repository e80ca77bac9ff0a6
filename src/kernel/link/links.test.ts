import { describe, expect, it } from 'vitest';
import type { Kernel } from '../kernel.ts';
import type { LinkRef } from './link.ts';
import { forwardingTable } from './forwarding.ts';
import { deleteLink, moveLink, renameLink } from './links.ts';
import { addBridge, setMaster } from './bridge.ts';
import { addVeth } from './veth.ts';
import { linkByName } from './lookup.ts';
import { setDown, setUp } from './link-up.ts';
import { linkState } from './carrier.ts';
import { addAddress, deleteAddress } from './addresses.ts';
import { linkAt } from './lookup.ts';
import { createNamespace, deleteNamespace } from '../namespaces.ts';
import { emptyKernel, namespaceOf } from '../kernel.ts';
import { isLocal } from '../route/local.ts';
import { lookupRoute } from '../route/lookup.ts';
import { addRoute, deleteRoute } from '../route/table.ts';
import { setSysctl, sysctl, sysctlNames } from '../sysctl/sysctl.ts';

const lo = (namespace: string): LinkRef => ({ namespace, index: 1 });

/** A host with a bridge br (3) of its own, whose port v (4) leads to eth0 (2) in a box. */
function host(): Kernel {
  const kernel = emptyKernel();
  for (const id of ['host', 'box', 'far']) {
    createNamespace(kernel, id);
    setUp(kernel, lo(id));
  }
  addVeth(
    kernel,
    { namespace: 'host', name: 'eth0', mac: '02:00:00:00:00:01' },
    { namespace: 'far', name: 'p', mac: '02:00:00:00:00:02' },
  );
  addBridge(kernel, 'host', { name: 'br', mac: '02:00:00:00:00:03' });
  addAddress(
    kernel,
    { namespace: 'host', index: 3 },
    { address: '172.17.0.1', prefixLength: 16, broadcast: '172.17.255.255' },
  );
  setUp(kernel, { namespace: 'host', index: 3 });
  addVeth(
    kernel,
    { namespace: 'host', name: 'v', mac: '02:00:00:00:00:04', queueLength: 0 },
    { namespace: 'box', name: 'eth0', mac: '02:00:00:00:00:05' },
  );
  setMaster(kernel, { namespace: 'host', index: 4 }, 3);
  addAddress(kernel, { namespace: 'box', index: 2 }, { address: '172.17.0.2', prefixLength: 16 });
  setUp(kernel, { namespace: 'box', index: 2 });
  setUp(kernel, { namespace: 'host', index: 4 });
  return kernel;
}

const stateOf = (kernel: Kernel, namespace: string, name: string) => {
  const link = linkByName(namespaceOf(kernel, namespace), name);
  return link && linkState(kernel, namespace, link);
};
const addressesOf = (kernel: Kernel, ref: LinkRef) =>
  linkAt(kernel, ref).addresses.map((a) => `${a.address}/${a.prefixLength}${a.secondary ? ' secondary' : ''}`);
const routesOf = (kernel: Kernel, namespace: string) =>
  namespaceOf(kernel, namespace).routes.map(
    (r) => `${r.destination.address}/${r.destination.length} ${r.via ?? ''}dev ${r.device}`,
  );

describe('links', () => {
  it('counts indices in each namespace apart, and names the peers by ids from 0', () => {
    const kernel = host();
    expect(Object.values(namespaceOf(kernel, 'host').links).map((l) => `${l.index} ${l.name}`)).toEqual([
      '1 lo',
      '2 eth0',
      '3 br',
      '4 v',
    ]);
    expect(namespaceOf(kernel, 'host').peerIds).toEqual({ far: 0, box: 1 });
    expect(namespaceOf(kernel, 'box').peerIds).toEqual({ host: 0 });
  });

  it('gives a bridge carrier through a port whose both ends are up', () => {
    const kernel = host();
    expect(stateOf(kernel, 'host', 'br')).toEqual({ carrier: true, operstate: 'UP' });
    expect(stateOf(kernel, 'host', 'lo')?.operstate).toBe('UNKNOWN');
    setDown(kernel, { namespace: 'box', index: 2 });
    expect(stateOf(kernel, 'host', 'v')).toEqual({ carrier: false, operstate: 'LOWERLAYERDOWN' });
    expect(stateOf(kernel, 'host', 'br')).toEqual({ carrier: false, operstate: 'DOWN' });
    setUp(kernel, { namespace: 'host', index: 2 });
    expect(stateOf(kernel, 'host', 'eth0')?.carrier).toBe(false);
  });

  it('gives link-local addresses with the carrier, keeps them without, takes them when set down', () => {
    const kernel = host();
    const br = { namespace: 'host', index: 3 };
    expect(addressesOf(kernel, br)).toEqual(['172.17.0.1/16', 'fe80::ff:fe00:3/64']);
    setDown(kernel, { namespace: 'host', index: 4 });
    expect(addressesOf(kernel, br)).toHaveLength(2);
    expect(addressesOf(kernel, { namespace: 'host', index: 4 })).toEqual([]);
    setDown(kernel, br);
    expect(addressesOf(kernel, br)).toEqual(['172.17.0.1/16']);
    setUp(kernel, { namespace: 'host', index: 4 }, 1000);
    setUp(kernel, br, 1000);
    expect(linkAt(kernel, br).addresses[1]).toMatchObject({
      scope: 'link',
      protocol: 'kernel_ll',
      tentativeUntil: 2500,
    });
  });

  it('deletes both ends of a veth, and with a namespace the peers elsewhere', () => {
    const kernel = host();
    deleteNamespace(kernel, 'box');
    expect(linkByName(namespaceOf(kernel, 'host'), 'v')).toBeUndefined();
    expect(linkAt(kernel, { namespace: 'host', index: 3 })).toMatchObject({ ports: [] });
    expect(namespaceOf(kernel, 'host').peerIds).toEqual({ far: 0 });
    createNamespace(kernel, 'next');
    const ref = addVeth(
      kernel,
      { namespace: 'host', name: 'w', mac: '02:00:00:00:00:06' },
      { namespace: 'next', name: 'eth0', mac: '02:00:00:00:00:07' },
    );
    expect(ref.index).toBe(5);
    expect(namespaceOf(kernel, 'host').peerIds).toEqual({ far: 0, next: 1 });
    deleteLink(kernel, ref);
    expect(linkByName(namespaceOf(kernel, 'next'), 'eth0')).toBeUndefined();
  });

  it('lets a bridge follow its lowest port until its address is set', () => {
    const kernel = host();
    const ref = addBridge(kernel, 'far', { name: 'lan0' });
    expect(linkAt(kernel, ref).mac).toBe('00:00:00:00:00:00');
    setMaster(kernel, { namespace: 'far', index: 2 }, ref.index);
    expect(linkAt(kernel, ref).mac).toBe('02:00:00:00:00:02');
    setMaster(kernel, { namespace: 'far', index: 2 }, undefined);
    expect(linkAt(kernel, ref).mac).toBe('00:00:00:00:00:00');
  });

  it('lists permanent entries of the bridge and its ports', () => {
    const kernel = host();
    const bridge = linkAt(kernel, { namespace: 'host', index: 3 });
    if (bridge.kind !== 'bridge') throw new Error('no bridge');
    bridge.forwarding['02:00:00:00:00:05'] = { mac: '02:00:00:00:00:05', port: 4, permanent: false, updated: 0 };
    const table = (clock: number) =>
      forwardingTable(namespaceOf(kernel, 'host'), bridge, clock).map((e) => `${e.mac} ${e.port}`);
    expect(table(1000)).toEqual(['02:00:00:00:00:03 3', '02:00:00:00:00:05 4', '02:00:00:00:00:04 4']);
    expect(table(300_000)).toEqual(['02:00:00:00:00:03 3', '02:00:00:00:00:04 4']);
    setDown(kernel, { namespace: 'box', index: 2 });
    expect(bridge.forwarding).toEqual({});
  });

  it('moves a link: another index where its own is taken, and no name twice', () => {
    const kernel = host();
    expect(() => moveLink(kernel, { namespace: 'host', index: 2 }, 'box')).toThrow(
      'An interface with the same name exists in the target netns',
    );
    renameLink(kernel, { namespace: 'host', index: 2 }, 'eth1');
    expect(moveLink(kernel, { namespace: 'host', index: 2 }, 'box')).toEqual({ namespace: 'box', index: 3 });
  });

  it('keeps the index of a moved link where it is free', () => {
    const kernel = host();
    renameLink(kernel, { namespace: 'host', index: 4 }, 'w');
    const ref = moveLink(kernel, { namespace: 'host', index: 4 }, 'far');
    expect(ref).toEqual({ namespace: 'far', index: 4 });
    expect(linkAt(kernel, { namespace: 'box', index: 2 })).toMatchObject({ peer: { namespace: 'far', index: 4 } });
    expect(linkAt(kernel, ref)).toMatchObject({ up: false, name: 'w' });
    expect(namespaceOf(kernel, 'far').nextIndex).toBe(5);
  });

  it('refuses names that are taken or too long', () => {
    const kernel = host();
    expect(() => addBridge(kernel, 'host', { name: 'br' })).toThrow('File exists');
    expect(() => addBridge(kernel, 'host', { name: 'a-name-too-long!' })).toThrow('Numerical result out of range');
    expect(() => deleteLink(kernel, lo('host'))).toThrow('Operation not supported');
  });
});

describe('addresses and routes', () => {
  it('adds connected routes for links that are up, in the order of ip route', () => {
    const kernel = host();
    addAddress(kernel, { namespace: 'host', index: 2 }, { address: '192.168.65.10', prefixLength: 24 });
    expect(routesOf(kernel, 'host').filter((r) => !r.startsWith('fe80'))).toEqual(['172.17.0.0/16 dev 3']);
    setUp(kernel, { namespace: 'host', index: 2 });
    addRoute(kernel, 'host', {
      destination: { address: '0.0.0.0', length: 0 },
      via: '192.168.65.1',
      device: 2,
      scope: 'global',
      protocol: 'boot',
      metric: 0,
      type: 'unicast',
    });
    expect(routesOf(kernel, 'host').filter((r) => !r.startsWith('fe80'))).toEqual([
      '0.0.0.0/0 192.168.65.1dev 2',
      '172.17.0.0/16 dev 3',
      '192.168.65.0/24 dev 2',
    ]);
    setDown(kernel, { namespace: 'host', index: 2 });
    setUp(kernel, { namespace: 'host', index: 2 });
    expect(routesOf(kernel, 'host').filter((r) => !r.startsWith('fe80'))).toEqual([
      '172.17.0.0/16 dev 3',
      '192.168.65.0/24 dev 2',
    ]);
  });

  it('refuses gateways that are not on the link, and the same route twice', () => {
    const kernel = host();
    const route = {
      destination: { address: '10.0.0.0', length: 8 },
      via: '172.17.0.9',
      device: 3,
      scope: 'global',
      protocol: 'boot',
      metric: 0,
      type: 'unicast',
    } as const;
    addRoute(kernel, 'host', route);
    expect(() => addRoute(kernel, 'host', route)).toThrow('File exists');
    expect(() => addRoute(kernel, 'host', { ...route, metric: 5, via: '9.9.9.9' })).toThrow(
      'Nexthop has invalid gateway.',
    );
    deleteRoute(kernel, 'host', { destination: route.destination });
    expect(() => deleteRoute(kernel, 'host', { destination: route.destination })).toThrow('No such process');
  });

  it('puts routes of one destination side by side only where they lead different ways', () => {
    const kernel = host();
    const way = (last: number) =>
      ({
        destination: { address: '10.0.0.0', length: 8 },
        via: `172.17.0.${last}`,
        device: 3,
        scope: 'global',
        protocol: 'boot',
        metric: 0,
        type: 'unicast',
      }) as const;
    addRoute(kernel, 'host', way(7));
    addRoute(kernel, 'host', way(8), { mode: 'prepend' });
    addRoute(kernel, 'host', way(9), { mode: 'append' });
    expect(() => addRoute(kernel, 'host', way(8), { mode: 'append' })).toThrow('File exists');
    const ways = namespaceOf(kernel, 'host').routes.filter(({ destination }) => destination.length === 8);
    expect(ways.map(({ via }) => via)).toEqual(['172.17.0.8', '172.17.0.7', '172.17.0.9']);
  });

  it('loses all IPv4 routes of a link with its last IPv4 address', () => {
    const kernel = host();
    const bridge = { namespace: 'host', index: 3 };
    addAddress(kernel, bridge, { address: '10.6.0.1', prefixLength: 24 });
    addRoute(kernel, 'host', {
      destination: { address: '10.0.0.0', length: 8 },
      via: '172.17.0.9',
      device: 3,
      scope: 'global',
      protocol: 'boot',
      metric: 0,
      type: 'unicast',
    });
    const destinations = (): string[] =>
      namespaceOf(kernel, 'host')
        .routes.filter(({ device, destination }) => device === 3 && !destination.address.includes(':'))
        .map(({ destination }) => destination.address);
    deleteAddress(kernel, bridge, '172.17.0.1');
    expect(destinations()).toEqual(['10.0.0.0', '10.6.0.0']);
    deleteAddress(kernel, bridge, '10.6.0.1');
    expect(destinations()).toEqual([]);
  });

  it('makes a second address of a subnet a secondary, which goes with the first', () => {
    const kernel = host();
    const ref = { namespace: 'box', index: 2 };
    addAddress(kernel, ref, { address: '172.17.0.8', prefixLength: 16 });
    addAddress(kernel, ref, { address: '10.9.0.1', prefixLength: 24 });
    expect(addressesOf(kernel, ref).slice(0, 3)).toEqual(['172.17.0.2/16', '10.9.0.1/24', '172.17.0.8/16 secondary']);
    deleteAddress(kernel, ref, '172.17.0.2');
    expect(addressesOf(kernel, ref)[0]).toBe('10.9.0.1/24');
    expect(addressesOf(kernel, ref)).toHaveLength(2);
    expect(routesOf(kernel, 'box')[0]).toBe('10.9.0.0/24 dev 2');
  });

  it('selects routes and sources', () => {
    const kernel = host();
    const ns = namespaceOf(kernel, 'host');
    expect(lookupRoute(ns, { destination: '172.17.0.2' })).toMatchObject({
      how: 'unicast',
      device: 3,
      source: '172.17.0.1',
      nextHop: '172.17.0.2',
    });
    expect(lookupRoute(ns, { destination: '172.17.0.1' })).toMatchObject({
      how: 'local',
      device: 1,
      source: '172.17.0.1',
    });
    expect(lookupRoute(ns, { destination: '127.0.0.11' })).toMatchObject({ how: 'local', source: '127.0.0.1' });
    expect(lookupRoute(ns, { destination: '172.17.255.255' })).toMatchObject({ how: 'broadcast', device: 3 });
    expect(lookupRoute(ns, { destination: '8.8.8.8' }).how).toBe('none');
    expect(isLocal(ns, '172.17.0.1')).toBe(true);
    setDown(kernel, { namespace: 'host', index: 3 });
    // Its local route outlasts its link's being up.
    expect(isLocal(ns, '172.17.0.1')).toBe(true);
  });
});

describe('sysctl', () => {
  it('knows defaults, aliases and interfaces', () => {
    const kernel = host();
    const ns = namespaceOf(kernel, 'host');
    expect(sysctl(ns, 'net.ipv4.ip_forward')).toBe('0');
    setSysctl(kernel, 'host', 'net.ipv4.ip_forward', '1');
    expect(sysctl(ns, 'net.ipv4.conf.all.forwarding')).toBe('1');
    expect(sysctl(ns, 'net.ipv4.conf.br.forwarding')).toBe('1');
    expect(sysctl(ns, 'net.ipv4.conf.nosuch.forwarding')).toBeUndefined();
    expect(sysctl(ns, 'net.ipv4.nosuch')).toBeUndefined();
    expect(() => setSysctl(kernel, 'host', 'net.ipv4.ip_forward', 'abc')).toThrow('Invalid argument');
    expect(() => setSysctl(kernel, 'host', 'net.nosuch', '1')).toThrow('No such file or directory');
    expect(sysctlNames(ns).every((name) => sysctl(ns, name) !== undefined)).toBe(true);
  });

  it('takes IPv6 from a device', () => {
    const kernel = host();
    setSysctl(kernel, 'host', 'net.ipv6.conf.br.disable_ipv6', '1');
    expect(addressesOf(kernel, { namespace: 'host', index: 3 })).toEqual(['172.17.0.1/16']);
    setSysctl(kernel, 'host', 'net.ipv6.conf.br.disable_ipv6', '0');
    expect(addressesOf(kernel, { namespace: 'host', index: 3 })).toHaveLength(2);
  });
});

describe('IPv6 forwarding', () => {
  it('turned on for all is on for every device, and for those to come', () => {
    const kernel = host();
    const forwarding = (device: string): string | undefined =>
      sysctl(namespaceOf(kernel, 'host'), `net.ipv6.conf.${device}.forwarding`);
    expect(forwarding('br')).toBe('0');
    setSysctl(kernel, 'host', 'net.ipv6.conf.all.forwarding', '1');
    addBridge(kernel, 'host', { name: 'new' });
    expect(['all', 'default', 'br', 'lo', 'new'].map(forwarding)).toEqual(['1', '1', '1', '1', '1']);
  });
});

describe('port numbers', () => {
  const numbers = (kernel: Kernel): Record<string, number | undefined> =>
    Object.fromEntries(
      Object.values(namespaceOf(kernel, 'host').links)
        .filter(({ master }) => master !== undefined)
        .map(({ name, portNumber }) => [name, portNumber]),
    );

  it('are the lowest that are free, and follow no order of names', () => {
    const kernel = host();
    addVeth(
      kernel,
      { namespace: 'host', name: 'a', mac: '02:00:00:00:00:06' },
      { namespace: 'far', name: 'q', mac: '02:00:00:00:00:07' },
    );
    setMaster(kernel, { namespace: 'host', index: 5 }, 3);
    expect(numbers(kernel)).toEqual({ v: 1, a: 2 });
    setMaster(kernel, { namespace: 'host', index: 4 }, undefined);
    expect(numbers(kernel)).toEqual({ a: 2 });
    setMaster(kernel, { namespace: 'host', index: 4 }, 3);
    expect(numbers(kernel)).toEqual({ v: 1, a: 2 });
  });
});
