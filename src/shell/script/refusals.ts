/** What bash understands and other shells do not: dash 0.5, and busybox's ash, which has some of it. */
import type { Voice } from '../voice.ts';
import { commandOf, isNode, nodes, type Node } from './syntax.ts';

type Kind = Voice['kind'];

/** Where a shell finds that a text is no script of its kind, and what it did not expect there. */
export interface Flaw {
  readonly line: number;
  readonly what: { readonly token: string } | 'redirection' | 'loop variable' | 'substitution';
}

/** Under which a script says that it has come to something that its shell does not know, and ends. */
export const REFUSED = '__refused';

/** Builtins of bash. */
const ONLY_BASH = new Set(
  '[[ compgen complete declare dirs disown let mapfile popd pushd readarray shopt source suspend typeset'.split(' '),
);
/** Those of them that ash has. */
const ALSO_ASH = new Set(['[[', 'let', 'source']);

/** Whether a shell lacks a builtin that bash has. */
export const lacks = (kind: Kind, name: string): boolean =>
  kind !== 'bash' && ONLY_BASH.has(name) && !(kind === 'ash' && ALSO_ASH.has(name));

/** Parameters that are bash's own; ash has the first ones. */
const PARAMETERS = ['RANDOM', 'EPOCHSECONDS', 'SECONDS', 'SRANDOM', 'BASHPID', 'BASH_VERSION', 'EUID', 'UID', 'OSTYPE'];
const ASHES = 2;

/** Expansions that dash does not know, and those that ash knows of them. */
const EXPANSIONS = /^(?:Substring|PatternReplacement|CaseModification|Indirection|Transform|ArrayKeys|VarNamePrefix)$/;
const ASH_EXPANSIONS = /^(?:Substring|PatternReplacement)$/;

function isStrange(node: Node, kind: Kind): boolean {
  if (node.type !== 'ParameterExpansion') return false;
  if (/\[.*\]$/.test(String(node['parameter']))) return true;
  const operation = isNode(node['operation']) ? (node['operation'].type ?? '') : '';
  return EXPANSIONS.test(operation) && !(kind === 'ash' && ASH_EXPANSIONS.test(operation));
}

const lineOf = (node: Node, otherwise: number): number => (typeof node['line'] === 'number' ? node['line'] : otherwise);

const children = (node: Node): unknown[] => Object.values(node).filter((value) => typeof value === 'object');

/** The first thing in a tree that a shell does not take for a script. */
function flawIn(value: unknown, kind: Kind, line: number): Flaw | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const flaw = flawIn(item, kind, line);
      if (flaw) return flaw;
    }
    return undefined;
  }
  if (!isNode(value)) return undefined;
  const at = lineOf(value, line);
  const what = flawOf(value, kind);
  if (what) return { line: at, what };
  return flawIn(children(value), kind, at);
}

const substitutes = (word: unknown): boolean =>
  isNode(word) && nodes(word['parts']).some(({ type }) => type === 'ProcessSubstitution');

function flawOf(node: Node, kind: Kind): Flaw['what'] | undefined {
  const dash = kind === 'dash';
  switch (node.type) {
    case 'Redirection':
      return node['operator'] === '<<<' || (dash && substitutes(node['target'])) ? 'redirection' : undefined;
    case 'ProcessSubstitution':
      return dash ? { token: '(' } : undefined;
    case 'SimpleCommand':
      return nodes(node['args']).some(({ array }) => array) ? { token: '(' } : undefined;
    case 'Assignment':
      return node['array'] ? { token: '(' } : undefined;
    case 'CStyleFor':
      return 'loop variable';
    case 'ParameterExpansion':
      return !dash && isStrange(node, kind) ? 'substitution' : undefined;
    case 'Statement': {
      const [, parentheses] = /^function\s+[^\s(){}]+\s*(\(\s*\))?/.exec(String(node['sourceText'])) ?? [
        undefined,
        'no',
      ];
      if (!dash || parentheses === 'no') return undefined;
      return { token: parentheses === undefined ? '}' : '(' };
    }
    default:
      return undefined;
  }
}

const firstLine = (value: unknown): number => {
  if (Array.isArray(value)) return Math.min(...value.map(firstLine), Infinity);
  if (!isNode(value)) return Infinity;
  return Math.min(lineOf(value, Infinity), firstLine(children(value)));
};

/** Where a shell stops understanding a script; a shell reads line by line, and what stands before it has run by then. */
export function flawed(
  script: Node,
  kind: Kind,
): { readonly flaw: Flaw; readonly before: readonly Node[] } | undefined {
  if (kind === 'bash') return undefined;
  const statements = nodes(script['statements']);
  for (const [i, statement] of statements.entries()) {
    const first = firstLine(statement);
    const flaw = flawIn(statement, kind, Number.isFinite(first) ? first : 1);
    if (flaw) return { flaw, before: statements.slice(0, i).filter((each) => firstLine(each) < first) };
  }
  return undefined;
}

