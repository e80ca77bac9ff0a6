import { containerId, deviceId, gateId, hostRailId, interfaceId, netfilterId, networkBarId, projectId } from './ids.ts';
import type { ContainerNode, Scene, SceneEdge, SceneNode } from './scene.ts';

/** A container of a sample scene: the indices of its networks, and what differs from a running one. */
export interface SampleContainer {
  readonly name?: string;
  readonly image?: string;
  readonly networks: readonly number[];
  readonly state?: ContainerNode['state'];
  readonly attachment?: ContainerNode['attachment'];
  /** Index of an earlier container whose namespace it shares. */
  readonly sharedWith?: number;
  readonly ports?: readonly string[];
  /** That of its first interface; one of its network where absent. */
  readonly address?: string;
  /** Name of its compose project, and how it is called there. */
  readonly project?: string;
  readonly title?: string;
  readonly health?: ContainerNode['health'];
}

export interface SampleHost {
  /** Names of the networks; the first is docker0. */
  readonly networks: readonly string[];
  readonly containers: readonly SampleContainer[];
}

/** Scenes for the tests of placement and drawing, without a world behind them. */
export function sampleScene(...hosts: readonly SampleHost[]): Scene {
  const nodes: SceneNode[] = [
    { kind: 'machine', id: 'router', role: 'router', name: 'router', address: '192.168.65.1' },
    { kind: 'lan', id: 'lan', machine: 'router', name: 'lan0', subnet: '192.168.65.0/24', condition: 'up' },
    { kind: 'machine', id: 'inet', role: 'internet', name: 'inet', address: '203.0.113.10' },
    { kind: 'machine', id: 'client', role: 'client', name: 'client', address: '192.168.65.50' },
  ];
  const edges: SceneEdge[] = [
    { id: 'cable:router/lan0', kind: 'cable', source: 'router', target: 'lan', condition: 'up' },
    { id: 'cable:router/wan0', kind: 'cable', source: 'router', target: 'inet', condition: 'up' },
    { id: 'cable:router/p-client', kind: 'cable', source: 'lan', target: 'client', condition: 'up' },
  ];
  hosts.forEach((host, i) => addSampleHost({ nodes, edges }, `host${i + 1}`, host, i));
  return { nodes, edges, devices: {}, namespaces: {}, processes: {} };
}

const gates = ['PREROUTING', 'FORWARD', 'POSTROUTING', 'INPUT', 'OUTPUT', 'docker-proxy'] as const;

interface SampleDraft {
  readonly nodes: SceneNode[];
  readonly edges: SceneEdge[];
}

function addSampleHost({ nodes, edges }: SampleDraft, host: string, sample: SampleHost, index: number): void {
  nodes.push({ kind: 'host', id: host, name: host, engine: '28.5.2' });
  const nic = deviceId(host, 2);
  nodes.push({ kind: 'nic', id: nic, host, name: 'eth0', address: `192.168.65.${10 + index}`, condition: 'up' });
  edges.push({ id: `cable:router/p-${host}`, kind: 'cable', source: 'lan', target: nic, condition: 'up' });
  nodes.push({ kind: 'netfilter', id: netfilterId(host), host });
  for (const gate of gates) nodes.push({ kind: 'gate', id: gateId(host, gate), host, gate });
  sample.networks.forEach((title, i) => {
    const id = networkBarId(host, `n${i}`);
    nodes.push({
      kind: 'bridge',
      id,
      host,
      network: `n${i}`,
      title,
      subnet: `172.${17 + i}.0.1/16`,
      ...(i > 0 && { device: `br-4d1c9e07aa${50 + i}` }),
      driver: 'bridge',
      internal: title === 'private',
      color: i,
      condition: 'up',
    });
    edges.push({ id: `tie:${id}`, kind: 'tie', source: netfilterId(host), target: id, condition: 'up' });
  });
  if (sample.containers.some(({ attachment }) => attachment === 'host')) {
    const id = hostRailId(host);
    nodes.push({ kind: 'hostrail', id, host });
    edges.push({ id: `tie:${id}`, kind: 'tie', source: netfilterId(host), target: id, condition: 'up' });
  }
  sample.containers.forEach((container, i) => addSampleContainer(nodes, edges, host, container, i));
  for (const name of new Set(sample.containers.flatMap(({ project }) => project ?? []))) {
    const count = sample.containers.filter(({ project }) => project === name).length;
    const tally = { services: count, containers: count, running: count, starting: 0, unhealthy: 0 };
    nodes.push({ kind: 'project', id: projectId(host, name), host, name, tally });
  }
}

function addSampleContainer(
  nodes: SceneNode[],
  edges: SceneEdge[],
  host: string,
  sample: SampleContainer,
  index: number,
): void {
  const { state = 'running', attachment = 'networks', sharedWith, ports = [], name = `c${index}` } = sample;
  const id = containerId(host, `c${index}`);
  const runs = (state === 'running' || state === 'paused') && attachment === 'networks';
  const bars = attachment === 'networks' ? sample.networks.map((network) => networkBarId(host, `n${network}`)) : [];
  const tabs = runs ? bars.map((_, i) => interfaceId(id, i + 2)) : [];
  const donor = sharedWith === undefined ? undefined : containerId(host, `c${sharedWith}`);
  nodes.push({
    kind: 'container',
    id,
    host,
    name,
    title: sample.title ?? name,
    ...(sample.project !== undefined && { project: projectId(host, sample.project) }),
    ...(sample.health !== undefined && { checked: true, health: sample.health }),
    image: sample.image ?? 'nginx:latest',
    state,
    ...(state === 'stopped' && { exitCode: 0 }),
    attachment,
    bars,
    colors: attachment === 'networks' ? sample.networks : [],
    interfaces: tabs,
    ...(tabs.length > 0 && sample.address !== undefined && { address: sample.address }),
    ports: ports.map((text) => ({ text })),
    ...(donor && { sharedWith: donor }),
  });
  if (attachment === 'host')
    edges.push({ id: `process:${id}`, kind: 'process', source: hostRailId(host), target: id, condition: 'up' });
  if (donor) edges.push({ id: `shared:${id}`, kind: 'shared', source: donor, target: id, condition: 'up' });
  tabs.forEach((tab, i) => {
    const network = sample.networks[i] ?? 0;
    const bar = bars[i] ?? '';
    nodes.push({
      kind: 'interface',
      id: tab,
      container: id,
      name: `eth${i}`,
      index: i + 2,
      address: (i === 0 ? sample.address : undefined) ?? `172.${17 + network}.0.${index + 2}`,
      bar,
      color: network,
      condition: 'up',
    });
    edges.push({
      id: `veth:${tab}`,
      kind: 'veth',
      source: bar,
      target: tab,
      label: `veth${(index * 7919 + i * 104729 + 0x2c2dcda).toString(16).slice(0, 7)}`,
      color: network,
      condition: 'up',
    });
  });
}
