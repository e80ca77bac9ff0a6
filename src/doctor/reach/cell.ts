import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import type { Hop } from '../../kernel/hop.ts';
import type { Outcome, Stimulus } from '../../kernel/stimulus.ts';
import type { tracerOf } from '../../world/trace.ts';
import { takenBy } from '../../world/twins.ts';
import type { World } from '../../world/world.ts';
import type { Source } from './sources.ts';
import type { Target } from './targets.ts';
import { failureOf, nameAt, type Why } from './why.ts';
import { wayOf } from './way.ts';

/** How traffic to an address and port ends. What the model cannot tell is `unknown`. */
export const results = ['answers', 'refused', 'silent', 'unreachable', 'unknown'] as const;
export type Result = (typeof results)[number];

/** Milliseconds of the lab's time that an answer is waited for: longer than a neighbour is looked for, whose absence is an error. */
const PATIENCE = 4500;

/** Walks traffic through a world that stays as it is: `tracerOf(world)`. */
export type Walk = ReturnType<typeof tracerOf>;

/** An address and port; `twins` where it is to be that of one of several that have it. */
export type Asked = Pick<Target, 'address' | 'port' | 'protocol' | 'twins'>;

/** The command that makes the same traffic, so that it can be followed hop by hop. */
export const lineOf = ({ address, port, protocol }: Asked): string =>
  protocol === 'tcp' ? `nc -zv -w 1 ${address} ${port}` : `echo | nc -u -w 1 ${address} ${port}`;

/** How a source reaches a target; the walk's hops are left out where they tell nothing of that. */
export function resultOf(walk: Walk, { namespace }: Source, target: Asked): Result {
  const { twins } = target;
  const { outcomes, hops } = walk([stimulusOf(namespace, target)], { outcomesOnly: !twins });
  return twins && takenBy(twins, hops) !== undefined ? 'unreachable' : read(outcomes[0]);
}

/** How traffic ended, and what decided it. */
export interface Decided {
  readonly result: Result;
  readonly why: Why;
  /** Where it failed by something that has a name, and may be mended. */
  readonly diagnosis?: Diagnosis;
  readonly hops: readonly Hop[];
}

/** How a source reaches a target, and what decided it. */
export function decided(walk: Walk, world: World, source: Source, target: Asked): Decided {
  const { hops, outcomes } = walk([stimulusOf(source.namespace, target)]);
  const other = target.twins && takenBy(target.twins, hops);
  if (other !== undefined) {
    const values = { place: nameAt(world, { namespace: other }), destination: target.address };
    return { result: 'unreachable', why: { kind: 'another', values }, hops };
  }
  const result = read(outcomes[0]);
  if (result === 'answers') return { result, why: wayOf(world, source.namespace, target.address, hops), hops };
  const diagnosis = diagnose({
    world,
    place: source.place,
    line: lineOf(target),
    hops,
    outcomes,
    exit: 1,
    stderr: '',
  });
  const why = failureOf(world, diagnosis, hops, outcomes[0], target);
  return { result, why, ...(diagnosis && { diagnosis }), hops };
}

function stimulusOf(namespace: string, { address, port, protocol }: Asked): Stimulus {
  const common = { namespace, destination: address, timeout: PATIENCE, port };
  return protocol === 'tcp'
    ? { ...common, kind: 'tcp', close: 'at-once' }
    : { ...common, kind: 'udp', data: { kind: 'text', text: '\n' } };
}

function read(outcome: Outcome | undefined): Result {
  switch (outcome?.status) {
    case 'connected':
    case 'answered':
      return 'answers';
    case 'refused':
      return 'refused';
    case undefined:
    case 'timeout':
      return 'silent';
    case 'unknown':
      return 'unknown';
    case 'unreachable':
      // ECONNREFUSED, be it of a closed port or of a rule that rejects.
      return outcome.type === 'port-unreachable' ? 'refused' : 'unreachable';
    default:
      return 'unreachable';
  }
}
