import type { Kernel } from '../kernel/kernel.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import type { Container, ContainerId } from './container.ts';
import type { Image } from './image.ts';
import type { Network, NetworkId } from './network.ts';

/** A Docker Engine's own state. What it makes of it stands in the kernel. */
export interface Engine {
  /** Daemon id; the IPv6 pool derives from it. */
  id: string;
  networks: Record<NetworkId, Network>;
  containers: Record<ContainerId, Container>;
  /** Container name -> id. */
  names: Record<string, ContainerId>;
  images: Record<string, Image>;
  /** The last ephemeral host port handed out, by protocol (libnetwork's portallocator). */
  lastPort: Record<'tcp' | 'udp' | 'sctp', number>;
  /** daemon.json settings that the model knows. */
  settings: { userlandProxy: boolean; iptables: boolean; ipForward: boolean };
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
  /** The host's /etc/resolv.conf. */
  readonly resolvConf: string;
  /** The host's /etc/hosts. */
  readonly hosts: string;
}

/** A seeded stream of numbers; its state is part of the world. */
export interface Random {
  state: number;
}

export interface Clock {
  now: number;
}

/** A refusal of the engine's API: the message without `Error response from daemon: `, and the HTTP status. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}
