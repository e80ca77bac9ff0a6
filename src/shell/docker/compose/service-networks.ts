/** Which networks a service's container is attached to, and how (pkg/compose/create.go: defaultNetworkSettings). */
import type { EndpointInput } from '../../../engine/api.ts';
import { own } from '../../../kernel/own.ts';
import type { Project, Service } from '../../../compose/project.ts';
import { CliError } from '../cli/command.ts';
import type { ComposeAsking } from './command.ts';
import { containerName, networksByPriority } from './naming.ts';

const IFNAME = 'com.docker.network.endpoint.ifname';

export interface Attachments {
  readonly mode: string;
  readonly networking: Record<string, EndpointInput> | undefined;
}

interface Wish {
  readonly number: number;
  readonly links: readonly string[];
  /** Whether it answers to the service's name and aliases. */
  readonly aliases: boolean;
}

export function attachmentsOf(asking: ComposeAsking, project: Project, service: Service, wish: Wish): Attachments {
  if (service.network_mode) return { mode: service.network_mode, networking: undefined };
  if (Object.keys(project.networks).length === 0) return { mode: 'none', networking: undefined };
  const keys = networksByPriority(service);
  const [main = 'default', ...others] = keys;
  const nameOf = (key: string): string => own(project.networks, key)?.name ?? key;
  checkMac(service, main);
  const entries = [main, ...others].map((key) => {
    const endpoint = endpointOf(asking, project, service, key, wish);
    const mac = key === main ? (endpoint.MacAddress ?? service.mac_address) : endpoint.MacAddress;
    return [nameOf(key), { ...endpoint, ...(mac && { MacAddress: mac }) }] as const;
  });
  return { mode: nameOf(main), networking: Object.fromEntries(entries) };
}

function checkMac({ mac_address: wanted, networks }: Service, main: string): void {
  const mac = own(networks, main)?.mac_address;
  if (wanted && mac && mac !== wanted)
    throw new CliError(`the service-level mac_address should have the same value as network ${main}`);
}

function endpointOf(
  asking: ComposeAsking,
  project: Project,
  service: Service,
  key: string,
  { number, links, aliases }: Wish,
): EndpointInput {
  const config = own(service.networks, key) ?? undefined;
  const names = [containerName(asking, project.name, service, number)];
  if (aliases) names.push(service.name, ...(config?.aliases ?? []));
  const { ipv4_address: v4, ipv6_address: v6, link_local_ips: local, interface_name: device } = config ?? {};
  const options = config?.driver_opts;
  if (device && own(options, IFNAME) !== undefined && own(options, IFNAME) !== device)
    asking.warn(
      `ignoring services.${service.name}.networks.${key}.interface_name as ${IFNAME} driver_opts is already declared`,
    );
  const driverOptions = { ...options, ...(device && { [IFNAME]: device }) };
  return {
    Aliases: names,
    Links: links.length > 0 ? [...links] : null,
    ...(config && {
      IPAMConfig: {
        ...(v4 && { IPv4Address: v4 }),
        ...(v6 && { IPv6Address: v6 }),
        ...(local && local.length > 0 && { LinkLocalIPs: [...local] }),
      },
    }),
    ...(config?.mac_address && { MacAddress: config.mac_address }),
    DriverOpts: options || device ? driverOptions : null,
    GwPriority: config?.gw_priority ?? 0,
  };
}
