import type { Tally } from '../../world/projects.ts';

/** The picture's own words, in the reader's language. Names, addresses and commands are not words. */
export interface GraphLabels {
  /** What the picture is, for those who hear it. */
  readonly picture: string;
  readonly internet: string;
  readonly lan: string;
  readonly engine: string;
  readonly netfilter: string;
  /** What happens there, in a few words. */
  readonly netfilterHint: string;
  /** Of the small picture of all, whose frame is what is seen. */
  readonly minimap: string;
  /** Where no chain of a hook has rules. */
  readonly noRules: string;
  /** How many chains have rules at a hook. */
  readonly chains: (count: number) => string;
  /** How many containers a network has, where they are not drawn one by one. */
  readonly containers: (count: number) => string;
  readonly services: (count: number) => string;
  /** How the containers of a project are. */
  readonly states: (tally: Tally) => string;
  readonly healthy: string;
  readonly starting: string;
  readonly unhealthy: string;
  /** In place of the rule that a packet is at, while it is at none. */
  readonly ruleHint: string;
  readonly internal: string;
  readonly hostNetwork: string;
  readonly noNetwork: string;
  readonly sharedNetwork: (container: string) => string;
  readonly noAddress: string;
  /** On a container that stands on a further network: where it is at home. */
  readonly alsoHere: (network: string) => string;
  readonly stopped: string;
  readonly created: string;
  readonly paused: string;
  readonly restarting: string;
  readonly down: string;
  /** On the handle that is dragged from one end to another. */
  readonly send: string;
}
