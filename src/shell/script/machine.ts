/** A shell that goes through its script in small steps, so that it can wait anywhere: what it is at is plain data. */
import { put } from '../../kernel/own.ts';
import { builtin, type Flow } from './builtins.ts';
import { enterText } from './enter-text.ts';
import { expandValue, expandWords } from './expand.ts';
import { parametersOf, type Came, type ScriptHost } from './host.ts';
import { idlePipeline } from './idle-pipeline.ts';
import { redirected, withTargets } from './redirect.ts';
import { beginsWithCapture, captureOf } from './capture.ts';
import { commandOf, isNode, nodeAt, nodes, type Node } from './syntax.ts';
import { flawed } from './refusals.ts';
import { complaint } from '../voice.ts';
import type { Frame, TreePath } from './types.ts';

/** How a script went on: it has come to its end, it waits, or its process is no more. */
export type Gone = { readonly exit: number } | 'waits' | 'gone';

/** How deep constructs and functions go into each other. */
const DEEPEST = 1000;

/** Lets a script go on until it waits or ends. */
export async function goOn(host: ScriptHost): Promise<Gone> {
  const { script, task } = host;
  for (;;) {
    const awaited = stillAwaited(host);
    if (awaited !== undefined) {
      task.waits = awaited;
      return 'waits';
    }
    if (runTrap(host)) continue;
    const frame = script.frames.at(-1);
    if (!frame) {
      if (startTrap(host, 'EXIT', true)) continue;
      return { exit: script.status };
    }
    if (script.frames.length > DEEPEST) {
      host.err(complaint(host.voice, 1, 'Maximum function recursion depth (1000) reached'));
      script.frames.length = 0;
      script.status = 2;
      continue;
    }
    host.spend(1);
    const came = await advance(host, frame);
    if (came !== 'done') return came;
  }
}

/** The first of the processes that the shell waits for which is still there; what the last one came to is its status then. */
function stillAwaited({ script, task, lives }: ScriptHost): number | undefined {
  if (!script.awaited) return undefined;
  if (!(script.interruptible && (task.signals ?? []).some((name) => task.handlers?.[name] !== undefined))) {
    const waiting = script.awaited.find(lives);
    if (waiting !== undefined) return waiting;
    const last = script.awaited.at(-1);
    if (last !== undefined) script.status = task.exits?.[last] ?? script.jobs[last] ?? 0;
    for (const pid of script.awaited) delete script.jobs[pid];
  } else script.status = INTERRUPTED;
  delete script.awaited;
  delete script.interruptible;
  delete task.waits;
  delete task.exits;
  return undefined;
}

/** What `wait` gives where a signal ended it: 128 and the signal's number, TERM's as the usual one. */
const INTERRUPTED = 128 + 15;

/** Begins the handler of a signal that has come, if there is one. */
function runTrap(host: ScriptHost): boolean {
  const { task } = host;
  const name = task.signals?.shift();
  if (task.signals?.length === 0) delete task.signals;
  return name !== undefined && startTrap(host, name, false);
}

function startTrap({ task, script }: ScriptHost, name: string, once: boolean): boolean {
  const handler = task.handlers?.[name];
  if (typeof handler !== 'string') return false;
  if (once) delete task.handlers?.[name];
  enterText(script, handler, script.status);
  return true;
}

function pop({ script }: ScriptHost): void {
  script.frames.pop();
}

const push = (
  { script }: ScriptHost,
  kind: Frame['kind'],
  at: TreePath,
  tested: boolean | undefined = false,
  only: boolean | undefined = false,
): void => void script.frames.push({ kind, at, step: 0, ...(tested && { tested: true }), ...(only && { only: true }) });

