import type { Result } from '../reach/cell.ts';
import type { Matrix } from '../reach/matrix.ts';
import type { Protocol } from '../reach/targets.ts';

/** What somebody means: who may, or may not, open what. Names are those of the matrix; `*` is anybody, or anything. */
export interface Intent {
  readonly from: string;
  readonly to: string;
  /** Any port where absent. */
  readonly port?: number;
  readonly protocol?: Protocol;
  readonly may: boolean;
}

/** An answer that is not as it was meant. */
export interface Deviation {
  readonly from: string;
  readonly to: string;
  readonly address: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly result: Result;
  readonly intent: Intent;
}

const fits = (wanted: string, name: string): boolean => wanted === '*' || wanted === name;

/**
 * Where a matrix is not as it was meant. Of several intents the last that speaks of a pair counts; what none speaks of is right
 * as it is. What cannot be told is neither.
 */
export function deviations({ sources, targets, rows }: Matrix, intents: readonly Intent[]): readonly Deviation[] {
  return sources.flatMap(({ name: from }, at) =>
    targets.flatMap(({ to, address, port, protocol }, column): Deviation[] => {
      const result = rows[at]?.[column];
      const intent = intents.findLast(
        (each) =>
          fits(each.from, from) &&
          fits(each.to, to) &&
          (each.port === undefined || each.port === port) &&
          (each.protocol === undefined || each.protocol === protocol),
      );
      if (!intent || result === undefined || result === 'unknown' || intent.may === (result === 'answers')) return [];
      return [{ from, to, address, port, protocol, result, intent }];
    }),
  );
}
