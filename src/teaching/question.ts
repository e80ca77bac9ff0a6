import type { Command } from '../history/history.ts';
import type { Place } from '../world/world.ts';
import type { Check } from './goal.ts';
import type { AsksKey, BecauseKey, OptionKey } from './pose/keys.ts';
import type { Said } from './said.ts';

/**
 * What is asked. The first ones are about the traffic of the last command, the others about the world after the commands.
 * The answer and what else is offered come from the model; nothing is written by hand.
 */
export type Ask =
  /** How it ends: an answer, a refusal, silence … */
  | { readonly about: 'end' }
  /** Where, and by what, it is lost or refused. */
  | { readonly about: 'lost' }
  /** Who answers it in the end. */
  | { readonly about: 'answerer' }
  /** Which source address that one sees. */
  | { readonly about: 'seen-source' }
  /** The destination, address and port, of the first packet that arrives at a chain or leaves a machine. */
  | { readonly about: 'destination-at'; readonly at: Place; readonly chain: string }
  /** By which device the first packet leaves a place. */
  | { readonly about: 'next-device'; readonly at: Place }
  /** Through which of INPUT, FORWARD and OUTPUT of a machine the first packet goes. */
  | { readonly about: 'base-chain'; readonly at: Place }
  /** How many packets a rule counts. */
  | {
      readonly about: 'counted';
      readonly at: Place;
      readonly table: 'filter' | 'nat' | 'raw' | 'mangle';
      readonly chain: string;
      readonly number: number;
    }
  /** Which server is asked for a name last, and what it says. */
  | { readonly about: 'name-server' }
  /** Whose MAC address the first packet needs, and who hears the ARP request. */
  | { readonly about: 'asked-by-arp'; readonly at: Place }
  /** The UDP port of what carries it between hosts. */
  | { readonly about: 'tunnel-port' }
  /** The interfaces that a place has. */
  | { readonly about: 'interfaces'; readonly of: Place }
  /** A place's address. */
  | { readonly about: 'address'; readonly of: Place; readonly network?: string }
  /** Whether a container runs, is created, has ended, or is not there. */
  | { readonly about: 'state'; readonly of: Place }
  /** How many of some containers run. */
  | { readonly about: 'running'; readonly at: Place; readonly names: readonly string[] }
  /** The network whose gateway is a container's default route. */
  | { readonly about: 'default-route'; readonly of: Place }
  /** The host's port by which a container's port is published. */
  | { readonly about: 'host-port'; readonly of: Place; readonly port: number }
  /** The program that listens at a machine's port. */
  | { readonly about: 'listener'; readonly at: Place; readonly port: number }
  /** The name server that a container's resolv.conf names. */
  | { readonly about: 'resolver'; readonly of: Place }
  /** Whether the engine lists a container on a network. */
  | { readonly about: 'listed'; readonly of: Place; readonly network: string }
  /** What a command says: done, a warning, or an error. */
  | { readonly about: 'reply' }
  /** How many of some checks hold. */
  | { readonly about: 'holds'; readonly checks: readonly Check[] };

/** A question before something happens. */
export interface Question {
  /** What happens then; at least one, unless it is about the world as it stands. */
  readonly commands: readonly Command[];
  readonly ask: Ask;
  /** It happens on a copy: the lab stays as it is. */
  readonly aside?: true;
}

/** One of the answers that are offered. */
export interface Option {
  readonly id: string;
  readonly text: Said<OptionKey>;
  /** What it would have needed to be the right one, to be followed by the right one's own; for that one, why it is. */
  readonly because: Said<BecauseKey>;
}

/** A question put about a world, with its answer sealed in it. */
export interface Posed {
  readonly asks: Said<AsksKey>;
  /** Two to five, numbers as they are counted, all else in an order that comes from the world's seed. */
  readonly options: readonly Option[];
  /** The id of the right one. */
  readonly right: string;
  /** The hop of the traffic that shows it, counted over all traces of the last command. */
  readonly hop?: number;
}