async function advance(host: ScriptHost, frame: Frame): Promise<Came> {
  const { script } = host;
  const node = nodeAt(script.texts, frame.at);
  const { step } = frame;
  frame.step += 1;
  switch (frame.kind) {
    case 'text':
      return text(host, frame, node, step);
    case 'list': {
      const statements = nodes(node);
      if (step >= statements.length) pop(host);
      else return statement(host, frame, step, statements);
      return 'done';
    }
    case 'statement':
      return row(host, frame, node, step);
    case 'pipeline':
      return pipeline(host, frame, node, step);
    case 'if':
      return choice(host, frame, node, step);
    case 'loop':
      return loop(host, frame, node, step);
    case 'for': {
      const item = frame.items?.shift();
      if (item === undefined || !isNode(node)) return (pop(host), 'done');
      put(script, 'env', String(node['variable']), item);
      push(host, 'list', [...frame.at, 'body'], frame.tested);
      return 'done';
    }
    case 'count':
      return count(host, frame, node, step);
    case 'scope':
      return scope(host, frame, node, step);
  }
}

/** A text that was handed in: when it has been gone through, it is forgotten. */
function text(host: ScriptHost, frame: Frame, node: unknown, step: number): Came | Promise<Came> {
  const { script } = host;
  const index = Number(frame.at[0]);
  if (step === 0 && (!isNode(node) || flawed(node, host.voice.kind))) {
    // What is no script at all is told by the library, whole.
    return host.runWhole({ type: 'Script', text: script.texts[index] });
  }
  if (step === 0) {
    push(host, 'list', [index, 'statements'], frame.tested, frame.only);
    return 'done';
  }
  pop(host);
  if (frame.saved?.status !== undefined) script.status = frame.saved.status;
  const kept = Object.values(script.functions).some(([at]) => at === index);
  if (index > 0 && index === script.texts.length - 1 && !kept && !script.frames.some(({ at }) => at[0] === index))
    script.texts.pop();
  return 'done';
}

function statement(host: ScriptHost, frame: Frame, step: number, statements: readonly Node[]): Came | Promise<Came> {
  const { script } = host;
  const at = [...frame.at, step];
  const node = statements[step];
  if (node?.['deferredError'] !== undefined) return host.runWhole(node);
  if (node?.['background'] === true) {
    const pid = host.fork([{ kind: 'statement', at, step: 0, only: true }]);
    script.last = pid;
    script.jobs[pid] = null;
    script.status = 0;
    return 'done';
  }
  push(host, 'statement', at, frame.tested, frame.only && step === statements.length - 1);
  return 'done';
}

/** Pipelines with `&&` and `||` between them. */
function row(host: ScriptHost, frame: Frame, node: unknown, step: number): Came {
  const { script } = host;
  const pipelines = isNode(node) ? nodes(node['pipelines']) : [];
  const operators = isNode(node) && Array.isArray(node['operators']) ? (node['operators'] as string[]) : [];
  if (step >= pipelines.length) {
    pop(host);
    return 'done';
  }
  const operator = step > 0 ? operators[step - 1] : ';';
  if ((operator === '&&' && script.status !== 0) || (operator === '||' && script.status === 0)) return 'done';
  const last = step === pipelines.length - 1;
  push(host, 'pipeline', [...frame.at, 'pipelines', step], frame.tested === true || !last, frame.only && last);
  return 'done';
}

async function pipeline(host: ScriptHost, frame: Frame, node: unknown, step: number): Promise<Came> {
  const { script } = host;
  if (!isNode(node)) return 'done';
  if (step === 0) {
    const commands = nodes(node['commands']);
    const idle = node['timed'] === true ? undefined : idlePipeline(commands, parametersOf(host));
    if (idle) {
      host.beside(idle.writer);
      return host.run(idle.reader, { only: false, reads: 'idle' });
    }
    const captured = beginsWithCapture(node) ? captureOf(host, commands[0]) : undefined;
    if (captured && node['timed'] !== true) {
      frame.pipe = host.openPipe();
      const sinks = { ...captured.sinks, out: frame.pipe };
      return host.run(captured.words, { only: false, sinks });
    }
    const [command] = commands;
    if (!command || commands.length > 1 || node['timed'] === true) return host.runWhole({ ...node, negated: false });
    return begin(host, frame, [...frame.at, 'commands', 0], command, node['negated'] === true);
  }
  if (step === 1 && frame.pipe !== undefined) {
    const reader = commandOf('cat', [frame.pipe]);
    const came = await host.runWhole({
      ...node,
      negated: false,
      commands: [reader, ...nodes(node['commands']).slice(1)],
    });
    host.closePipe(frame.pipe);
    return came;
  }
  pop(host);
  if (node['negated'] === true) script.status = script.status === 0 ? 1 : 0;
  else if (script.errexit && !frame.tested && script.status !== 0) exit(host, script.status);
  return 'done';
}

