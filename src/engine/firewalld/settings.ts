import type { IpSet } from './ipset.ts';
import { compareRich, type RichRule } from './rich.ts';
import type { OwnService } from './service.ts';

/** A port or a range of ports such as `8000-8010`, of a protocol. */
export interface Port {
  port: string;
  protocol: string;
}

export interface ForwardPort extends Port {
  /** Empty where the port, or the address, stays. */
  toPort: string;
  toAddress: string;
}

/** One thing that a zone or a policy is set to. */
export type Item =
  | { kind: 'service'; name: string }
  | ({ kind: 'port' } & Port)
  | ({ kind: 'source-port' } & Port)
  | { kind: 'protocol'; value: string }
  | { kind: 'icmp-block'; name: string }
  | { kind: 'masquerade' }
  | ({ kind: 'forward-port' } & ForwardPort)
  | { kind: 'rule'; rule: RichRule };

export type ItemKind = Item['kind'];

/** What zones and policies have in common. */
export interface Settings {
  name: string;
  version?: string;
  short: string;
  description: string;
  /** What becomes of packets that nothing else decides: `default`, `CONTINUE`, `ACCEPT`, `DROP`, `%%REJECT%%`, `REJECT`. */
  target: string;
  /** In the order in which they came to be. */
  items: Item[];
}

export interface Zone extends Settings {
  interfaces: string[];
  sources: string[];
  /** Whether packets go from one of its interfaces to another. */
  forward: boolean;
  /** Whether ICMP is refused but for what is named. */
  inversion: boolean;
  ingressPriority: number;
  egressPriority: number;
}

export interface Policy extends Settings {
  priority: number;
  /** Names of zones, or `ANY`, or `HOST`. */
  ingress: string[];
  egress: string[];
  disabled: boolean;
}

export const isZone = (settings: Zone | Policy): settings is Zone => 'interfaces' in settings;

/** A rule of iptables that firewalld keeps. */
export interface DirectRule {
  ipv: string;
  table: string;
  chain: string;
  priority: number;
  words: string[];
}

export interface DirectChain {
  ipv: string;
  table: string;
  chain: string;
}

export interface Direct {
  chains: DirectChain[];
  rules: DirectRule[];
}

/** All that firewalld reads from files. */
export interface Config {
  defaultZone: string;
  logDenied: string;
  zones: Record<string, Zone>;
  policies: Record<string, Policy>;
  ipsets: Record<string, IpSet>;
  /** Those that the host's files make or change. */
  services: Record<string, OwnService>;
  direct: Direct;
}

export interface Applied {
  kind: 'zone' | 'policy';
  name: string;
}

/** What a running firewalld has in mind. */
export interface Firewalld extends Config {
  /** Clock (ms). */
  since: number;
  /** Zones and policies whose rules stand, in the order in which they came to. */
  applied: Applied[];
  panic?: true;
  /** It could not do what the files say: nothing is guarded then (`open`), or it does as it was installed (`stock`). */
  failed?: 'open' | 'stock';
  /** What was set for a time only: clock (ms). */
  timeouts: { at: number; zone: string; item: Item }[];
}

/** The text by which an item is known: two of one text are the same. */
export function itemKey(item: Item): string {
  switch (item.kind) {
    case 'service':
    case 'icmp-block':
      return `${item.kind} ${item.name}`;
    case 'port':
    case 'source-port':
      return `${item.kind} ${item.port}/${item.protocol}`;
    case 'protocol':
      return `protocol ${item.value}`;
    case 'masquerade':
      return 'masquerade';
    case 'forward-port':
      return `forward-port ${forwardPortText(item)}`;
    case 'rule':
      return `rule ${JSON.stringify(item.rule)}`;
  }
}

export const forwardPortText = ({ port, protocol, toPort, toAddress }: ForwardPort): string =>
  `port=${port}:proto=${protocol}:toport=${toPort}:toaddr=${toAddress}`;

/** The items of a kind. */
export const itemsOf = <K extends ItemKind>({ items }: Settings, kind: K): Extract<Item, { kind: K }>[] =>
  items.filter((item): item is Extract<Item, { kind: K }> => item.kind === kind);

/** In which order items become rules where there are several at once (fw_policy.py: _policy_settings). */
const ORDER: readonly ItemKind[] = [
  'service',
  'port',
  'masquerade',
  'forward-port',
  'source-port',
  'icmp-block',
  'rule',
  'protocol',
];

export const inOrder = (items: readonly Item[]): Item[] =>
  ORDER.flatMap((kind) => items.filter((item) => item.kind === kind)).sort((a, b) =>
    a.kind === 'rule' && b.kind === 'rule' ? compareRich(a.rule, b.rule) : 0,
  );
