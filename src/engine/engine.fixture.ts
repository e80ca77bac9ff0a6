import { emptyKernel } from '../kernel/kernel.ts';
import { addVeth } from '../kernel/link/veth.ts';
import { linkByName } from '../kernel/link/lookup.ts';
import { setUp } from '../kernel/link/link-up.ts';
import { addAddress } from '../kernel/link/addresses.ts';
import type { Namespace } from '../kernel/namespace.ts';
import { createNamespace } from '../kernel/namespaces.ts';
import { chainsOf } from '../kernel/netfilter/chains.ts';
import { printRule } from '../kernel/netfilter/rule/rule-text.ts';
import type { TableFamily, TableName } from '../kernel/netfilter/table.ts';
import { allParts } from '../kernel/part.ts';
import { setSysctl } from '../kernel/sysctl/sysctl.ts';
import { createContainer, createEngine, createNetwork, startContainer, installEngine } from './api.ts';
import type { ContainerInput } from './api/container-json.ts';
import type { Container } from './container/container.ts';
import type { EngineHost } from './engine.ts';
import { EngineError } from './errors.ts';
import { randomMac } from './random.ts';
import { findContainer } from './refs.ts';

// The engine is called at once here, and not begun anew.
await allParts();

/** A host on a LAN with an engine: host1 192.168.65.10, and the wire's other end. For tests. */
export function testHost(seed = 1): EngineHost {
  const kernel = emptyKernel();
  const random = { state: seed };
  const clock = { now: 1_767_603_600_000 };
  for (const name of ['host1', 'router']) {
    createNamespace(kernel, name);
    setUp(kernel, { namespace: name, index: 1 });
  }
  const eth0 = addVeth(
    kernel,
    { namespace: 'host1', name: 'eth0', mac: randomMac(random) },
    { namespace: 'router', name: 'p-host1', mac: randomMac(random) },
  );
  addAddress(kernel, eth0, { address: '192.168.65.10', prefixLength: 24 });
  setUp(kernel, eth0);
  setSysctl(kernel, 'host1', 'net.bridge.bridge-nf-call-iptables', '0');
  const host: EngineHost = {
    machine: 'host1',
    namespace: 'host1',
    engine: createEngine(random, clock.now),
    kernel,
    random,
    clock,
    peers: () => [],
    files: {},
    resolvConf: 'nameserver 203.0.113.53\n',
    hosts: '127.0.0.1\tlocalhost\n::1\t\tlocalhost ip6-localhost ip6-loopback\n',
  };
  installEngine(host);
  return host;
}

/** What `docker run -d` comes to. */
export function run(
  host: EngineHost,
  name: string,
  input: Partial<ContainerInput> & { image?: string; network?: string } = {},
): Container {
  const { image = 'alpine', network, config, hostConfig, networking } = input;
  createContainer(host, {
    name,
    config: { Image: image, ...config },
    hostConfig: { ...(network !== undefined && { NetworkMode: network }), ...hostConfig },
    ...(networking && { networking }),
  });
  startContainer(host, name);
  return findContainer(host, name);
}

/** `docker network create NAME [--subnet SUBNET]` */
export const network = (
  host: EngineHost,
  name: string,
  options: Partial<Parameters<typeof createNetwork>[1]> & { subnet?: string } = {},
) => {
  const { subnet, ...rest } = options;
  return createNetwork(host, {
    Name: name,
    ...(subnet !== undefined && { IPAM: { Config: [{ Subnet: subnet }] } }),
    ...rest,
  }).Id;
};

/** `docker run -p`: `8080:80`, `127.0.0.1:8080:80/udp`, `80`. */
export function published(...ports: string[]): {
  PortBindings: Record<string, { HostIp: string; HostPort: string }[]>;
} {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const text of ports) {
    const [spec = '', protocol = 'tcp'] = text.split('/');
    const parts = spec.split(':');
    const port = parts.pop() ?? '';
    const hostPort = parts.pop() ?? '';
    (bindings[`${port}/${protocol}`] ??= []).push({
      HostIp: parts.join(':').replace(/[[\]]/g, ''),
      HostPort: hostPort,
    });
  }
  return { PortBindings: bindings };
}

/** The message with which something refuses. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
  return 'no refusal';
}

/** The host's own namespace. */
export function hostNamespace(host: EngineHost): Namespace {
  const namespace = host.kernel.namespaces.host1;
  if (!namespace) throw new Error('no host1');
  return namespace;
}

/** A container's namespace. */
export function namespaceOf(host: EngineHost, name: string): Namespace {
  const namespace = host.kernel.namespaces[findContainer(host, name).sandbox?.namespace ?? ''];
  if (!namespace) throw new Error(`${name} has no namespace`);
  return namespace;
}

/** `iptables -t TABLE -S`, its rules only, with bridges named by their networks. */
export function rules(
  host: EngineHost,
  table: TableName,
  version: TableFamily = 'ip',
  namespace = hostNamespace(host),
): string[] {
  const lines = chainsOf(namespace, version, table).flatMap((chain) =>
    chain.rules.map((rule) => `-A ${chain.name} ${printRule(rule)}`),
  );
  return lines.map((line) =>
    Object.values(host.engine.networks).reduce(
      (text, { bridge, name }) => (bridge?.startsWith('br-') ? text.replaceAll(bridge, `br-${name}`) : text),
      line,
    ),
  );
}

/** `ip -br addr`: name and addresses of the links of a namespace. */
export const addressesOf = (namespace: Namespace): string[] =>
  Object.values(namespace.links).map((link) =>
    [`${link.index} ${link.name}`, ...link.addresses.map((a) => `${a.address}/${a.prefixLength}`)].join(' '),
  );

/** `ip route`. */
export const routesOf = (namespace: Namespace): string[] =>
  namespace.routes.map(({ destination, via, device }) => {
    const to = destination.length === 0 ? 'default' : `${destination.address}/${destination.length}`;
    return `${to}${via === undefined ? '' : ` via ${via}`} dev ${namespace.links[device]?.name}`;
  });

/** The index of a host's veth for a container's interface. */
export function peerIndex(host: EngineHost, name: string, device = 'eth0'): number | undefined {
  const link = linkByName(namespaceOf(host, name), device);
  return link?.kind === 'veth' ? link.peer.index : undefined;
}
