import type { Command } from '../history/history.ts';
import type { Hop } from '../kernel/hop.ts';
import type { Outcome } from '../kernel/stimulus.ts';
import type { Outcome as CommandOutcome } from '../shell/tool/call.ts';
import type { Place, World } from '../world/world.ts';

/** The traffic of a command, as it is told, and the world it went through. */
export interface Story {
  readonly world: World;
  readonly place: Place;
  readonly line: string;
  /** Flows are numbered over all traces of the command. */
  readonly hops: readonly Hop[];
  /** One for each flow. */
  readonly outcomes: readonly Outcome[];
  readonly exit: number;
  readonly stderr: string;
  /** Errors and silence along the way were what the command looked for. */
  readonly probes?: boolean | undefined;
}

/** The story of a command: its traffic as it is told, and what came of it. */
export const storyOf = ({ place, line }: Command, hops: readonly Hop[], outcome: CommandOutcome): Story => {
  const { world, traces, exit, stderr, probes } = outcome;
  return { world, place, line, hops, outcomes: traces.flatMap((trace) => trace.outcomes), exit, stderr, probes };
};

/** The first thing that decided that some traffic failed. Each has a sentence in i18n: `diagnosis.KIND`. */
export type Kind =
  | 'name-default-bridge'
  | 'name-other-network'
  | 'name-stopped'
  | 'name-not-started'
  | 'name-outside'
  | 'name-misspelt'
  | 'name-not-in-lab'
  | 'name-unknown'
  | 'dns-internal'
  | 'dns-server'
  | 'sender-stopped'
  | 'sender-not-started'
  | 'swarm-inactive'
  | 'swarm-worker'
  | 'overlay-not-attachable'
  | 'paused'
  | 'silent'
  | 'nothing-listens'
  | 'nothing-listens-at-all'
  | 'wrong-container-port'
  | 'loopback-only'
  | 'other-address'
  | 'published-loopback'
  | 'published-elsewhere'
  | 'published-stopped'
  | 'published-not-started'
  | 'publishing-broken'
  | 'not-published'
  | 'only-exposed'
  | 'isolation'
  | 'icc-off'
  | 'direct-access'
  | 'internal-network'
  | 'internal-target'
  | 'tunnel-blocked'
  | 'docker-user'
  | 'rule'
  | 'policy'
  | 'network-none'
  | 'no-default-route'
  | 'not-in-lab'
  | 'no-route'
  | 'no-return-route'
  | 'no-masquerade'
  | 'refusing-route'
  | 'container-subnet'
  | 'wrong-gateway'
  | 'address-missing'
  | 'unused-address'
  | 'address-stopped'
  | 'address-not-started'
  | 'not-on-link'
  | 'other-vlan'
  | 'host-to-stacked'
  | 'stacked-to-host'
  | 'link-down'
  | 'forwarding-off'
  | 'reverse-path'
  | 'martian'
  | 'echo-ignored'
  | 'mtu'
  | 'path-mtu'
  | 'ttl'
  | 'loop';

/** Commands that mend it, after which the same traffic succeeds; or, as `instead`, some whose last does what was meant. */
export interface Remedy {
  readonly how: 'mend' | 'instead';
  readonly commands: readonly Command[];
}

export interface Diagnosis {
  readonly kind: Kind;
  /** What its sentence names. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Index in the story of the hop that decided; absent where nothing was sent. */
  readonly hop?: number;
  /** The best first; none where nothing that can be run here would help. */
  readonly remedies: readonly Remedy[];
}

/** A diagnosis before its hop is looked up. */
export type Finding = Omit<Diagnosis, 'hop'>;

export const mend = (...commands: readonly Command[]): Remedy => ({ how: 'mend', commands });
/** @param before what has to be run first */
export const instead = (place: Place, line: string, before: readonly Command[] = []): Remedy => ({
  how: 'instead',
  commands: [...before, { place, line }],
});
