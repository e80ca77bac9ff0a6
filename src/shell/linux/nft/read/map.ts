import type { DataType } from '../../../../kernel/netfilter/nft/datatypes.ts';
import type { Expression, NamedSet, NftFamily, Statement } from '../../../../kernel/netfilter/nft/ruleset.ts';
import { typesOf } from '../../../../kernel/netfilter/nft/text/expression-text.ts';
import { readInline } from './constants.ts';
import { Problem } from './problem.ts';
import type { Reader } from './reader.ts';
import type { Span } from './token.ts';
import type { Names } from './values.ts';

/** What a rule is read against. */
export interface RuleContext {
  readonly family: NftFamily;
  readonly names: Names;
  /** A set or map of the rule's table. */
  readonly set: (name: string) => NamedSet | undefined;
  readonly counter: (name: string) => boolean;
}

/** A statement and where it stands. */
export interface ReadStatement {
  readonly statement: Statement;
  readonly span: Span;
}

/** What a field leads to by a map. */
export function readMap(reader: Reader, key: Expression, type: DataType[], { names, set }: RuleContext): Expression {
  const { token } = reader;
  if (token.kind !== 'reference')
    return { kind: 'map', key, type, among: readInline(reader, typesOf(key), type, names) };
  reader.take();
  const known = set(token.text);
  if (!known) throw new Problem('No such file or directory', token);
  const to = Array.isArray(known.data) ? known.data : type;
  return { kind: 'map', key, type: to, among: { kind: 'reference', set: token.text } };
}
