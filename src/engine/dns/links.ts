import type { Container, Link } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { internal } from '../errors.ts';

/** The name by which a link's target goes now; the last known one where it is gone. */
const targetName = (host: EngineHost, link: Link): string => host.engine.containers[link.target]?.name ?? link.name;

/** HostConfig.Links as inspect prints them: `/db:/app/database`. */
export function printLinks(host: EngineHost, container: Container): string[] | null {
  if (container.links.length === 0) return null;
  return container.links.map((link) => `/${targetName(host, link)}:/${container.name}/${link.alias}`);
}

/** The live endpoint of a container on the default bridge. */
const onDefaultBridge = (container: Container) => container.endpoints.bridge;

/** Links take effect on the default bridge only. */
const linksOf = ({ links, networks }: Container): readonly Link[] => (networks.bridge ? links : []);

/** A link's target. Throws unless it runs and is on the default bridge (daemon/container_operations_unix.go: setupLinkedContainers). */
function linked(host: EngineHost, container: Container, link: Link): Container {
  const target = host.engine.containers[link.target];
  if (target?.state.status !== 'running' && target?.state.status !== 'paused')
    throw internal(
      `Cannot link to a non running container: /${targetName(host, link)} AS /${container.name}/${link.alias}`,
    );
  if (!target.networks.bridge) throw internal(`container ${target.id} not attached to default bridge network`);
  return target;
}

/** Lines of /etc/hosts for a container's links: address, alias, host name, name. */
export function linkHosts(host: EngineHost, container: Container): string[] {
  return linksOf(container).map((link) => {
    const target = linked(host, container, link);
    const names = [link.alias, target.config.Hostname, ...(link.alias === target.name ? [] : [target.name])];
    return `${onDefaultBridge(target)?.ipv4 ?? ''}\t${names.join(' ')}`;
  });
}

/** Throws where a link of a container cannot be made now. */
export function checkLinks(host: EngineHost, container: Container): void {
  for (const link of linksOf(container)) linked(host, container, link);
}

const LEFT_OUT = ['HOME', 'PATH'];

/** Environment that links bring (daemon/links/links.go: ToEnv). */
export function linkEnvironment(host: EngineHost, container: Container): string[] {
  return linksOf(container).flatMap((link) => {
    const target = linked(host, container, link);
    const ip = onDefaultBridge(target)?.ipv4 ?? '';
    const prefix = link.alias.toUpperCase().replaceAll('-', '_');
    const ports = exposedPorts(target);
    const [first] = ports;
    return [
      ...(first ? [`${prefix}_PORT=${first.protocol}://${ip}:${first.port}`] : []),
      ...ports.flatMap(({ port, protocol }) => portEnvironment(prefix, ip, port, protocol)),
      `${prefix}_NAME=/${container.name}/${link.alias}`,
      ...environmentOf(target).map((entry) => `${prefix}_ENV_${entry}`),
    ];
  });
}

const environmentOf = ({ config }: Container): string[] =>
  (config.Env ?? []).filter((entry) => entry.includes('=') && !LEFT_OUT.includes(entry.split('=')[0] ?? ''));

function exposedPorts({ config }: Container): { port: number; protocol: string }[] {
  return Object.keys(config.ExposedPorts ?? {})
    .map((key) => {
      const [port, protocol = 'tcp'] = key.split('/');
      return { port: Number(port), protocol };
    })
    .sort((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol === 'tcp' ? -1 : 1));
}

function portEnvironment(prefix: string, ip: string, port: number, protocol: string): string[] {
  const name = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
  return [
    `${name}=${protocol}://${ip}:${port}`,
    `${name}_ADDR=${ip}`,
    `${name}_PORT=${port}`,
    `${name}_PROTO=${protocol}`,
  ];
}
