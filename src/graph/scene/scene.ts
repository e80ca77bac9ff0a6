import type { TableId } from '../../kernel/netfilter/table.ts';
import type { Tally } from '../../world/projects.ts';

/** How a device or cable is: `down` was set down or lost its other end, `idle` is up and carries nothing yet. */
export type LinkCondition = 'up' | 'idle' | 'down';

/** A machine of the LAN or the internet that is drawn as one box. */
export interface MachineNode {
  readonly kind: 'machine';
  readonly id: string;
  readonly role: 'internet' | 'router' | 'client';
  readonly name: string;
  readonly address?: string | undefined;
}

/** A switch that joins machines: the router's lan0. */
export interface LanNode {
  readonly kind: 'lan';
  readonly id: string;
  readonly machine: string;
  readonly name: string;
  readonly subnet?: string | undefined;
  readonly condition: LinkCondition;
}

/** A Docker host: the frame around all that is in it. */
export interface HostNode {
  readonly kind: 'host';
  readonly id: string;
  readonly name: string;
  /** Version of its engine, where one runs. */
  readonly engine?: string | undefined;
}

/** A host's own interface, on the frame's upper edge. */
export interface NicNode {
  readonly kind: 'nic';
  readonly id: string;
  readonly host: string;
  readonly name: string;
  readonly address?: string | undefined;
  /** What it is, where it has no address. */
  readonly note?: string | undefined;
  readonly condition: LinkCondition;
}

/** The band in which a host's routing, iptables and conntrack happen. */
export interface NetfilterNode {
  readonly kind: 'netfilter';
  readonly id: string;
  readonly host: string;
}

export type GateName = 'PREROUTING' | 'FORWARD' | 'POSTROUTING' | 'INPUT' | 'OUTPUT' | 'docker-proxy';

export interface GateNode {
  readonly kind: 'gate';
  readonly id: string;
  readonly host: string;
  readonly gate: GateName;
  /** How many chains are drawn below its name, where the level has them. */
  readonly chains?: number | undefined;
}

/** A chain that packets can come to at a hook, below the one that leads to it. */
export interface ChainNode {
  readonly kind: 'chain';
  readonly id: string;
  readonly host: string;
  readonly gate: GateName;
  readonly table: TableId;
  readonly chain: string;
  /** 0 for the hook's own chain, which stands for its table. */
  readonly depth: number;
  /** How many packets came to it: those of the hook's own chain are all that its rules and its policy decided. */
  readonly packets: number;
  readonly policy?: 'ACCEPT' | 'DROP' | undefined;
}

/** A network's bridge, or a bridge made by hand. */
export interface BridgeNode {
  readonly kind: 'bridge';
  readonly id: string;
  readonly host: string;
  /** Engine id of the network whose bridge it is. */
  readonly network?: string | undefined;
  /** The network's name, but the device's for docker0 and for a bridge made by hand. */
  readonly title: string;
  /** Gateway and prefix length as the device has them, or the subnet where it has none. */
  readonly subnet?: string | undefined;
  readonly device?: string | undefined;
  readonly driver: string;
  readonly internal: boolean;
  /** Colour index of the network; a bridge made by hand has none. */
  readonly color?: number | undefined;
  readonly condition: LinkCondition;
}

/** The rail from which containers hang that use the host's own network namespace. */
export interface HostRailNode {
  readonly kind: 'hostrail';
  readonly id: string;
  readonly host: string;
}

export type Health = 'starting' | 'healthy' | 'unhealthy';

/** How a container is joined to a network: by interfaces of its own, or by another's namespace. */
export type Attachment = 'networks' | 'host' | 'none' | 'shared';

export interface PublishedPort {
  /** `8080→80`, with the host's address and the protocol where they matter. */
  readonly text: string;
}

export interface ContainerNode {
  readonly kind: 'container';
  readonly id: string;
  readonly host: string;
  readonly name: string;
  /** As it is called where it stands: in a compose project its service and its number there, else its name. */
  readonly title: string;
  /** Node id of its compose project. */
  readonly project?: string | undefined;
  /** Whether a health check looks after it, and what that found last. */
  readonly checked?: boolean | undefined;
  readonly health?: Health | undefined;
  readonly image: string;
  readonly state: 'running' | 'paused' | 'stopped' | 'created' | 'restarting';
  readonly exitCode?: number | undefined;
  readonly attachment: Attachment;
  /** Ids of the bars it belongs to, home first; empty without networks. Kept while the container is stopped. */
  readonly bars: readonly string[];
  /** Colour indices of its networks, home first. */
  readonly colors: readonly number[];
  /** Its interface tabs, left to right; none unless it runs. */
  readonly interfaces: readonly string[];
  /** The longest of the addresses that are written on it. */
  readonly address?: string | undefined;
  readonly ports: readonly PublishedPort[];
  /** Node id of the container whose namespace it shares. */
  readonly sharedWith?: string | undefined;
}