/** What a shell says of it, after its name and the line. */
export function flawText(kind: Kind, { what }: Flaw): string {
  const dash = kind === 'dash';
  if (what === 'substitution') return dash ? 'Bad substitution' : 'syntax error: bad substitution';
  if (what === 'loop variable')
    return dash ? 'Syntax error: Bad for loop variable' : 'syntax error: bad for loop variable';
  const thing = what === 'redirection' ? what : `"${what.token}"`;
  return dash ? `Syntax error: ${thing} unexpected` : `syntax error: unexpected ${thing}`;
}

/** Fits a tree, in place, to a shell that is no bash: where it stops understanding it ends, and some things mean something else there. */
export function asOtherShell(script: Node, kind: Kind, isSet: (name: string) => boolean): void {
  const found = flawed(script, kind);
  if (found) script['statements'] = [...found.before, ...refusal(found.flaw, kind)];
  const assigned = new Set<string>();
  visit(script, (node) => {
    if (node.type === 'Assignment') assigned.add(String(node['name']));
    if (node.type === 'For') assigned.add(String(node['variable']));
    if (node.type === 'Literal') assigned.add(String(node['value']).replace(/=.*$/s, ''));
  });
  const unknown = PARAMETERS.slice(kind === 'ash' ? ASHES : 0).filter((name) => !assigned.has(name) && !isSet(name));
  visit(script, (node) => {
    if (node.type === 'Pipeline') node['commands'] = nodes(node['commands']).map((each) => commandFor(each, kind));
    if (Array.isArray(node['parts'])) node['parts'] = nodes(node['parts']).flatMap(withoutBraces);
    if (node.type === 'ParameterExpansion' && unknown.includes(String(node['parameter']))) node['parameter'] = NOTHING;
    if (node.type === 'ArithVariable' && unknown.includes(String(node['name']))) node['name'] = NOTHING;
  });
}

/** A parameter that nobody sets. */
const NOTHING = '__nothing';

function visit(value: unknown, on: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, on);
  if (!isNode(value)) return;
  on(value);
  visit(children(value), on);
}

const refusal = (flaw: Flaw, kind: Kind): Node[] => refusalOf(flawText(kind, flaw), flaw.line);

/** `REFUSED TEXT [LINE]; exit 2`: a text as it is printed, or what is wrong in a line. */
export const refusalOf = (text: string, line?: number): Node[] =>
  [commandOf(REFUSED, [text, ...(line === undefined ? [] : [String(line)])]), commandOf('exit', ['2'])].map(
    (command) => ({
      type: 'Statement',
      pipelines: [{ type: 'Pipeline', commands: [command], negated: false, timed: false }],
      operators: [],
      background: false,
    }),
  );

/** Whether an expansion that a shell does not know stands in a command itself, not in the lists of commands in it. */
const isStranger = (value: unknown, kind: Kind): boolean => {
  if (Array.isArray(value)) return value.some((item) => isStranger(item, kind));
  if (!isNode(value) || value.type === 'Statement') return false;
  return isStrange(value, kind) || isStranger(children(value), kind);
};

function commandFor(node: Node, kind: Kind): Node {
  if (isStranger(node, kind))
    return { type: 'Group', body: refusal({ line: lineOf(node, 1), what: 'substitution' }, kind), redirections: [] };
  if (node.type === 'ConditionalCommand' && kind === 'dash') return { ...commandOf('[[', []), line: node['line'] };
  if (node.type === 'ArithmeticCommand') {
    // Two subshells, with a command in them.
    const text = isNode(node['expression']) ? String(node['expression']['originalText']) : '';
    return { ...commandOf(/^[^\s<>&|;()]+/.exec(text.trim())?.[0] ?? text.trim(), []), line: node['line'] };
  }
  const assignments = nodes(node['assignments']);
  const odd = node['name'] === null ? assignments.find(isOdd) : undefined;
  if (!odd) return node;
  const { parts } = isNode(odd['value']) ? odd['value'] : { parts: [] };
  const name = `${String(odd['name'])}${odd['append'] === true ? '+' : ''}=`;
  return {
    ...node,
    name: { type: 'Word', parts: [{ type: 'Literal', value: name }, ...nodes(parts)] },
    assignments: assignments.filter((each) => !isOdd(each)),
  };
}

/** An assignment that other shells take for a command. */
const isOdd = ({ name, append }: Node): boolean => append === true || String(name).includes('[');

/** What a range of braces is written of. */
const RANGE = ['startStr', 'endStr', 'step'];
const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** Braces are text. */
function withoutBraces(part: Node): Node[] {
  if (part.type !== 'BraceExpansion') return [part];
  const literal = (value: string): Node => ({ type: 'Literal', value });
  const inner = nodes(part['items']).map((item): Node[] =>
    item.type === 'Range'
      ? [literal(RANGE.flatMap((key) => (isPlain(item[key]) ? [String(item[key])] : [])).join('..'))]
      : nodes(isNode(item['word']) ? item['word']['parts'] : []).flatMap(withoutBraces),
  );
  return [literal('{'), ...inner.flatMap((parts, i) => (i > 0 ? [literal(','), ...parts] : parts)), literal('}')];
}
