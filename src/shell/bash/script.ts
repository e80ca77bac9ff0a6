import { beginsWithCapture } from '../script/capture.ts';
import { REFUSED } from '../script/refusals.ts';
import { isNode, nodes, textOf, type Node } from '../script/syntax.ts';
import type { Voice } from '../voice.ts';

/** How a parsed line is fitted to a place before it runs. */
export interface Fitting {
  /** `$0` */
  readonly zero: string;
  readonly kind: Voice['kind'];
  /** Whether a command of that name (or path) is there. */
  readonly isCommand: (name: string) => boolean;
  /** A random number below 32768, for `$SRANDOM`. */
  readonly random: () => number;
  /** Seconds since 1970. */
  readonly seconds: () => number;
}

/** Names under which a line calls what it does not have, what it puts in the background, and what it measures. */
export const NOT_FOUND = '__not_found';
/** Before a command in the background: where it writes to (a JSON object by descriptor), then its words. */
export const BACKGROUND = '__background';
/** A list in the background that goes on by itself, as its text. */
export const SPAWN = '__spawn';
/**
 * Before a command with redirections: their line, operators and targets, which must be openable. After a `cd` that fails: its line
 * and words, where the shell's own words on it are still to be said.
 */
export const OPENS = '__opens';
export const FAILED = '__failed';
/** Before `.`: its line and words; a file must be there. */
export const SOURCES = '__sources';
/** `wait`, and `$!`. */
export const WAIT = '__wait';
export const LAST = '__last';
/** Around a timed pipeline: the first notes the time, the second tells how long it took and returns its argument. */
export const TIME = '__time';
export const TIMED = '__timed';

/** Every word that a line redirects its output to, where it has no expansion. */
export function outputTargets(script: Node): string[] {
  const targets: string[] = [];
  walk(script, (node) => {
    if (
      node.type !== 'Redirection' ||
      !/^(&?>>?|>\||>&)$/.test(typeof node['operator'] === 'string' ? node['operator'] : '')
    )
      return;
    const target = textOf(node['target']);
    if (target !== undefined) targets.push(target);
  });
  return targets;
}

const literal = (value: string): Node => ({ type: 'Word', parts: [{ type: 'Literal', value }] });

/**
 * Fits a syntax tree, in place: unknown commands call NOT_FOUND with their line and name, commands in the background call
 * BACKGROUND, and variables that would tell this computer's time or chance get the world's.
 */
export function fitScript(script: Node, fitting: Fitting): void {
  const functions = new Set<string>();
  walk(script, (node) => {
    if (node.type === 'FunctionDef' && typeof node['name'] === 'string') functions.add(node['name']);
  });
  walk(script, (node) => {
    if (node.type === 'Statement' && node['background'] === true) putBack(node);
    if (node.type === 'Pipeline' && node['timed'] === true) toMeasured(node);
    if (node.type === 'SimpleCommand') fitCommand(node, fitting, functions);
    if (node.type === 'Pipeline') node['commands'] = nodes(node['commands']).map((each) => asShells(each, fitting));
    if (node.type === 'ParameterExpansion') fitParameter(node, fitting);
  });
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isNode(value)) return;
  visit(value);
  for (const key of Object.keys(value)) if (typeof value[key] === 'object') walk(value[key], visit);
}

const OWN = new Set([NOT_FOUND, BACKGROUND, SPAWN, OPENS, FAILED, SOURCES, REFUSED, WAIT, LAST, TIME, TIMED]);
const IN_PATH = /^(\/usr)?\/s?bin\//;

const lineOf = (node: Node): Node => quoted(typeof node['line'] === 'number' ? String(node['line']) : '1');

function fitCommand(node: Node, { isCommand }: Fitting, functions: ReadonlySet<string>): void {
  const name = textOf(node['name']);
  if (name === undefined || functions.has(name) || OWN.has(name)) return;
  const base = name.replace(IN_PATH, '');
  if (base === 'wait') {
    node['name'] = literal(WAIT);
    return;
  }
  if (isCommand(base)) {
    if (base !== name) node['name'] = literal(base);
    return;
  }
  node['args'] = [lineOf(node), quoted(node['exec'] === true ? 'exec' : ''), quoted(name), ...nodes(node['args'])];
  node['name'] = literal(NOT_FOUND);
}

/** What a shell itself does, which fails in each in its own way: `cd`, `exec COMMAND`, redirections. */
function asShells(node: Node, { kind, isCommand }: Fitting): Node {
  if (node.type !== 'SimpleCommand' || node['fitted'] === true) return node;
  const name = textOf(node['name']);
  if (name === 'cd') return asCd(node);
  const declared = name === undefined ? undefined : asDeclarations(node, name);
  if (declared) return declared;
  const args = nodes(node['args']);
  if (name === 'exec' && args.length > 0 && !textOf(args[0])?.startsWith('-')) return asExec(node);
  const sources = name === '.' || (name === 'source' && isCommand(name));
  if (sources && textOf(args[0]) !== undefined) return asSource(node, kind, args);
  if (name === undefined || name === 'exec' || OWN.has(name)) return node;
  const targets = nodes(node['redirections']).flatMap((redirection) => {
    const operator = String(redirection['operator']);
    const target = textOf(redirection['target']);
    const file = /^(<|>|>>|>\|)$/.test(operator) && target !== undefined && !target.startsWith('/dev/');
    return file ? [quoted(operator), quoted(target)] : [];
  });
  if (targets.length === 0) return node;
  const opens = command(OPENS, [lineOf(node), ...targets]);
  return group([pipelineOf([opens]), pipelineOf([{ ...node, fitted: true }])], ['&&']);
}

