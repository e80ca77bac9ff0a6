/** How a parsed line is fitted to a place before it runs. */
export interface Fitting {
  /** The shell is a dash, whose own commands and redirections fail in their own way. */
  readonly dash: boolean;
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
/** Before a command with redirections: their operators and targets, which must be openable. After a `cd` that fails. */
export const OPENS = '__opens';
export const FAILED = '__failed';
/** `wait`, and `$!`. */
export const WAIT = '__wait';
export const LAST = '__last';
/** Around a timed pipeline: the first notes the time, the second tells how long it took and returns its argument. */
export const TIME = '__time';
export const TIMED = '__timed';

/** A node of the library's syntax tree, read by its type. */
type Node = Record<string, unknown> & { type?: string };

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

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
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
    if (node.type === 'Pipeline' && fitting.dash) node['commands'] = nodes(node['commands']).map(asDash);
    if (node.type === 'ParameterExpansion') fitParameter(node, fitting);
  });
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isNode(value)) return;
  visit(value);
  for (const key of Object.keys(value)) if (typeof value[key] === 'object') walk(value[key], visit);
}

/** A word's text where no expansion is in it. */
function textOf(word: unknown): string | undefined {
  if (!isNode(word)) return undefined;
  let text = '';
  for (const part of nodes(word['parts'])) {
    const inner = part.type === 'DoubleQuoted' ? textOf(part) : undefined;
    if (['Literal', 'SingleQuoted', 'Escaped'].includes(part.type ?? '')) text += String(part['value']);
    else if (inner !== undefined) text += inner;
    else return undefined;
  }
  return text;
}

const OWN = new Set([NOT_FOUND, BACKGROUND, SPAWN, OPENS, FAILED, WAIT, LAST, TIME, TIMED]);
const IN_PATH = /^(\/usr)?\/s?bin\//;

function fitCommand(node: Node, { isCommand }: Fitting, functions: ReadonlySet<string>): void {
  const name = textOf(node['name']);
  if (name === undefined || name === '' || functions.has(name) || OWN.has(name)) return;
  const base = name.replace(IN_PATH, '');
  if (base === 'wait') {
    node['name'] = literal(WAIT);
    return;
  }
  if (isCommand(base)) {
    if (base !== name) node['name'] = literal(base);
    return;
  }
  if (name.includes('/') && isCommand(name)) return;
  node['args'] = [
    literal(typeof node['line'] === 'number' ? String(node['line']) : '1'),
    literal(name),
    ...nodes(node['args']),
  ];
  node['name'] = literal(NOT_FOUND);
}

/** `cd X` becomes `{ cd X || FAILED; }`, and `X > F` becomes `{ OPENS '>' F && X > F; }`: both fail with dash's own code. */
function asDash(node: Node): Node {
  if (node.type !== 'SimpleCommand' || node['fitted'] === true) return node;
  const name = textOf(node['name']);
  const inner = { ...node, fitted: true };
  if (name === 'cd') return group([pipelineOf([inner]), pipelineOf([command(FAILED)])], '||');
  if (name === undefined || name === 'exec' || OWN.has(name)) return node;
  const targets = nodes(node['redirections']).flatMap((redirection) => {
    const operator = String(redirection['operator']);
    const target = textOf(redirection['target']);
    const file = /^(<|>|>>|>\|)$/.test(operator) && target !== undefined && !target.startsWith('/dev/');
    return file ? [quoted(operator), quoted(target)] : [];
  });
  return targets.length === 0 ? node : group([pipelineOf([command(OPENS, targets)]), pipelineOf([inner])], '&&');
}

const group = (pipelines: readonly Node[], operator: '&&' | '||'): Node => ({
  type: 'Group',
  body: [{ type: 'Statement', pipelines, operators: [operator], background: false }],
  redirections: [],
});

/** A list, or a construct, goes on by itself as a whole; a command, or a pipeline of them, is called in its way for the background. */
function putBack(statement: Node): void {
  const source = statement['sourceText'];
  if (typeof source === 'string' && (isList(statement) || isCompound(statement))) {
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

/** `time A | B` becomes `{ TIME; A | B; TIMED $?; }`. */
function toMeasured(pipeline: Node): void {
  const inner = { ...pipeline, timed: false };
  const status: Node = { type: 'Word', parts: [{ type: 'ParameterExpansion', parameter: '?', operation: null }] };
  const body = [pipelineOf([command(TIME)]), inner, pipelineOf([command(TIMED, [status])])].map(statement);
  Object.assign(pipeline, {
    commands: [{ type: 'Group', body, redirections: [] }],
    negated: false,
    timed: false,
    pipeStderr: undefined,
  });
}

function fitParameter(node: Node, { random, seconds }: Fitting): void {
  if (node['parameter'] === '!' && !node['operation']) {
    const script = { type: 'Script', statements: [statement(pipelineOf([command(LAST)]))] };
    Object.assign(node, { type: 'CommandSubstitution', body: script, legacy: false });
    return;
  }
  const known: Readonly<Record<string, () => number | string>> = {
    '0': () => 'sh',
    SRANDOM: () => random() * 32768 + random(),
    EPOCHSECONDS: seconds,
    SECONDS: () => 0,
  };
  const name = node['parameter'];
  const value = typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
  if (value && !node['operation']) Object.assign(node, { type: 'Literal', value: String(value()) });
}