/** Begins a command. */
async function begin(
  host: ScriptHost,
  { tested, only }: Frame,
  at: TreePath,
  node: Node,
  negated = false,
): Promise<Came> {
  const { script } = host;
  if (node.type === 'SimpleCommand')
    return simple(host, node, only === true && !negated && host.task.handlers === undefined, tested === true);
  if (node.type === 'FunctionDef') {
    put(script, 'functions', String(node['name']), at);
    script.status = 0;
    return 'done';
  }
  const frame = await enter(host, at, node, tested === true || negated);
  if (!frame) return host.runWhole(node);
  if (nodes(node['redirections']).length > 0) {
    const to = redirected(node, script.cwd, parametersOf(host));
    if (!to) return host.runWhole(node);
    if (!host.open(to.sinks, to.appends)) {
      script.status = DASH_ERROR;
      return 'done';
    }
    frame.sinks = to.sinks;
  }
  script.frames.push(frame);
  return 'done';
}

/** What dash's own redirections fail with. */
const DASH_ERROR = 2;

/** The frame of a construct; undefined where it runs whole. */
async function enter(host: ScriptHost, at: TreePath, node: Node, tested: boolean): Promise<Frame | undefined> {
  const { script } = host;
  const frame = (kind: Frame['kind'], place = at): Frame => ({
    kind,
    at: place,
    step: 0,
    ...(tested && { tested: true }),
  });
  switch (node.type) {
    case 'If':
      return frame('if');
    case 'While':
    case 'Until':
      return frame('loop');
    case 'Group':
      return frame('list', [...at, 'body']);
    case 'CStyleFor':
      return frame('count');
    case 'Subshell': {
      const { cwd, env, words, functions, errexit } = script;
      return {
        ...frame('scope'),
        saved: { cwd, env: { ...env }, words: [...words], functions: { ...functions }, ...(errexit && { errexit }) },
      };
    }
    case 'For': {
      const words = node['words'];
      return { ...frame('for'), items: words === null ? [...script.words] : await wordsOf(host, nodes(words)) };
    }
    case 'Case': {
      const chosen = await caseOf(host, node);
      return chosen === undefined
        ? frame('list', [...at, 'items', -1])
        : frame('list', [...at, 'items', chosen, 'body']);
    }
    default:
      return undefined;
  }
}

export const wordsOf = async (host: ScriptHost, words: readonly Node[]): Promise<string[]> =>
  expandWords(words, parametersOf(host)) ?? (await host.expand(words));

/** Which item of a `case` its word matches: the library tells where patterns are more than texts. */
async function caseOf(host: ScriptHost, node: Node): Promise<number | undefined> {
  const { script } = host;
  script.status = 0;
  const items = nodes(node['items']);
  const value = expandValue(node['word'], parametersOf(host));
  const patterns = items.map((item) => nodes(item['patterns']));
  if (value !== undefined && patterns.flat().every(isPlainPattern)) {
    const found = patterns.findIndex((some) =>
      some.some((pattern) => isStar(pattern) || expandValue(pattern, parametersOf(host)) === value),
    );
    return found < 0 ? undefined : found;
  }
  const body = (i: number): Node[] => [
    {
      type: 'Statement',
      pipelines: [{ type: 'Pipeline', negated: false, commands: [answer(i)] }],
      operators: [],
      background: false,
    },
  ];
  const asked = {
    ...node,
    redirections: [],
    items: items.map((item, i) => ({ ...item, body: body(i), terminator: ';;' })),
  };
  const [told] = await host.expand([
    {
      type: 'Word',
      parts: [
        {
          type: 'CommandSubstitution',
          legacy: false,
          body: {
            type: 'Script',
            statements: [
              {
                type: 'Statement',
                pipelines: [{ type: 'Pipeline', negated: false, commands: [asked] }],
                operators: [],
                background: false,
              },
            ],
          },
        },
      ],
    },
  ]);
  return told === undefined || told === '' ? undefined : Number(told);
}