/** `cd X` becomes `{ cd X 2> /dev/null || FAILED LINE X; }`; where expanding X may do something, `{ cd X || FAILED; }`. */
function asCd(node: Node): Node {
  const args = nodes(node['args']);
  const acts = args.some((word) => nodes(word['parts']).some((part) => !isStill(part)));
  if (acts) return group([pipelineOf([{ ...node, fitted: true }]), pipelineOf([command(FAILED)])], ['||']);
  const silent: Node = { type: 'Redirection', fd: 2, operator: '>', target: literal('/dev/null') };
  const inner = { ...node, fitted: true, redirections: [silent] };
  const failed = command(FAILED, [lineOf(node), ...args]);
  return {
    ...group([pipelineOf([inner]), pipelineOf([failed])], ['||']),
    redirections: nodes(node['redirections']),
  };
}

const DECLARES = new Set(['local', 'declare', 'typeset', 'readonly', 'export']);

/**
 * `local -a NAME=(…)` becomes `{ local -a NAME; NAME=(…); }`, and `readonly` follows: the library takes what stands in the parentheses
 * of a declaration for texts, not for words that are expanded.
 */
function asDeclarations(node: Node, name: string): Node | undefined {
  const args = nodes(node['args']);
  if (!DECLARES.has(name) || !args.some((word) => arrayIn(word))) return undefined;
  const flags = args.filter((word) => textOf(word)?.startsWith('-'));
  const letters = flags.map((word) => textOf(word)?.slice(1) ?? '').join('');
  const isMap = letters.includes('A');
  const isFixed = name === 'readonly' || letters.includes('r');
  const kept = letters.replaceAll(/[raA]/g, '');
  // `declare` in a function makes a local variable, `readonly` and `export` do not.
  const isGlobal = name === 'readonly' || name === 'export';
  const keeper = isGlobal || isMap ? 'declare' : name;
  const options = `-${isMap ? 'A' : 'a'}${kept}${isGlobal ? 'g' : ''}`;
  const commands = args.flatMap((word): Node[] => {
    if (flags.includes(word)) return [];
    const array = arrayIn(word);
    if (!array) return [{ ...node, args: [...flags, word], redirections: [], fitted: true }];
    const assignment = { type: 'Assignment', name: array.name, value: null, append: array.append, array: array.words };
    const made: Node = { ...command(keeper, [quoted(options), quoted(array.name)]), fitted: true };
    const filled: Node = { ...command(''), name: null, assignments: [assignment], fitted: true };
    const fixed: Node = { ...command('readonly', [quoted(array.name)]), fitted: true };
    return [made, filled, ...(isFixed ? [fixed] : [])].map((each) => ({ ...each, line: node['line'] }));
  });
  return {
    type: 'Group',
    body: commands.map((each) => statement(pipelineOf([each]))),
    redirections: nodes(node['redirections']),
  };
}

/** What a word like `NAME=(…)` makes, whose elements the parser leaves beside its text (deploy/mended-bash.mjs). */
function arrayIn(word: Node): { name: string; append: boolean; words: Node[] } | undefined {
  const { variable, array } = word;
  if (typeof variable !== 'string' || !Array.isArray(array)) return undefined;
  return { name: variable.replace(/\+$/, ''), append: variable.endsWith('+'), words: nodes(array) };
}

/** `. F` becomes `{ SOURCES LINE . F && . F; }`; where there is no F a shell that is no bash ends: `{ SOURCES LINE . F || exit 2; . F; }`. */
function asSource(node: Node, kind: Voice['kind'], [file, ...words]: readonly Node[]): Node {
  // dash gives the file no words of its own.
  const args = [file, ...(kind === 'dash' ? [] : words)];
  const inner = pipelineOf([{ ...node, args, fitted: true }]);
  const sources = pipelineOf([command(SOURCES, [lineOf(node), ...(file ? [file] : [])])]);
  if (kind === 'bash') return group([sources, inner], ['&&']);
  const ends: Node = {
    ...statement(sources),
    pipelines: [sources, pipelineOf([command('exit', [quoted('2')])])],
    operators: ['||'],
  };
  return { type: 'Group', body: [ends, statement(inner)], redirections: [] };
}

