import type { Kernel } from '../kernel/kernel.ts';
import type { Outcome, Stimulus } from '../kernel/stimulus.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import type { Container, ContainerId } from './container/container.ts';
import type { Given } from './given.ts';
import type { EventLog } from './events/events.ts';
import type { Firewalld } from './firewalld/settings.ts';
import type { Image } from './images/image.ts';
import type { Network, NetworkId } from './network/network.ts';
import type { JournalEntry } from './daemon/journal.ts';
import type { PortTable } from './ports/allocator.ts';
import type { Settings } from './settings/settings.ts';
import type { Membership } from './swarm/cluster.ts';
import type { Volume } from './volumes/volume.ts';

/** A Docker Engine's own state. What it makes of it stands in the kernel. */
export interface Engine {
  /** Daemon id, a UUID. */
  id: string;
  /** First 48 bits of its IPv6 networks (daemon/daemon.go: deriveULABaseNetwork), such as `fdac:5ab3:84db`. */
  ula: string;
  /** Pid of dockerd; 0 where it does not run. */
  pid: number;
  networks: Record<NetworkId, Network>;
  /** Network name -> id. */
  networkNames: Record<string, NetworkId>;
  containers: Record<ContainerId, Container>;
  /** Container name -> id. */
  names: Record<string, ContainerId>;
  /** By name and tag. */
  images: Record<string, Image>;
  /** By name. */
  volumes: Record<string, Volume>;
  ports: PortTable;
  /** What happens to containers by itself later: see `settleEngine`. */
  pending: Record<ContainerId, Pending>;
  /** Containers with a health check that have been started. */
  probed: Record<ContainerId, true>;
  /** What has happened; absent until something has. */
  events?: EventLog;
  /** Its part in a swarm, where it is in one. */
  swarm?: Membership;
  /** What the daemon goes by, or went by when it last ran. */
  settings: Settings;
  /** Set while the daemon does not run. */
  down?: true;
  /** firewalld ran when the daemon looked, which is once, as it starts: from then on it hears of firewalld's reloads. */
  hearsFirewalld?: true;
  /** IPv4 was not forwarded when the daemon looked, which is once, as it starts. */
  withoutForwarding?: true;
  /** What it has written so far, oldest first; its end only, where that is very much. */
  journal: JournalEntry[];
}

/** A container's main process will end, or its restart policy will start it again. */
export interface Pending {
  /** Clock (ms). */
  at: number;
  event: 'exit' | 'restart';
}

/** Where an engine works: all that its operations may read and change, and they change it in place (an immer draft, or a world of their own). */
export interface EngineHost {
  readonly machine: string;
  /** The host's own network namespace. */
  readonly namespace: NamespaceId;
  readonly engine: Engine;
  readonly kernel: Kernel;
  readonly random: Random;
  /** Clock (ms). Operations that take time move it on. */
  readonly clock: Clock;
  /** The engines of all other machines: those of a swarm work together. */
  readonly peers: () => readonly EngineHost[];
  /** The host's files that differ from those it came with: see the file tree. */
  readonly files: Record<string, string>;
  /** The host's /etc/resolv.conf. */
  readonly resolvConf: string;
  /** The host's /etc/hosts. */
  readonly hosts: string;
  /** The host's firewalld, while it runs. */
  readonly firewalld?: Firewalld | undefined;
  /** What is to be as it was on a real host. */
  readonly given?: Given | undefined;
  /** Sends traffic of a process that starts, and lets its time pass; what is told of it is what came of it. */
  readonly send?: ((...stimuli: readonly Stimulus[]) => readonly Outcome[]) | undefined;
}

/** A seeded stream of numbers; its state is part of the world. */
export interface Random {
  state: number;
}

export interface Clock {
  now: number;
}

/** How long dockerd looks for a plugin that is not there (pkg/plugins/client.go: defaultTimeOut): milliseconds. */
export const PLUGIN_SEARCH = 15_000;