const answer = (i: number): Node => ({
  type: 'SimpleCommand',
  name: { type: 'Word', parts: [{ type: 'Literal', value: 'echo' }] },
  args: [{ type: 'Word', parts: [{ type: 'Literal', value: String(i) }] }],
  assignments: [],
  redirections: [],
});

const isStar = (word: Node): boolean => {
  const [part, ...more] = nodes(word['parts']);
  return more.length === 0 && part?.type === 'Glob' && part['pattern'] === '*';
};
const isPlainPattern = (word: Node): boolean =>
  isStar(word) || nodes(word['parts']).every(({ type }) => ['Literal', 'SingleQuoted', 'Escaped'].includes(type ?? ''));

function choice(host: ScriptHost, frame: Frame, node: unknown, step: number): Came {
  const { script } = host;
  const clauses = isNode(node) ? nodes(node['clauses']) : [];
  const clause = Math.floor(step / 2);
  if (step % 2 === 1) {
    if (script.status !== 0) return 'done';
    replace(host, [...frame.at, 'clauses', clause, 'body']);
  } else if (clause < clauses.length) push(host, 'list', [...frame.at, 'clauses', clause, 'condition'], true);
  else {
    script.status = 0;
    if (isNode(node) && Array.isArray(node['elseBody'])) replace(host, [...frame.at, 'elseBody']);
    else pop(host);
  }
  return 'done';
}

/** A list takes the place of the construct that has chosen it. */
function replace({ script }: ScriptHost, at: TreePath): void {
  const frame = script.frames.at(-1);
  if (frame) Object.assign(frame, { kind: 'list', at, step: 0 });
}

function loop(host: ScriptHost, frame: Frame, node: unknown, step: number): Came {
  const { script } = host;
  if (step === 0) push(host, 'list', [...frame.at, 'condition'], true);
  else if (step === 1) {
    const turns = isNode(node) && (script.status === 0) === (node.type === 'While');
    if (turns) push(host, 'list', [...frame.at, 'body'], frame.tested);
    else {
      script.status = frame.saved?.status ?? 0;
      pop(host);
    }
  } else {
    frame.saved = { status: script.status };
    frame.step = 0;
  }
  return 'done';
}

/** `for ((INIT; CONDITION; UPDATE))` */
async function count(host: ScriptHost, frame: Frame, node: unknown, step: number): Promise<Came> {
  const { script } = host;
  const evaluate = async (part: string): Promise<Came> => {
    if (!isNode(node) || !isNode(node[part])) {
      script.status = 0;
      return 'done';
    }
    return host.runWhole({ type: 'ArithmeticCommand', expression: node[part], redirections: [] });
  };
  if (step === 0) return evaluate('init');
  if (step === 1) return evaluate('condition');
  if (step === 2) {
    if (script.status === 0) push(host, 'list', [...frame.at, 'body'], frame.tested);
    else {
      script.status = frame.saved?.status ?? 0;
      pop(host);
    }
    return 'done';
  }
  frame.saved = { status: script.status };
  frame.step = 1;
  return evaluate('update');
}

/** A subshell, or a function that was called: at its end the shell is as before, or has its own words again. */
async function scope(host: ScriptHost, frame: Frame, node: unknown, step: number): Promise<Came> {
  if (step > 0 || !isNode(node)) return (leave(host, frame), 'done');
  if (node.type === 'Subshell') {
    push(host, 'list', [...frame.at, 'body'], frame.tested);
    return 'done';
  }
  return isNode(node['body']) ? begin(host, frame, [...frame.at, 'body'], node['body']) : 'done';
}

function leave(host: ScriptHost, frame: Frame): void {
  pop(host);
  const { errexit, ...saved } = frame.saved ?? {};
  Object.assign(host.script, saved);
  if (saved.env && !errexit) delete host.script.errexit;
}

/** Ends the shell, or the innermost subshell. */
export function exit(host: ScriptHost, status: number): void {
  unwind(host, ({ kind, saved }) => kind === 'scope' && saved?.env !== undefined);
  host.script.status = status;
}

