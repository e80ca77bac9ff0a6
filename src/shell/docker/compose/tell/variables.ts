/** The variables that a text asks for, with what stands in for them (compose-go template/variables.go). */
import { isRecord } from '../../../../compose/tree.ts';
import type { Tree } from '../../../../compose/tree.ts';

export interface Variable {
  readonly name: string;
  readonly required: boolean;
  readonly otherwise: string;
  readonly presence: string;
}

const DEPTH = 50;

/** All of a tree, each name once: the last place that asks for it tells of it. */
export function variablesIn(tree: Tree): readonly Variable[] {
  const found = new Map<string, Variable>();
  const look = (value: Tree): void => {
    if (typeof value === 'string') for (const variable of inText(value, DEPTH)) found.set(variable.name, variable);
    else if (isRecord(value)) Object.values(value).forEach(look);
    else if (Array.isArray(value)) value.forEach(look);
  };
  look(tree);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function inText(text: string, depth: number): Variable[] {
  if (depth === 0) return [];
  const found: Variable[] = [];
  for (let at = text.indexOf('$'); at >= 0 && at < text.length - 1; at = text.indexOf('$', at)) {
    const rest = text.slice(at + 1);
    const plain = /^[_a-z][_a-z0-9]*/i.exec(rest)?.[0];
    const end = /^\{[_a-z]/i.test(rest) ? closing(rest) : -1;
    if (plain !== undefined) {
      found.push({ name: plain, required: false, otherwise: '', presence: '' });
      at += 1 + plain.length;
    } else if (end > 0) {
      found.push(...braced(rest.slice(1, end), depth));
      at += end + 2;
    } else at += rest.startsWith('$') ? 2 : 1;
  }
  return found;
}

/** Where the brace is closed that a text opens; -1 where it is not. */
function closing(text: string): number {
  let open = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '{') open += 1;
    if (text[i] === '}' && (open -= 1) === 0) return i;
  }
  return -1;
}

function braced(text: string, depth: number): Variable[] {
  const [, name = '', sign = '', rest = ''] = /^(\w+)(?::?([-?+]))?([^]*)$/.exec(text) ?? [];
  const variable: Variable = {
    name,
    required: sign === '?',
    otherwise: sign === '-' ? rest : '',
    presence: sign === '+' ? rest : '',
  };
  return [variable, ...inText(variable.otherwise, depth - 1), ...inText(variable.presence, depth - 1)];
}
