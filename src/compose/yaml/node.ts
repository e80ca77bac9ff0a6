/** A text's values as they were written, before their meaning is settled. */
export interface Node {
  readonly kind: 'scalar' | 'sequence' | 'mapping' | 'alias';
  /** As it was given, in its short form (`!!str`, `!reset`). */
  readonly tag?: string;
  /** Of a scalar; the name of an alias. */
  readonly value: string;
  /** A scalar without quotes. */
  readonly plain: boolean;
  /** Count from 1. */
  readonly line: number;
  readonly column: number;
  /** The elements of a sequence; the keys and values of a mapping by turns. */
  readonly content: Node[];
  /** What an alias stands for. */
  readonly target?: Node;
}
