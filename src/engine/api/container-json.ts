import type { ContainerConfig, ContainerStatus, HostConfig, PortBinding, Protocol } from '../container/container.ts';
import type { HealthJson } from '../container/health.ts';

/** What a request says of one attachment (the API's EndpointSettings, as far as a client sets it). */
export interface EndpointInput {
  IPAMConfig?: { IPv4Address?: string; IPv6Address?: string; LinkLocalIPs?: string[] } | null;
  Links?: string[] | null;
  Aliases?: string[] | null;
  MacAddress?: string;
  DriverOpts?: Record<string, string> | null;
  GwPriority?: number;
}

/** Body of POST /containers/create. */
export interface ContainerInput {
  name?: string;
  config: Partial<ContainerConfig> & { Image: string };
  hostConfig?: Partial<HostConfig>;
  /** By network name or id, as NetworkingConfig.EndpointsConfig. */
  networking?: Record<string, EndpointInput>;
}

/** The API's EndpointSettings as `docker inspect` prints them. */
export interface EndpointJson {
  IPAMConfig: { IPv4Address?: string; IPv6Address?: string; LinkLocalIPs?: string[] } | null;
  Links: string[] | null;
  Aliases: string[] | null;
  MacAddress: string;
  DriverOpts: Record<string, string> | null;
  GwPriority: number;
  NetworkID: string;
  EndpointID: string;
  Gateway: string;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  DNSNames: string[] | null;
}

export interface NetworkSettingsJson {
  Bridge: string;
  SandboxID: string;
  SandboxKey: string;
  /** By `80/tcp`; null for a port that is exposed and not published. */
  Ports: Record<string, PortBinding[] | null>;
  HairpinMode: boolean;
  LinkLocalIPv6Address: string;
  LinkLocalIPv6PrefixLen: number;
  SecondaryIPAddresses: null;
  SecondaryIPv6Addresses: null;
  EndpointID: string;
  Gateway: string;
  GlobalIPv6Address: string;
  GlobalIPv6PrefixLen: number;
  IPAddress: string;
  IPPrefixLen: number;
  IPv6Gateway: string;
  MacAddress: string;
  Networks: Record<string, EndpointJson>;
}

/** A volume (which has a name and a driver), a directory of the host's, or memory. */
export interface MountJson {
  Type: 'bind' | 'volume' | 'tmpfs';
  Name?: string;
  Source: string;
  Destination: string;
  Driver?: string;
  Mode: string;
  RW: boolean;
  Propagation: string;
}

/** GET /containers/{id}/json: keys in the order the engine prints them. */
export interface ContainerJson {
  Id: string;
  Created: string;
  Path: string;
  Args: string[];
  State: {
    Status: ContainerStatus;
    Running: boolean;
    Paused: boolean;
    Restarting: boolean;
    OOMKilled: boolean;
    Dead: boolean;
    Pid: number;
    ExitCode: number;
    Error: string;
    StartedAt: string;
    FinishedAt: string;
    Health?: HealthJson;
  };
  Image: string;
  ResolvConfPath: string;
  HostnamePath: string;
  HostsPath: string;
  LogPath: string;
  Name: string;
  RestartCount: number;
  Driver: string;
  Platform: string;
  MountLabel: string;
  ProcessLabel: string;
  AppArmorProfile: string;
  ExecIDs: null;
  HostConfig: Record<string, unknown> & HostConfig;
  GraphDriver: { Data: Record<string, string>; Name: string };
  Mounts: MountJson[];
  Config: ContainerConfig;
  NetworkSettings: NetworkSettingsJson;
}

/** One of `docker ps`' ports. */
export interface PortJson {
  IP?: string;
  PrivatePort: number;
  PublicPort?: number;
  Type: Protocol;
}

/** GET /containers/json: one container of the list. */
export interface ContainerSummaryJson {
  Id: string;
  Names: string[];
  Image: string;
  ImageID: string;
  Command: string;
  /** Seconds since the epoch. */
  Created: number;
  Ports: PortJson[];
  Labels: Record<string, string>;
  State: ContainerStatus;
  /** `Up 3 seconds (Paused)`, `Exited (0) 2 minutes ago`, `Created`. */
  Status: string;
  HostConfig: { NetworkMode: string };
  NetworkSettings: { Networks: Record<string, EndpointJson> };
  Mounts: MountJson[];
}

/** Filters of a list: what is asked of each key, any of its values being enough (`label`: all of them). */
export type Filters = Readonly<Record<string, readonly string[]>>;
