import type { Ip } from '../../ip/address.ts';
import type { NetworkId } from '../network/network.ts';

export type ServiceId = string;

export interface ServicePort {
  name?: string;
  protocol: 'tcp' | 'udp' | 'sctp';
  target: number;
  /** 0 where the swarm chooses. */
  published: number;
  mode: 'ingress' | 'host';
}

export interface ServiceSpec {
  name: string;
  labels: Record<string, string>;
  image: string;
  args: string[];
  command: string[];
  env: string[];
  hostname: string;
  containerLabels: Record<string, string>;
  mode: 'replicated' | 'global';
  replicas: number;
  constraints: string[];
  endpointMode: 'vip' | 'dnsrr';
  ports: ServicePort[];
  networks: { id: NetworkId; aliases: string[] }[];
}

/** What shall run in a swarm, and under which addresses. */
export interface Service {
  id: ServiceId;
  created: number;
  updated: number;
  version: number;
  spec: ServiceSpec;
  previous?: ServiceSpec;
  /** Its ports, with what was chosen for those that named none. */
  ports: ServicePort[];
  /** Its virtual address on each network, the ingress network among them. */
  vips: Record<NetworkId, Ip>;
}