/** How many services and containers a project has, and how they are. */
export interface ProjectTally extends Tally {
  readonly services: number;
}

/** The label of a compose project, on the frame around its containers. */
export interface ProjectNode {
  readonly kind: 'project';
  readonly id: string;
  readonly host: string;
  readonly name: string;
  readonly tally: ProjectTally;
}

/** A compose project that is folded: one card for all its containers. */
export interface FoldedNode {
  readonly kind: 'folded';
  readonly id: string;
  readonly host: string;
  readonly name: string;
  readonly title: string;
  readonly tally: ProjectTally;
  /** Running, where any of its containers does. */
  readonly state: 'running' | 'stopped';
  readonly attachment: Attachment;
  readonly project?: undefined;
  /** Of its containers, that of the first one first. */
  readonly bars: readonly string[];
  readonly colors: readonly number[];
  /** Names of its containers on each bar, by its id. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  /** A tab for each of its networks on which something of it runs. */
  readonly interfaces: readonly string[];
  readonly sharedWith?: undefined;
}

/** What stands on a network as a card. */
export type CardNode = ContainerNode | FoldedNode;

export const isCard = (node: SceneNode): node is CardNode => node.kind === 'container' || node.kind === 'folded';

/** In the overview, a container on a further network: it stands there once more. */
export interface GuestNode {
  readonly kind: 'guest';
  readonly id: string;
  readonly host: string;
  readonly container: string;
  readonly name: string;
  readonly title: string;
  readonly project?: string | undefined;
  readonly state: ContainerNode['state'];
  readonly bar: string;
  /** The network that it is at home on. */
  readonly home: string;
  readonly colors: readonly number[];
}

/** A container's interface: a tab on its upper edge. */
export interface InterfaceNode {
  readonly kind: 'interface';
  readonly id: string;
  readonly container: string;
  readonly name: string;
  readonly address?: string | undefined;
  readonly bar?: string | undefined;
  readonly color?: number | undefined;
  readonly condition: LinkCondition;
  /** Number in its namespace. */
  readonly index: number;
  /** On a folded project: how many interfaces it stands for. */
  readonly standsFor?: number | undefined;
  /** It is there, and packets pass it, but it is not drawn. */
  readonly hidden?: boolean | undefined;
}

export type SceneNode =
  | MachineNode
  | LanNode
  | HostNode
  | NicNode
  | NetfilterNode
  | GateNode
  | ChainNode
  | BridgeNode
  | HostRailNode
  | ContainerNode
  | ProjectNode
  | FoldedNode
  | GuestNode
  | InterfaceNode;

export type NodeOf<K extends SceneNode['kind']> = Extract<SceneNode, { kind: K }>;

export interface SceneEdge {
  readonly id: string;
  /**
   * cable: between machines and the LAN · tie: a bridge's own end in the host's stack · veth: from a bar to a container's
   * interface · process: from the host's rail to a container in the host's namespace · shared: two containers, one namespace ·
   * tunnel: an overlay network's way from host to host · depends: from a container to one that its service waits for.
   */
  readonly kind: 'cable' | 'tie' | 'veth' | 'process' | 'shared' | 'tunnel' | 'depends';
  readonly source: string;
  readonly target: string;
  /** Name and number of the veth's end on the host; a tunnel's network. */
  readonly label?: string | undefined;
  readonly port?: number | undefined;
  readonly color?: number | undefined;
  readonly condition: LinkCondition;
  /** A veth whose end on the host is no port of any bridge. */
  readonly loose?: boolean | undefined;
  /** Packets pass it, but it is not drawn. */
  readonly hidden?: boolean | undefined;
}

/** All that the picture of a world shows, without places on a page. */
export interface Scene {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** Where a device is drawn: `namespace#index` -> node id, or the edge that it is an end of. */
  readonly devices: Readonly<Record<string, DevicePlace>>;
  /** The node at which a namespace's own stack works: a container, a machine, a host's netfilter. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** Processes in a host's namespace that are drawn: docker-proxy, and containers in network mode host. By pid. */
  readonly processes: Readonly<Record<number, string>>;
}

export interface DevicePlace {
  readonly node: string;
  /** The edge at whose end the device is, where the node has several. */
  readonly edge?: string | undefined;
  /** A bridge's own device has its MAC address, a bridge's port does not. */
  readonly role?: 'bridge' | 'port' | undefined;
  readonly mac?: string | undefined;
  /** The other end of a veth, by its device key. */
  readonly peer?: string | undefined;
}

export const deviceKey = (namespace: string, index: number): string => `${namespace}#${index}`;
