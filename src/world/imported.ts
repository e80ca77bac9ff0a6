import type { Ip, Prefix } from '../ip/address.ts';

/** What of a real host the lab has not, or not as it is there. */
export type LackKind =
  /** A host's way to its LAN is not known. */
  | 'no-uplink'
  | 'several-uplinks'
  /** The LAN has addresses that are the lab's internet's. */
  | 'lan-meets-internet'
  | 'address-twice'
  | 'nic-without-cable'
  /** A link of a kind that the lab has not, or whose other end is not known: what it is given is lost. */
  | 'link-leads-nowhere'
  | 'link-not-made'
  | 'bond-as-one'
  | 'network-not-made'
  | 'network-missing'
  /** A swarm has further hosts, of which nothing is told. */
  | 'swarm-alone'
  /** What services publish, and their addresses, only managers know. */
  | 'services-unknown'
  | 'container-not-made'
  | 'container-not-started'
  | 'container-not-attached'
  /** Rules that are known in part only, by table and chain. */
  | 'rules-opaque'
  /** A set that rules may ask, of a kind that the lab has not. */
  | 'set-not-read'
  | 'rule-not-read'
  | 'chains-in-circles'
  | 'nft-not-read'
  | 'route-not-read'
  | 'policy-not-read'
  | 'forwarding-not-read'
  | 'settings-not-known'
  | 'socket-not-bound'
  | 'daemon-not-read'
  | 'more';

/** Something that is to be told, as data: every language has its sentence for each kind. */
export interface Lack {
  readonly kind: LackKind;
  /** The machine of the lab, and the container where it is about one. */
  readonly host: string;
  readonly container?: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Firewalls that keep rules of their own. */
export const keepers = ['ufw', 'firewalld'] as const;
type Keeper = (typeof keepers)[number];

/** Whose rules it speaks of, as the names of the chains tell: those of firewalls are no change by hand. */
export function keeperOf({ chain = '', text }: Pick<Change, 'chain' | 'text'>): Keeper | undefined {
  const names = [chain, ...(/ -[jgN] (\S+)/.exec(` ${text}`) ?? []).slice(1)];
  if (names.some((name) => /^ufw6?-/.test(name))) return 'ufw';
  return names.some((name) => /^(?:FWD[IO]?|IN|OUT|PRE|POST|INPUT|OUTPUT|FORWARD)_\w/.test(name))
    ? 'firewalld'
    : undefined;
}

/** A rule or a route that the host has and that what it runs does not explain, or the other way round: somebody changed it. */
export interface Change {
  readonly host: string;
  readonly container?: string;
  readonly what: 'rule' | 'policy' | 'chain' | 'route' | 'setting';
  readonly family: 4 | 6;
  /** Table and chain of a rule. */
  readonly table?: string;
  readonly chain?: string;
  /** In the words of the tool that shows it. */
  readonly text: string;
  /** The firewall that keeps such rules, where it was no hand. */
  readonly by?: Keeper;
  /** Where it is: on the host alone, or in what its networks and containers would have made of it. */
  readonly only: 'host' | 'rebuilt';
}

/** What came of bringing hosts into the lab. */
export interface Imported {
  readonly lacks: readonly Lack[];
  readonly changes: readonly Change[];
  /** Hosts whose engine lays out its chains in another way than 28.5 does: then those are not compared. */
  readonly otherLayouts: readonly { readonly host: string; readonly version: string }[];
}

/** The LAN's subnet, and the router's address there. */
export interface Lan {
  readonly subnet: Prefix;
  readonly router: Ip;
}
