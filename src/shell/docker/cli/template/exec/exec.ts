/** Runs a parsed template on a value (text/template/exec.go). */
import { TemplateError } from '../error.ts';
import { functions, isTrue } from '../functions.ts';
import type { TemplateFunction } from '../functions.ts';
import type { Branch, Invocation, List, Node } from '../parse/node.ts';
import type { Template } from '../parse/parser.ts';
import { quote } from '../quote.ts';
import { plain } from '../value/format.ts';
import { concrete, indirect } from '../value/type.ts';
import type { Value } from '../value/type.ts';
import { evalPipeline } from './expression.ts';
import { assign, count, fail, innerScope, write } from './state.ts';
import type { Scope, State } from './state.ts';
import { turnsOf } from './turns.ts';
import { own } from '../../../../../kernel/own.ts';

export interface Options {
  /** A missing map key is an error (`missingkey=error`) instead of `<no value>`. */
  readonly strict?: boolean | undefined;
  /** Functions of this command beside the usual ones. */
  readonly functions?: Readonly<Record<string, TemplateFunction>> | undefined;
}

export interface Result {
  /** All that was written, up to the error if there is one. */
  readonly text: string;
  readonly error?: TemplateError;
}

/** How deep templates may call each other: far less than the 100000 that Go allows and names, which spares our stack. */
const MOST_DEPTH = 1000;

class Break extends Error {}
class Continue extends Error {}

/** Runs a template on a value. */
export function execute(template: Template, dot: Value | undefined, options: Options = {}): Result {
  const { strict = false, functions: extra } = options;
  const known = extra ? { ...functions, ...extra } : functions;
  const state: State = {
    template,
    functions: known,
    strict,
    out: [],
    name: template.name,
    depth: 0,
    turns: 0,
    written: 0,
  };
  try {
    walk(state, template.lists[''] ?? [], rootScope(dot));
    return { text: state.out.join('') };
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    return { text: state.out.join(''), error: thrown };
  }
}

const rootScope = (dot: Value | undefined): Scope => ({ dot, variables: [{ name: '$', value: dot }] });

function walk(state: State, list: List, scope: Scope): void {
  for (const node of list) {
    state.at = node;
    walkNode(state, node, scope);
  }
}

function walkNode(state: State, node: Node, scope: Scope): void {
  switch (node.kind) {
    case 'text':
      write(state, node.text);
      return;
    case 'action':
      return walkAction(state, node, scope);
    case 'break':
      throw new Break();
    case 'continue':
      throw new Continue();
    case 'range':
      return walkRange(state, node, scope);
    case 'if':
    case 'with':
      return walkBranch(state, node, scope);
    case 'template':
      return walkTemplate(state, node, scope);
  }
}

/** An action that declares a variable writes nothing. */
function walkAction(state: State, node: Extract<Node, { kind: 'action' }>, scope: Scope): void {
  const result = evalPipeline(state, node.pipeline, scope);
  if (node.pipeline.variables.length > 0) return;
  state.at = node;
  write(state, result ? printed(result) : '<no value>');
}

function printed(result: Value): string {
  const { type, data } = result;
  if (type.kind !== 'pointer') return type.kind === 'interface' && !concrete(result) ? '<no value>' : plain(result);
  const { value: inner, nil } = indirect(result);
  return nil || data === null ? '<nil>' : plain(inner);
}

function walkBranch(state: State, node: Branch, outer: Scope): void {
  const scope = innerScope(outer);
  const subject = concrete(evalPipeline(state, node.pipeline, scope));
  if (isTrue(subject)) walk(state, node.list, node.kind === 'with' ? { ...scope, dot: subject } : scope);
  else if (node.otherwise) walk(state, node.otherwise, scope);
}

function walkRange(state: State, node: Branch, outer: Scope): void {
  const scope = innerScope(outer);
  const { variables } = node.pipeline;
  const subject = evalPipeline(state, node.pipeline, scope);
  const turns = turnsOf(state, subject, variables.length);
  for (const { key, element } of turns) {
    count(state);
    const turn = { ...innerScope(scope), dot: element };
    // With one variable it takes the element, with two the first takes the key.
    const given = variables.length > 1 ? [key, element] : [element];
    for (const [i, name] of variables.entries()) {
      if (node.pipeline.assigns) assign(state, scope, name, given[i]);
      else turn.variables.push({ name, value: given[i] });
    }
    try {
      walk(state, node.list, turn);
    } catch (thrown) {
      if (thrown instanceof Break) return;
      if (!(thrown instanceof Continue)) throw thrown;
    }
  }
  if (turns.length === 0 && node.otherwise) walk(state, node.otherwise, scope);
}

function walkTemplate(state: State, node: Invocation, scope: Scope): void {
  const list = own(state.template.lists, node.name);
  if (!list) return fail(state, `template ${quote(node.name)} not defined`);
  count(state);
  if (++state.depth > MOST_DEPTH) return fail(state, 'exceeded maximum template depth (100000)');
  const argument = node.pipeline ? evalPipeline(state, node.pipeline, scope) : undefined;
  const outer = state.name;
  state.name = node.name;
  walk(state, list, rootScope(argument));
  state.name = outer;
  state.depth--;
}
