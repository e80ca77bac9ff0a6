/** Evaluates pipelines, their commands and operands (text/template/exec.go: evalPipeline and what it calls). */
import { TemplateError } from '../error.ts';
import { isTrue } from '../functions.ts';
import type { TemplateFunction } from '../functions.ts';
import { print } from '../parse/node.ts';
import type { Command, Operand, Pipeline, Place } from '../parse/node.ts';
import { quote } from '../quote.ts';
import { concrete, typeName } from '../value/type.ts';
import type { Type, Value } from '../value/type.ts';
import { memberOf } from './field.ts';
import { canBeNil, constant, fitting, literal } from './fit.ts';
import { assign, bounded, fail, hasArguments, missing, noArguments, variableOf } from './state.ts';
import type { Arguments, Final, Scope, State } from './state.ts';
import { own } from '../../../../../kernel/own.ts';

/** A pipeline's value, which the variables at its head take. */
export function evalPipeline(state: State, node: Pipeline, scope: Scope): Value | undefined {
  state.at = node;
  let final: Final = missing;
  for (const command of node.commands) final = concrete(evalCommand(state, command, scope, final));
  const result = final === missing ? undefined : final;
  for (const name of node.variables) {
    if (node.assigns) assign(state, scope, name, result);
    else scope.variables.push({ name, value: result });
  }
  return result;
}

function evalCommand(state: State, node: Command, scope: Scope, final: Final): Value | undefined {
  const [first, ...operands] = node.operands as [Operand, ...Operand[]];
  const given: Arguments = { operands, final };
  switch (first.kind) {
    case 'field':
    case 'chain':
    case 'variable':
      return evalChain(state, first, scope, given);
    case 'identifier':
      return evalFunction(state, first, node, scope, given);
    case 'pipeline':
      takesNone(state, first, given);
      return evalPipeline(state, first, scope);
    case 'bool':
    case 'number':
    case 'string':
    case 'nil':
    case 'dot':
      return evalLeaf(state, first, scope, given);
  }
}

function evalLeaf(state: State, node: Operand, scope: Scope, given: Arguments): Value | undefined {
  state.at = node;
  takesNone(state, node, given);
  if (node.kind === 'nil') return fail(state, 'nil is not a command');
  return node.kind === 'dot' ? scope.dot : constant(state, node);
}

function takesNone(state: State, node: Operand, given: Arguments): void {
  if (hasArguments(given)) fail(state, `can't give argument to non-function ${print(node)}`);
}

type Chain = Extract<Operand, { kind: 'field' | 'chain' | 'variable' }>;

/** `.A.B`, `$x.A` or `(…).A`; the last field may be a method and takes the arguments. */
function evalChain(state: State, node: Chain, scope: Scope, given: Arguments): Value | undefined {
  state.at = node;
  const names = node.kind === 'variable' ? node.names.slice(1) : node.names;
  if (names.length === 0) takesNone(state, node, given);
  return names.reduce(
    (holder, name, i) => evalField(state, holder, name, node, scope, i === names.length - 1 ? given : noArguments),
    headOf(state, node, scope),
  );
}

/** The value in which a chain's fields are looked up. */
function headOf(state: State, node: Chain, scope: Scope): Value | undefined {
  if (node.kind === 'field') return scope.dot;
  if (node.kind === 'variable') return variableOf(scope, node.names[0])?.value;
  if (node.operand.kind === 'nil') return fail(state, `indirection through explicit nil in ${print(node)}`);
  return evalArgument(state, node.operand, undefined, scope);
}

function evalField(
  state: State,
  holder: Value | undefined,
  name: string,
  node: Operand,
  scope: Scope,
  given: Arguments,
): Value | undefined {
  const member = memberOf(state, holder, name, hasArguments(given));
  if (!member || !('method' in member)) return member;
  const { method, receiver } = member;
  const values = evalArguments(state, name, method, scope, given);
  return guarded(state, name, node, () => method.call(receiver.data, ...values.map((each) => each?.data)));
}

/** Calls a function; `node` is where its own errors point. */
function evalFunction(
  state: State,
  identifier: Extract<Operand, { kind: 'identifier' }>,
  node: Place,
  scope: Scope,
  given: Arguments,
): Value | undefined {
  state.at = identifier;
  const { name } = identifier;
  const called = own(state.functions, name);
  if (!called) return fail(state, `${quote(name)} is not a defined function`);
  const values =
    name === 'and' || name === 'or'
      ? evalDeciding(state, name, scope, given)
      : evalArguments(state, name, called, scope, given);
  const result = guarded(state, name, node, () => {
    const subject = concrete(values[0]);
    const [first] = given.operands;
    if (name === 'call' && subject && first)
      throw new TemplateError(`non-function ${print(first)} of type ${typeName(subject.type)}`);
    return called.call(values);
  });
  return bounded(state, result);
}

/** Points errors of what is called at a node. */
function guarded(state: State, name: string, node: Place, run: () => Value | undefined): Value | undefined {
  try {
    return run();
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    state.at = node;
    return fail(state, `error calling ${name}: ${thrown.message}`);
  }
}

/** The arguments of `and` and `or` up to the one that decides. */
function evalDeciding(state: State, name: 'and' | 'or', scope: Scope, given: Arguments): (Value | undefined)[] {
  if (!hasArguments(given)) fail(state, `wrong number of args for ${name}: want at least 1 got 0`);
  const values: (Value | undefined)[] = [];
  for (const operand of given.operands) {
    const held = evalArgument(state, operand, undefined, scope);
    values.push(held);
    if (isTrue(held) === (name === 'or')) return values;
  }
  return given.final === missing ? values : [...values, given.final];
}

function evalArguments(
  state: State,
  name: string,
  { parameters, variadic }: Pick<TemplateFunction, 'parameters' | 'variadic'>,
  scope: Scope,
  { operands, final }: Arguments,
): (Value | undefined)[] {
  const count = operands.length + (final === missing ? 0 : 1);
  if (variadic ? count < parameters.length : count !== parameters.length)
    fail(
      state,
      `wrong number of args for ${name}: want ${variadic ? 'at least ' : ''}${parameters.length} got ${variadic ? operands.length : count}`,
    );
  const typeAt = (i: number) => (i < parameters.length ? parameters[i] : variadic === 'value' ? undefined : variadic);
  const values = operands.map((operand, i) => evalArgument(state, operand, typeAt(i), scope));
  return final === missing ? values : [...values, fitting(state, final, typeAt(count - 1))];
}

/** Evaluates an argument for a parameter of a type; undefined takes any value. */
function evalArgument(state: State, node: Operand, type: Type | undefined, scope: Scope): Value | undefined {
  state.at = node;
  switch (node.kind) {
    case 'dot':
      return fitting(state, scope.dot, type);
    case 'nil':
      return !type || canBeNil(type) ? undefined : fail(state, `cannot assign nil to ${typeName(type)}`);
    case 'field':
    case 'variable':
    case 'chain':
      return fitting(state, evalChain(state, node, scope, noArguments), type);
    case 'pipeline':
      return fitting(state, evalPipeline(state, node, scope), type);
    case 'identifier':
      return fitting(state, evalFunction(state, node, node, scope, noArguments), type);
    default:
      return literal(state, node, type);
  }
}
