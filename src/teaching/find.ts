import type { Command } from '../history/history.ts';
import type { Place } from '../world/world.ts';
import type { FindKey } from './pose/keys.ts';
import type { Said } from './said.ts';

/** Something to be found in the lab: to be pointed at in the picture, or to be typed. */
export type Find =
  /** An address of a place. */
  | { readonly what: 'address'; readonly of: Place; readonly network?: string }
  | { readonly what: 'mac'; readonly of: Place; readonly network?: string }
  /** The default gateway of a place. */
  | { readonly what: 'gateway'; readonly of: Place }
  /** The host's end of a container's cable. */
  | { readonly what: 'peer'; readonly of: Place; readonly network?: string }
  /** The host's device of a network. */
  | { readonly what: 'bridge'; readonly at: Place; readonly network: string }
  /** The host's port by which a container's port is published. */
  | { readonly what: 'host-port'; readonly of: Place; readonly port: number }
  /** The number of the rule, in its chain, that decides on the first packet of some traffic. */
  | {
      readonly what: 'rule';
      readonly commands: readonly Command[];
      readonly at: Place;
      readonly table: 'filter' | 'nat' | 'raw';
    }
  /** The name server of a place. */
  | { readonly what: 'resolver'; readonly of: Place };

/** What is to be found, with what counts as found. */
export interface Sought {
  readonly asks: Said<FindKey>;
  /** What may be typed; letters of either case, and spaces around, are the same. */
  readonly accepts: readonly string[];
  /** What may be pointed at instead. */
  readonly thing?: Thing;
}

/** Whether what was typed is what is sought. */
export const isSought = ({ accepts }: Pick<Sought, 'accepts'>, typed: string): boolean =>
  accepts.some((each) => each.toLowerCase() === typed.trim().toLowerCase());

/** A thing of the picture. */
export type Thing =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'network'; readonly machine: string; readonly name: string }
  | { readonly kind: 'device'; readonly namespace: string; readonly index: number };
