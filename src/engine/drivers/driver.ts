import type { Mac } from '../../ip/address.ts';
import type { Sandbox } from '../container/container.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { EngineHost } from '../engine.ts';
import type { Network } from '../network/network.ts';

/** How networks of one kind are made on a host, and how containers are attached to them (libnetwork's driver API). */
export interface Driver {
  /** Whether its networks have address pools; host and null have none. */
  readonly hasPools: boolean;
  /** Whether ports can be published on its networks. */
  readonly publishes: boolean;
  /** Whether it is one network for all (host and null): users make no more of it. */
  readonly single: boolean;
  /** Whether its networks take one subnet of each family at most. */
  readonly oneSubnet: boolean;
  /** Reads and checks the network's options. Throws before anything is changed. */
  configure(host: EngineHost, network: Network): void;
  /** Whether the network keeps one address of a family for its gateway. */
  hasGateway(network: Network, family: 4 | 6): boolean;
  /** Whether a network's gateway is a way out for containers. */
  leadsOut(network: Network): boolean;
  /** The MAC address of a new endpoint, which may ask for one; none where interfaces have none of their own. Throws where it cannot be had. */
  macOf(host: EngineHost, network: Network, endpoint: Endpoint): Mac;
  /** Makes what the network needs on the host. */
  create(host: EngineHost, network: Network): void;
  remove(host: EngineHost, network: Network): void;
  /** Attaches a sandbox: afterwards the endpoint knows its interface names, and the interface stands with its addresses. */
  join(host: EngineHost, network: Network, endpoint: Endpoint, sandbox: Sandbox): void;
  /** Detaches it again. Its interface goes with the namespace where `namespaceEnds`. */
  leave(host: EngineHost, network: Network, endpoint: Endpoint, sandbox: Sandbox, namespaceEnds: boolean): void;
}
