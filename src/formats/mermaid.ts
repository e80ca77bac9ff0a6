import type { Container } from '../engine/container/container.ts';
import type { Network } from '../engine/network/network.ts';
import type { Machine, World } from '../world/world.ts';

/** A topology as a Mermaid flowchart: each host with its networks and containers, and the ports that are published. */
export function mermaidOf({ machines }: World): string {
  const hosts = Object.values(machines).filter(({ kind, engine }) => kind === 'host' && engine !== undefined);
  return ['flowchart TB', '  lan["LAN"]', ...hosts.flatMap(hostOf), ''].join('\n');
}

function hostOf({ name, engine }: Machine): string[] {
  const containers = Object.values(engine?.containers ?? {});
  const used = new Set(containers.flatMap((container) => Object.keys(container.networks)));
  const networks = Object.values(engine?.networks ?? {}).filter(
    (network) => network.name === 'bridge' || used.has(network.name) || !['host', 'none'].includes(network.name),
  );
  const node = (kind: string, id: string) => `${name}_${kind}_${id.slice(0, 12)}`;
  const networkNodes = new Map(networks.map((network) => [network.name, node('net', network.id)]));
  return [
    `  subgraph ${name}`,
    ...networks.map((network) => `    ${node('net', network.id)}{{${label(networkText(network))}}}`),
    ...containers.map((container) => `    ${node('c', container.id)}[${label(containerText(container))}]`),
    '  end',
    ...containers.flatMap((container) =>
      Object.keys(container.networks).flatMap((network) => {
        const to = networkNodes.get(network);
        return to === undefined ? [] : [`  ${to} --- ${node('c', container.id)}`];
      }),
    ),
    ...networks.filter(({ internal }) => !internal).map((network) => `  lan --- ${node('net', network.id)}`),
    ...containers.flatMap(({ id, ports }) => {
      const published = [...new Set(ports.map((port) => `${port.hostPort}→${port.containerPort}/${port.protocol}`))];
      return published.map((port) => `  lan -. ${label([port])} .-> ${node('c', id)}`);
    }),
  ];
}

const networkText = ({ name, driver, pools, internal }: Network): string[] => [
  name,
  ...pools.map(({ subnet }) => `${subnet.address}/${subnet.length}`),
  internal ? `${driver}, internal` : driver,
];

const containerText = ({ name, image, endpoints }: Container): string[] => [
  name,
  image,
  ...Object.values(endpoints).flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6].filter((ip) => ip !== undefined)),
];

/** Lines in a Mermaid string, with Mermaid's own entities for what would end it or be read as markup. */
const label = (lines: readonly string[]): string =>
  `"${lines.map((line) => line.replace(/[#"&<>`]/g, (c) => `#${c.charCodeAt(0)};`)).join('<br/>')}"`;