/** Leaves all constructs up to the innermost of a kind, and that as well. Returns whether there is such a one. */
function unwind(host: ScriptHost, until: (frame: Frame) => boolean): boolean {
  const { frames } = host.script;
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    if (frame.kind === 'scope') leave(host, frame);
    else frames.pop();
    if (until(frame)) return true;
  }
  return false;
}

/** What a builtin does to the way through the script. */
function follow(host: ScriptHost, flow: Flow): Came {
  const { script } = host;
  if (flow.kind === 'exit') exit(host, flow.status);
  else if (flow.kind === 'return') {
    const called = ({ kind, saved }: Frame): boolean =>
      (kind === 'scope' && saved?.env === undefined) || kind === 'text';
    if (script.frames.some(called)) unwind(host, called);
    script.status = flow.status;
  } else if (flow.kind === 'break' || flow.kind === 'continue') {
    const isLoop = ({ kind }: Frame): boolean => kind === 'loop' || kind === 'for' || kind === 'count';
    const inner = script.frames.findLastIndex(({ kind }) => kind === 'scope');
    const loops = script.frames.flatMap((frame, i) => (i > inner && isLoop(frame) ? [i] : []));
    const at = loops.at(-Math.min(flow.levels, loops.length));
    script.status = 0;
    if (at === undefined) return 'done';
    script.frames.length = flow.kind === 'break' ? at : at + 1;
    // Another turn begins as if the body had been gone through.
  }
  return 'done';
}

async function simple(host: ScriptHost, node: Node, only: boolean, tested: boolean): Promise<Came> {
  const { script } = host;
  const assigned = nodes(node['assignments']);
  if (!isNode(node['name'])) return assign(host, node, assigned);
  const parameters = parametersOf(host);
  const name = expandWords([node['name']], parameters)?.[0];
  const words = expandWords([node['name'], ...nodes(node['args'])], parameters);
  const called = name === undefined ? undefined : functionNamed(host, name);
  if (called)
    return call(host, called, words ?? (await host.expand([node['name'], ...nodes(node['args'])])), node, tested);
  if (name !== undefined && assigned.length === 0) {
    const own = builtin(name);
    if (own) {
      const flow = await own(host, words ?? (await host.expand([node['name'], ...nodes(node['args'])])), node);
      if (flow === 'done' || flow === 'waits' || flow === 'gone') return flow;
      if (flow !== 'not mine') return follow(host, flow);
    }
  }
  const to = redirected(node, script.cwd, parameters);
  if (!words || !to || assigned.length > 0 || words.length === 0) return host.runWhole(withTargets(node, parameters));
  if (!host.open(to.sinks, to.appends)) {
    script.status = DASH_ERROR;
    return 'done';
  }
  return host.run(words, { only, sinks: to.sinks });
}

/** Assignments that stand for themselves; those that take more than parameters are the library's. */
async function assign(host: ScriptHost, node: Node, assigned: readonly Node[]): Promise<Came> {
  const { script } = host;
  if (nodes(node['redirections']).length > 0) return host.runWhole(node);
  for (const { name, value, append, array } of assigned) {
    const text =
      append === true || array || typeof name !== 'string' || !/^\w+$/.test(name)
        ? undefined
        : expandValue(value, parametersOf(host));
    if (text === undefined) return host.runWhole(node);
    put(script, 'env', String(name), text);
  }
  script.status = 0;
  return 'done';
}

function functionNamed({ script }: ScriptHost, name: string): TreePath | undefined {
  return Object.hasOwn(script.functions, name) ? script.functions[name] : undefined;
}

function call(
  host: ScriptHost,
  at: TreePath,
  words: readonly string[],
  node: Node,
  tested: boolean,
): Came | Promise<Came> {
  const { script } = host;
  const to = redirected(node, script.cwd, parametersOf(host));
  if (!to) return host.runWhole(node);
  if (!host.open(to.sinks, to.appends)) {
    script.status = DASH_ERROR;
    return 'done';
  }
  script.frames.push({
    kind: 'scope',
    at,
    step: 0,
    saved: { words: script.words },
    sinks: to.sinks,
    ...(tested && { tested: true }),
  });
  script.words = words.slice(1);
  return 'done';
}