/** Whether a part of a word comes to the same however often it is expanded. */
const isStill = (part: Node): boolean =>
  ['Literal', 'SingleQuoted', 'Escaped', 'TildeExpansion', 'Glob'].includes(part.type ?? '') ||
  (part.type === 'ParameterExpansion' && !part['operation']) ||
  (part.type === 'DoubleQuoted' && nodes(part['parts']).every(isStill));

/** `exec COMMAND` becomes `{ COMMAND; exit $?; }`. */
function asExec(node: Node): Node {
  const [name, ...args] = nodes(node['args']);
  const inner = { ...node, name, args, exec: true };
  return {
    type: 'Group',
    body: [statement(pipelineOf([inner])), statement(pipelineOf([command('exit', [LAST_STATUS])]))],
    redirections: [],
  };
}

const group = (pipelines: readonly Node[], operators: readonly ('&&' | '||')[]): Node => ({
  type: 'Group',
  body: [{ type: 'Statement', pipelines, operators, background: false }],
  redirections: [],
});

/** A list, or a construct, goes on by itself as a whole; a command, or a pipeline of them, is called in its way for the background. */
function putBack(statement: Node): void {
  const source = statement['sourceText'];
  if (typeof source === 'string' && goesOnAsWhole(statement)) {
    const put = pipelineOf([command(SPAWN, [quoted(source.replace(/&\s*$/, ''))])]);
    Object.assign(statement, { pipelines: [put], operators: [], background: false });
    return;
  }
  for (const pipeline of nodes(statement['pipelines']))
    for (const command of nodes(pipeline['commands'])) {
      if (command.type !== 'SimpleCommand' || !isNode(command['name'])) continue;
      command['args'] = [quoted(JSON.stringify(targetsOf(command))), command['name'], ...nodes(command['args'])];
      command['name'] = literal(BACKGROUND);
    }
}

const quoted = (value: string): Node => ({ type: 'Word', parts: [{ type: 'SingleQuoted', value }] });

/** Whether it takes a shell to go on with it: a list, constructs, a pipeline that waits for its first command. */
const goesOnAsWhole = (statement: Node): boolean =>
  isList(statement) || isCompound(statement) || nodes(statement['pipelines']).some(beginsWithCapture);

const isList = (statement: Node): boolean => nodes(statement['pipelines']).length > 1;

/** Whether a list has constructs: loops, groups, subshells. */
function isCompound(statement: Node): boolean {
  return nodes(statement['pipelines']).some((pipeline) =>
    nodes(pipeline['commands']).some(({ type }) => type !== 'SimpleCommand'),
  );
}

/** Where a command's descriptors 1 and 2 lead, by the words of its redirections. */
function targetsOf(command: Node): Record<string, string> {
  const targets: Record<string, string> = {};
  for (const redirection of nodes(command['redirections'])) {
    const operator = String(redirection['operator']);
    const target = textOf(redirection['target']);
    const from = redirection['fd'];
    const fd = typeof from === 'number' ? String(from) : '1';
    if (target === undefined || !operator.includes('>')) continue;
    if (operator === '>&' && /^[12]$/.test(target)) {
      const other = targets[target];
      if (other === undefined) delete targets[fd];
      else targets[fd] = other;
    } else if (operator.startsWith('&>') || operator === '>&') Object.assign(targets, { '1': target, '2': target });
    else targets[fd] = target;
  }
  return targets;
}

const command = (name: string, args: readonly Node[] = []): Node => ({
  type: 'SimpleCommand',
  name: literal(name),
  args,
  assignments: [],
  redirections: [],
});
const statement = (pipeline: Node): Node => ({
  type: 'Statement',
  pipelines: [pipeline],
  operators: [],
  background: false,
});
const pipelineOf = (commands: readonly Node[]): Node => ({ type: 'Pipeline', commands, negated: false, timed: false });

/** `$?` */
const LAST_STATUS: Node = { type: 'Word', parts: [{ type: 'ParameterExpansion', parameter: '?', operation: null }] };

/** `time A | B` becomes `{ TIME; A | B; TIMED $?; }`. */
function toMeasured(pipeline: Node): void {
  const inner = { ...pipeline, timed: false };
  const body = [pipelineOf([command(TIME)]), inner, pipelineOf([command(TIMED, [LAST_STATUS])])].map(statement);
  Object.assign(pipeline, {
    commands: [{ type: 'Group', body, redirections: [] }],
    negated: false,
    timed: false,
    pipeStderr: undefined,
  });
}

function fitParameter(node: Node, { zero, random, seconds }: Fitting): void {
  if (node['parameter'] === '!' && !node['operation']) {
    const script = { type: 'Script', statements: [statement(pipelineOf([command(LAST)]))] };
    Object.assign(node, { type: 'CommandSubstitution', body: script, legacy: false });
    return;
  }
  const known: Readonly<Record<string, () => number | string>> = {
    '0': () => zero,
    SRANDOM: () => random() * 32768 + random(),
    EPOCHSECONDS: seconds,
    SECONDS: () => 0,
  };
  const name = node['parameter'];
  const value = typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
  if (value && !node['operation']) Object.assign(node, { type: 'Literal', value: String(value()) });
}
