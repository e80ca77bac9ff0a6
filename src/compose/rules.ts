import { isList, isRecord, type Tree, type TreeRecord } from './tree.ts';

/** The way to a value as compose-go writes it: a place in a list is `[]`, whichever it is. */
export type Way = readonly string[];

/** What is done to the values at a pattern, whose `*` stands for any key. */
export type Rule = (value: Tree, way: Way) => Tree;

export interface Rules {
  readonly [pattern: string]: Rule;
}

export const dotted = (way: Way): string => way.join('.');

export const matches = (way: Way, pattern: readonly string[]): boolean =>
  way.length === pattern.length && pattern.every((part, at) => part === '*' || part === way[at]);

/** What a table has for the pattern that a way is of; the first of several. */
export function atPattern<T>(table: Readonly<Record<string, T>>): (way: Way) => T | undefined {
  const all = Object.entries(table).map(([pattern, value]) => ({ parts: pattern.split('.'), value }));
  return (way) => all.find(({ parts }) => matches(way, parts))?.value;
}

interface Pattern {
  readonly parts: readonly string[];
  readonly rule: Rule;
}

const stepInto = (patterns: readonly Pattern[], depth: number, key: string): readonly Pattern[] =>
  patterns.filter(({ parts }) => parts.length > depth && (parts[depth] === '*' || parts[depth] === key));

/**
 * Walks what is inside a value, and hands each value that a pattern names to its rule. What a rule returns stands there, and is
 * not walked further; where no pattern leads nothing is walked.
 */
export function applying(rules: Rules): Rule {
  const all = Object.entries(rules).map(([pattern, rule]): Pattern => ({ parts: pattern.split('.'), rule }));
  const whole = (tree: Tree, way: Way, open: readonly Pattern[]): Tree => {
    if (open.length === 0) return tree;
    const found = open.find(({ parts }) => parts.length === way.length);
    return found ? found.rule(tree, way) : inside(tree, way, open);
  };
  const inside = (tree: Tree, way: Way, open: readonly Pattern[]): Tree => {
    const into = (key: string, value: Tree, left: readonly Pattern[]) => whole(value, [...way, key], left);
    if (isList(tree)) {
      const left = stepInto(open, way.length, '[]');
      return left.length === 0 ? tree : tree.map((value) => into('[]', value, left));
    }
    if (!isRecord(tree)) return tree;
    return Object.fromEntries(
      Object.entries(tree).map(([key, value]) => [key, into(key, value, stepInto(open, way.length, key))]),
    );
  };
  return (tree, way) =>
    inside(
      tree,
      way,
      way.reduce<readonly Pattern[]>((open, key, depth) => stepInto(open, depth, key), all),
    );
}

/** Applies rules to a whole file. */
export function applyRules(tree: TreeRecord, rules: Rules): TreeRecord {
  return applying(rules)(tree, []) as TreeRecord;
}
