import type { Namespace } from '../../namespace.ts';
import type { Chain, Rule, TableFamily } from '../table.ts';
import type { Expression, Statement } from './ruleset.ts';

/** Whether tables of nft's own need connections to be tracked for packets of a family. */
export function usesConntrackAt({ netfilter }: Namespace, family: TableFamily): boolean {
  const legacy = Object.values(netfilter.legacy?.[family] ?? {});
  if (netfilter.legacy?.[family].nat || legacy.some(({ chains }) => Object.values(chains).some(tracksInChain)))
    return true;
  return (netfilter.own ?? []).some(
    (table) =>
      (table.family === 'inet' || table.family === family) &&
      Object.values(table.chains).some(({ base, rules }) => base?.type === 'nat' || rules.some(tracksForRule)),
  );
}

const tracksInChain = ({ rules }: Chain): boolean =>
  rules.some(({ matches }) => matches.some(({ kind }) => kind === 'conntrack' || kind === 'state'));

/** Whether a rule of nft asks for connections. */
export const tracksForRule = ({ nft }: Pick<Rule, 'nft'>): boolean => nft?.statements.some(tracksForStatement) ?? false;

function tracksForStatement(statement: Statement): boolean {
  switch (statement.kind) {
    case 'match':
      return readsConnection(statement.left);
    case 'vmap':
      return readsConnection(statement.key);
    case 'set':
      return statement.field.kind === 'ct' || readsConnection(statement.value);
    case 'update':
      return readsConnection(statement.key);
    default:
      return false;
  }
}

function readsConnection(expression: Expression): boolean {
  switch (expression.kind) {
    case 'ct':
      return true;
    case 'binary':
      return readsConnection(expression.left);
    case 'concat':
      return expression.parts.some(readsConnection);
    case 'map':
      return readsConnection(expression.key);
    default:
      return false;
  }
}
