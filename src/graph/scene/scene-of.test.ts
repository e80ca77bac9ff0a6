import { describe, expect, test } from 'vitest';
import { pauseContainer, removeNetwork, stopContainer } from '../../engine/api.ts';
import { deleteLink } from '../../kernel/link/links.ts';
import { setMaster } from '../../kernel/link/bridge.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { setDown } from '../../kernel/link/link-up.ts';
import { engineHost } from '../../world/engine-host.ts';
import type { World } from '../../world/world.ts';
import { networkColors } from './colors.ts';
import { sceneOf } from './scene-of.ts';
import { containerId, endId, meaningOf, networkBarId, networkId, placeOf } from './ids.ts';
import { sampleLab } from './sample-lab.fixture.ts';
import type { NodeOf, Scene, SceneEdge, SceneNode } from './scene.ts';

const kinds = ({ nodes }: Scene) => nodes.map(({ kind }) => kind);

function nodesOf<K extends SceneNode['kind']>({ nodes }: Scene, kind: K): NodeOf<K>[] {
  return nodes.filter((node): node is NodeOf<K> => node.kind === kind);
}

function edge({ edges }: Scene, id: string): SceneEdge {
  const found = edges.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no edge ${id}`);
  return found;
}

const container = (scene: Scene, name: string) => {
  const found = nodesOf(scene, 'container').find((node) => node.name === name);
  if (found === undefined) throw new Error(`no container ${name}`);
  return found;
};

function hostLink(world: World, name: string) {
  const namespace = world.kernel.namespaces['host1'];
  const link = namespace && linkByName(namespace, name);
  if (link === undefined) throw new Error(`no link ${name}`);
  return { namespace: 'host1', index: link.index };
}

describe('an empty lab', () => {
  const scene = sceneOf(sampleLab().world);

  test('has internet, router, LAN, client and one host with its NIC, netfilter and docker0', () => {
    expect(nodesOf(scene, 'machine').map(({ id, role, address }) => [id, role, address])).toEqual([
      ['router', 'router', '192.168.65.1'],
      ['inet', 'internet', '203.0.113.10'],
      ['client', 'client', '192.168.65.50'],
    ]);
    expect(nodesOf(scene, 'lan')).toMatchObject([{ machine: 'router', name: 'lan0', subnet: '192.168.65.0/24' }]);
    expect(nodesOf(scene, 'host')).toMatchObject([{ id: 'host1', engine: '28.5.2' }]);
    expect(nodesOf(scene, 'nic')).toMatchObject([{ name: 'eth0', address: '192.168.65.10', condition: 'up' }]);
    expect(nodesOf(scene, 'gate').map(({ gate }) => gate)).toEqual([
      'PREROUTING',
      'FORWARD',
      'POSTROUTING',
      'INPUT',
      'OUTPUT',
    ]);
    expect(nodesOf(scene, 'bridge')).toMatchObject([
      { title: 'docker0', subnet: '172.17.0.1/16', driver: 'bridge', color: 0, condition: 'idle' },
    ]);
    expect(kinds(scene)).not.toContain('container');
  });

  test('joins them by cables', () => {
    const lan = nodesOf(scene, 'lan')[0]?.id;
    const nic = nodesOf(scene, 'nic')[0]?.id;
    const cables = scene.edges.filter(({ kind }) => kind === 'cable').map(({ source, target }) => [source, target]);
    expect(cables).toEqual([
      ['router', lan],
      [lan, nic],
      [lan, 'client'],
      ['router', 'inet'],
    ]);
  });

  test('does not draw the spare host, whose traffic shows at the LAN', () => {
    expect(scene.nodes.some(({ id }) => id === 'host2')).toBe(false);
    expect(scene.namespaces['host2']).toBe(nodesOf(scene, 'lan')[0]?.id);
  });
});

function shop() {
  const lab = sampleLab();
  const net = lab.network('shop');
  const inner = lab.network('private', { internal: true });
  const web = lab.container('web', 'nginx:latest', { ports: { 8080: 80 } });
  const db = lab.container('db', 'postgres:latest', { networks: ['shop', 'private'] });
  const host = engineHost(lab.world, 'host1');
  return { ...lab, net, inner, web, db, host };
}

describe('a lab with containers', () => {
  test('has a bar for each network, titled as a person knows it', () => {
    const { world, net } = shop();
    const scene = sceneOf(world);
    expect(nodesOf(scene, 'bridge').map(({ title, internal, color }) => [title, internal, color])).toEqual([
      ['docker0', false, 0],
      ['shop', false, 1],
      ['private', true, 2],
    ]);
    expect(nodesOf(scene, 'bridge')[1]).toMatchObject({ device: `br-${net.slice(0, 12)}`, subnet: '172.18.0.1/16' });
    expect(nodesOf(scene, 'bridge')[0]?.device).toBeUndefined();
  });

  test('has a tab and a veth for each interface, in the colour of its network', () => {
    const { world, db, net, inner } = shop();
    const scene = sceneOf(world);
    const { interfaces, bars } = container(scene, 'db');
    expect(bars).toEqual([networkBarId('host1', net), networkBarId('host1', inner)]);
    const tabs = nodesOf(scene, 'interface').filter((tab) => interfaces.includes(tab.id));
    expect(tabs.map(({ name }) => name)).toEqual(['eth0', 'eth1']);
    for (const tab of tabs) {
      const veth = edge(scene, `veth:${tab.id}`);
      expect(veth).toMatchObject({ source: tab.bar, target: tab.id, color: tab.color, condition: 'up' });
      const endpoint = Object.values(world.machines['host1']?.engine?.containers[db]?.endpoints ?? {}).find(
        (known) => known.interface === tab.name,
      );
      expect(veth.label).toBe(endpoint?.hostInterface);
      expect(tab.address).toBe(endpoint?.ipv4);
    }
  });

  test('shows published ports and the proxy behind them', () => {
    const scene = sceneOf(shop().world);
    expect(container(scene, 'web').ports).toEqual([{ text: '8080→80' }]);
    expect(nodesOf(scene, 'gate').map(({ gate }) => gate)).toContain('docker-proxy');
  });

  test('keeps bars and ports of a stopped container, and takes its tabs', () => {
    const { world, host, net } = shop();
    stopContainer(host, 'web', {});
    stopContainer(host, 'db', {});
    const scene = sceneOf(world);
    expect(container(scene, 'web')).toMatchObject({ state: 'stopped', interfaces: [], ports: [{ text: '8080→80' }] });
    expect(container(scene, 'db').bars[0]).toBe(networkBarId('host1', net));
    expect(nodesOf(scene, 'interface')).toEqual([]);
    expect(scene.edges.filter(({ kind }) => kind === 'veth')).toEqual([]);
    expect(nodesOf(scene, 'gate').map(({ gate }) => gate)).not.toContain('docker-proxy');
  });

  test('keeps the tabs of a paused container', () => {
    const { world, host } = shop();
    pauseContainer(host, 'web');
    expect(container(sceneOf(world), 'web')).toMatchObject({ state: 'paused' });
    expect(container(sceneOf(world), 'web').interfaces).toHaveLength(1);
  });

  test('a container that never started is created, with its bar', () => {
    const lab = sampleLab();
    lab.container('late', 'nginx:latest', { start: false });
    const node = container(sceneOf(lab.world), 'late');
    expect(node).toMatchObject({ state: 'created', interfaces: [] });
    expect(node.bars).toHaveLength(1);
  });
});

describe('modes', () => {
  test('host: a rail at the host, no tabs', () => {
    const lab = sampleLab();
    lab.container('proxy', 'nginx:latest', { networks: ['host'] });
    const scene = sceneOf(lab.world);
    const node = container(scene, 'proxy');
    expect(node).toMatchObject({ attachment: 'host', interfaces: [], bars: [] });
    expect(nodesOf(scene, 'hostrail')).toHaveLength(1);
    expect(edge(scene, `process:${node.id}`)).toMatchObject({ source: 'host1/hostrail' });
    expect(Object.values(scene.processes)).toContain(node.id);
  });

  test('none: nothing but the card', () => {
    const lab = sampleLab();
    lab.container('lonely', 'busybox:latest', { networks: ['none'] });
    const scene = sceneOf(lab.world);
    expect(container(scene, 'lonely')).toMatchObject({ attachment: 'none', interfaces: [], bars: [] });
    expect(scene.edges.some(({ target }) => target === container(scene, 'lonely').id)).toBe(false);
  });

  test('container:X: tied to the one whose namespace it shares', () => {
    const lab = sampleLab();
    const web = lab.container('web', 'nginx:latest');
    lab.container('side', 'busybox:latest', { networks: [`container:${web}`] });
    const scene = sceneOf(lab.world);
    const id = containerId('host1', web);
    expect(container(scene, 'side')).toMatchObject({ attachment: 'shared', sharedWith: id, interfaces: [] });
    expect(edge(scene, `shared:${container(scene, 'side').id}`).source).toBe(id);
    expect(container(scene, 'web').interfaces).toHaveLength(1);
  });
});

describe('what is broken shows', () => {
  const veth = (world: World, id: string) =>
    Object.values(world.machines['host1']?.engine?.containers[id]?.endpoints ?? {})[0]?.hostInterface ?? '';

  test('a veth end set down', () => {
    const { world, web } = shop();
    setDown(world.kernel, hostLink(world, veth(world, web)));
    const scene = sceneOf(world);
    const [tab = ''] = container(scene, 'web').interfaces;
    expect(edge(scene, `veth:${tab}`).condition).toBe('down');
    expect(nodesOf(scene, 'interface').find(({ id }) => id === tab)?.condition).toBe('down');
  });

  test('a bridge set down', () => {
    const { world } = shop();
    setDown(world.kernel, hostLink(world, 'docker0'));
    const scene = sceneOf(world);
    expect(nodesOf(scene, 'bridge')[0]?.condition).toBe('down');
    const [tab = ''] = container(scene, 'web').interfaces;
    expect(edge(scene, `veth:${tab}`).condition).toBe('down');
  });

  test('a veth taken from its bridge hangs loose', () => {
    const { world, web } = shop();
    setMaster(world.kernel, hostLink(world, veth(world, web)), undefined);
    const scene = sceneOf(world);
    const [tab = ''] = container(scene, 'web').interfaces;
    expect(edge(scene, `veth:${tab}`)).toMatchObject({ loose: true, source: container(scene, 'web').bars[0] });
  });

  test('a veth put under another bridge hangs from that one', () => {
    const { world, web, net } = shop();
    const other = hostLink(world, `br-${net.slice(0, 12)}`);
    setMaster(world.kernel, hostLink(world, veth(world, web)), other.index);
    const scene = sceneOf(world);
    const [tab = ''] = container(scene, 'web').interfaces;
    expect(edge(scene, `veth:${tab}`).source).toBe(networkBarId('host1', net));
  });

  test('the NIC set down', () => {
    const { world } = shop();
    setDown(world.kernel, hostLink(world, 'eth0'));
    expect(nodesOf(sceneOf(world), 'nic')[0]?.condition).toBe('down');
  });

  test('a bridge deleted by hand', () => {
    const { world, net } = shop();
    deleteLink(world.kernel, hostLink(world, `br-${net.slice(0, 12)}`));
    expect(nodesOf(sceneOf(world), 'bridge')[1]).toMatchObject({ title: 'shop', condition: 'down' });
  });
});

describe('colours', () => {
  test('stay when an earlier network goes, and the next network takes the free one', () => {
    const lab = sampleLab();
    const one = lab.network('one');
    const two = lab.network('two');
    const engine = engineHost(lab.world, 'host1');
    const colors = () => networkColors(lab.world.machines);
    expect([colors()[one], colors()[two]]).toEqual([1, 2]);
    removeNetwork(engine, 'one');
    expect(colors()[two]).toBe(2);
    const three = lab.network('three');
    expect(colors()[three]).toBe(1);
  });

  test('differ while there are as many', () => {
    const lab = sampleLab();
    for (let i = 0; i < 9; i++) lab.network(`n${i}`);
    expect(new Set(Object.values(networkColors(lab.world.machines))).size).toBe(10);
  });
});

describe('ids', () => {
  test('places and networks have ids, and ids say what they stand for', () => {
    const { world, web, net } = shop();
    const id = containerId('host1', web);
    expect(endId(world, 'host1/web')).toBe(id);
    expect(endId(world, 'client')).toBe('client');
    expect(endId(world, 'host1/nobody')).toBeUndefined();
    expect(placeOf(world, id)).toBe('host1/web');
    expect(placeOf(world, 'inet')).toBe('inet');
    expect(placeOf(world, 'nowhere')).toBeUndefined();
    expect(networkId(world, 'host1', net)).toBe(networkBarId('host1', net));
    expect(meaningOf(world, networkBarId('host1', net))).toEqual({ kind: 'network', machine: 'host1', network: net });
    expect(placeOf(world, networkBarId('host1', net))).toBeUndefined();
  });

  test('every node and edge of a scene means something', () => {
    const { world } = shop();
    const scene = sceneOf(world);
    for (const { id } of [...scene.nodes, ...scene.edges]) expect(meaningOf(world, id), id).toBeDefined();
  });

  test('are unique', () => {
    const scene = sceneOf(shop().world);
    const ids = [...scene.nodes, ...scene.edges].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
