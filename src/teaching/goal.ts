import type { Command } from '../history/history.ts';
import type { Family, Ip, Mac } from '../ip/address.ts';
import type { Place } from '../world/world.ts';

/** Where traffic is sent: a name or an address as it would be typed, or whatever addresses of a family (IPv4 unless told) a place has. */
export type Target = string | { readonly place: Place; readonly network?: string; readonly family?: Family };

/** The host's ports by which a container's TCP port is published. */
export interface Published {
  readonly of: Place;
  readonly published: number;
}

/** How traffic ends, as the one who sent it learns; `fails` stands for each of them but the first. */
export const ends = ['reached', 'refused', 'silent', 'unreachable', 'unknown-name'] as const;
export type End = (typeof ends)[number];

/** Traffic that is sent from a place, and how it has to end. */
export interface FlowCheck {
  readonly kind: 'flow';
  readonly from: Place;
  /** `http` asks for a page, `tcp` opens a connection, `ping` sends an echo request. */
  readonly over: 'http' | 'tcp' | 'ping';
  readonly to: Target;
  /** 80 where absent. Of several ports one has to be reached, or none of them may be. */
  readonly port?: number | Published;
  readonly ends: End | 'fails';
  /** Who has to answer; where the traffic has to fail, who is not to be reached, and has to run all the same. */
  readonly who?: Place;
  /** The source address that the one who answers has to see; `own` is one of the sender's own. */
  readonly seenAs?: Ip;
}

/** What a name stands for at a place. */
export interface NameCheck {
  readonly kind: 'name';
  readonly at: Place;
  readonly name: string;
  /** How many addresses it has. */
  readonly count?: number;
  /** Places that its addresses belong to: each has one of them, and nobody else has. */
  readonly of?: readonly Place[];
  readonly address?: Ip;
  /** A TCP port at which each of its addresses is answered, and by a place of its own. */
  readonly answeredAt?: number;
}

/** What is on a place's interfaces. */
export interface AddressCheck {
  readonly kind: 'address';
  readonly of: Place;
  readonly ip?: Ip;
  readonly mac?: Mac;
}

export const containerStates = ['running', 'stopped', 'absent'] as const;

/** What a container is. */
export interface ContainerCheck {
  readonly kind: 'container';
  readonly of: Place;
  readonly state?: (typeof containerStates)[number];
  /** Names of networks that it is on, and is not on. */
  readonly on?: readonly string[];
  readonly off?: readonly string[];
  /** Its network stack is its own: neither its host's nor another container's. */
  readonly ownStack?: true;
  /** It is the very one of the start, not another of its name. */
  readonly same?: true;
}

/** What a container's file holds. */
export interface FileCheck {
  readonly kind: 'file';
  readonly at: Place;
  readonly path: string;
  readonly holds: string;
}

/** What a network of a host is. */
export interface NetworkCheck {
  readonly kind: 'network';
  readonly at: Place;
  readonly name: string;
  readonly exists: boolean;
  readonly driver?: string;
  readonly internal?: boolean;
}

/** A service of a swarm, as one of its managers knows it. */
export interface ServiceCheck {
  readonly kind: 'service';
  readonly at: Place;
  readonly name: string;
  /** Hosts on each of which a task of it runs. */
  readonly on: readonly Place[];
}

/** Whether the host's end of a container's cable is up. */
export interface CableCheck {
  readonly kind: 'cable';
  readonly of: Place;
  readonly up: boolean;
}

/** The TCP ports of a machine that answer to who asks from elsewhere: these and no others. */
export interface OpenCheck {
  readonly kind: 'open';
  readonly of: Place;
  readonly from: Place;
  readonly ports: readonly number[];
}

/** What a command comes to where it is run on a copy of the world: for what no other check can tell. */
export interface OutputCheck {
  readonly kind: 'output';
  readonly at: Place;
  readonly line: string;
  readonly exit?: 'zero' | 'other';
  /** A text that it prints. */
  readonly prints?: string;
}

/** A check on a copy of the world in which some commands have run. */
export interface AfterCheck {
  readonly kind: 'after';
  readonly commands: readonly Command[];
  readonly then: Check;
}

export interface AllCheck {
  readonly kind: 'all';
  readonly of: readonly Check[];
}

export interface AnyCheck {
  readonly kind: 'any';
  readonly of: readonly Check[];
}

export interface NotCheck {
  readonly kind: 'not';
  readonly that: Check;
}

/** What can be asked of a world: how traffic fares in it, and how it is; never what was typed to make it so. Plain data. */
export type Check =
  | FlowCheck
  | NameCheck
  | AddressCheck
  | ContainerCheck
  | FileCheck
  | NetworkCheck
  | ServiceCheck
  | CableCheck
  | OpenCheck
  | OutputCheck
  | AfterCheck
  | AllCheck
  | AnyCheck
  | NotCheck;

export type CheckOf<K extends Check['kind']> = Extract<Check, { readonly kind: K }>;

/** Texts by language. */
export interface Bilingual {
  readonly en: string;
  readonly ko: string;
}

/** What has to hold. */
export interface Goal {
  readonly check: Check;
  /** Its sentence, where the one that follows from the check does not say it well. */
  readonly says?: Bilingual;
}
