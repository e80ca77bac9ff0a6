import type { Ip } from '../../ip/address.ts';
import type { Endpoint, EndpointSettings, PortMapping } from '../network/endpoint.ts';
import type { Health, HealthConfig } from './health.ts';
import type { Ending } from '../images/command.ts';
import type { MountPoint } from '../volumes/mounts.ts';

export type ContainerId = string;
export type Protocol = 'tcp' | 'udp' | 'sctp';

export interface PortBinding {
  HostIp: string;
  HostPort: string;
}

/** The Config object of the engine's API, as far as the lab has it. */
export interface ContainerConfig {
  Hostname: string;
  Domainname: string;
  User: string;
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  ExposedPorts?: Record<string, Record<string, never>>;
  Tty: boolean;
  OpenStdin: boolean;
  StdinOnce: boolean;
  Env: string[] | null;
  Cmd: string[] | null;
  Image: string;
  Volumes: Record<string, Record<string, never>> | null;
  WorkingDir: string;
  Entrypoint: string[] | null;
  MacAddress?: string;
  OnBuild: null;
  Labels: Record<string, string>;
  StopSignal?: string;
  StopTimeout?: number;
  Healthcheck?: HealthConfig;
}

/** The networking part of the API's HostConfig, and what else `docker run` sets of it. */
export interface HostConfig {
  NetworkMode: string;
  PortBindings: Record<string, PortBinding[]>;
  PublishAllPorts: boolean;
  RestartPolicy: { Name: 'no' | 'always' | 'on-failure' | 'unless-stopped'; MaximumRetryCount: number };
  AutoRemove: boolean;
  CapAdd: string[] | null;
  CapDrop: string[] | null;
  Privileged: boolean;
  Dns: string[];
  DnsOptions: string[];
  DnsSearch: string[];
  ExtraHosts: string[] | null;
  Links: string[] | null;
  Sysctls?: Record<string, string>;
  Binds: string[] | null;
  Init?: boolean;
  /** What else a client set (limits, mounts, …): kept and shown, without further effect. */
  [other: string]: unknown;
}

export type ContainerStatus = 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'removing' | 'dead';

export interface ContainerState {
  status: ContainerStatus;
  pid: number;
  exitCode: number;
  error: string;
  /** Clock (ms), 0 for never. */
  startedAt: number;
  finishedAt: number;
  restartCount: number;
  /** Whether it was stopped by hand, which keeps its restart policy from starting it. */
  manuallyStopped: boolean;
  /** Milliseconds until the restart policy's next try; doubles with each. */
  restartDelay: number;
}

/** A legacy link (`--link` on the default bridge). */
export interface Link {
  target: ContainerId;
  /** The target's name when last seen. */
  name: string;
  alias: string;
}

/** The network namespace of a running container, as libnetwork holds it. */
export interface Sandbox {
  id: string;
  /** /var/run/docker/netns/… */
  key: string;
  /** The kernel's namespace; the host's own for network mode host, another container's for container:X. */
  namespace: string;
  /** Whether it is this container's own: not the host's, nor another container's. */
  own: boolean;
  /** Ids of the endpoints that are its ways out. */
  gateways?: { v4?: string; v6?: string };
  /** The embedded DNS server's port at 127.0.0.11 for udp and tcp, where there is one. */
  resolver?: { udp: number; tcp: number; pid: number };
  /** Whom that server asks, as it was read when it was started (libnetwork/sandbox_dns_unix.go: rebuildDNS). */
  upstream?: Upstreams;
}

/** What an embedded DNS server knows of the world outside. */
export interface Upstreams {
  servers: { ip: Ip; fromHost: boolean }[];
  /** Whether the user or the host set ndots: then names without a dot are not passed on. */
  ndots: boolean;
}

export interface Container {
  id: ContainerId;
  name: string;
  /** What it was called before, the latest last; the engine itself forgets that. */
  formerly?: string[];
  /** Clock (ms). */
  created: number;
  /** As the user wrote it; and the image's id. */
  image: string;
  imageId: string;
  /** What is to be run: path and arguments. */
  command: string[];
  /** The image of Docker Hub that it is made of, in a lab that has those. */
  hub?: string;
  /** What is run in its place, where its image stands in for one whose programs the lab has not. */
  runs?: string[];
  config: ContainerConfig;
  hostConfig: HostConfig;
  state: ContainerState;
  /** By network name. */
  networks: Record<string, EndpointSettings>;
  sandbox?: Sandbox;
  /** Live endpoints, by network name; empty unless running. */
  endpoints: Record<string, Endpoint>;
  /** Published ports that stand. */
  ports: PortMapping[];
  /** Its writable layer and /etc/{hosts,hostname,resolv.conf}: files that differ from its image, by absolute path. */
  files: Record<string, string>;
  /** Id of its writable layer. */
  layer: string;
  /** What is mounted in it. */
  mounts: MountPoint[];
  links: Link[];
  /** Containers with a link to this one. */
  linkedBy: ContainerId[];
  /** The service's task that it runs for a swarm. */
  task?: string;
  /** Pid of the containerd-shim that holds its processes. */
  shim?: number;
  /** The container whose /etc files it shares, and those that share this one's (network mode container:X). */
  etcOf?: ContainerId;
  sharers: ContainerId[];
  /** What its earlier processes wrote. */
  log: ContainerLog;
  /** How this run ends, where that is known. */
  ending?: Ending;
  /** How its last run ended, where only a shell could tell: the next one does the same. */
  usualEnding?: Ending;
  /** What the probes of its health check have told; absent without a check, or before its first start. */
  health?: Health;
}

/** What a container's processes wrote. */
export interface ContainerLog {
  stdout: string;
  stderr: string;
  /** How long both were at a time (clock, ms), wherever something was written as time passed; absent where that is not known. */
  marks?: LogMark[];
}

export interface LogMark {
  at: number;
  stdout: number;
  stderr: number;
}

/** The words of its main process. */
export const mainCommand = ({ command, runs }: Container): readonly string[] => runs ?? command;

/** What its UTS namespace is called; empty for the host's. */
export const hostnameOf = ({ config, hostConfig }: Container): string =>
  hostConfig.UTSMode === 'host' ? '' : config.Hostname;

/** Whether it has processes: they run, or are frozen. */
export const isRunning = ({ state }: Container): boolean => state.status === 'running' || state.status === 'paused';
