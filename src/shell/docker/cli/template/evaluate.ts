import { TemplateError } from './error.ts';
import { canBeNil, constant, fitting, literal } from './fit.ts';
import { plain } from './format.ts';
import { functions, isTrue } from './functions.ts';
import type { TemplateFunction } from './functions.ts';
import { print } from './node.ts';
import type { Branch, Command, List, Operand, Pipeline, Place } from './node.ts';
import type { Template } from './parser.ts';
import { quote } from './quote.ts';
import { concrete, fieldOf, fieldValue, indirect, int, sortedKeys, typeName, value } from './type.ts';
import type { Method, Type, Value } from './type.ts';
import { utf8 } from '../../../../wire/utf8.ts';

export interface Options {
  /** A missing map key is an error (`missingkey=error`) instead of `<no value>`. */
  readonly strict?: boolean;
  /** Functions of this command beside the usual ones. */
  readonly functions?: Readonly<Record<string, TemplateFunction>>;
}

export interface Result {
  /** All that was written, up to the error if there is one. */
  readonly text: string;
  readonly error?: TemplateError;
}

type Variables = { name: string; value: Value | undefined }[];

class Break extends Error {}
class Continue extends Error {}

/** How deep templates may call each other: far less than the 100000 that Go allows and names, which spares our stack. */
const maximumDepth = 1000;

/** The value that stands for "no argument from the pipeline". */
const missing = Symbol('missing');
type Final = Value | undefined | typeof missing;

/** Runs a template on a value (text/template/exec.go). */
export function execute(template: Template, dot: Value | undefined, options: Options = {}): Result {
  const out: string[] = [];
  const known = options.functions ? { ...functions, ...options.functions } : functions;
  /** What an error points at: the node visited last. */
  let at: Place | undefined;
  let current = template.name;
  let depth = 0;

  const fail = (problem: string): never => {
    const before = template.source.slice(0, at?.at ?? 0);
    const lines = before.split('\n');
    const place = `${template.name}:${lines.length}:${utf8(lines.at(-1) ?? '').length}`;
    throw new TemplateError(`template: ${place}: executing ${quote(current)} at <${at ? print(at) : ''}>: ${problem}`);
  };

  function walk(list: List, dot: Value | undefined, variables: Variables): void {
    for (const node of list) {
      at = node;
      switch (node.kind) {
        case 'text':
          out.push(node.text);
          break;
        case 'action': {
          const result = pipeline(node.pipeline, dot, variables);
          if (node.pipeline.variables.length === 0) {
            at = node;
            out.push(result ? printed(result) : '<no value>');
          }
          break;
        }
        case 'break':
          throw new Break();
        case 'continue':
          throw new Continue();
        case 'range':
          range(node, dot, variables);
          break;
        case 'if':
        case 'with': {
          const scope = [...variables];
          const subject = concrete(pipeline(node.pipeline, dot, scope));
          if (isTrue(subject)) walk(node.list, node.kind === 'with' ? subject : dot, scope);
          else if (node.otherwise) walk(node.otherwise, dot, scope);
          break;
        }
        case 'template': {
          const list = template.lists[node.name];
          if (!list) return fail(`template ${quote(node.name)} not defined`);
          if (++depth > maximumDepth) return fail('exceeded maximum template depth (100000)');
          const argument = node.pipeline ? pipeline(node.pipeline, dot, variables) : undefined;
          const outer = current;
          current = node.name;
          walk(list, argument, [{ name: '$', value: argument }]);
          current = outer;
          depth--;
          break;
        }
      }
    }
  }

  function printed(result: Value): string {
    const { type, data } = result;
    if (type.kind !== 'pointer') return type.kind === 'interface' && !concrete(result) ? '<no value>' : plain(result);
    const { value: inner, nil } = indirect(result);
    return nil ? '<nil>' : data === null ? '<nil>' : plain(inner);
  }

  function range(node: Branch, dot: Value | undefined, outer: Variables): void {
    const variables = [...outer];
    const names = node.pipeline.variables;
    const subject = pipeline(node.pipeline, dot, variables);
    const held = subject ? indirect(subject) : undefined;
    const turns = held && !held.nil ? turnsOf(held.value) : [];
    for (const { key, element } of turns) {
      const scope = [...variables];
      // With one variable it takes the element, with two the first takes the key.
      const given = names.length > 1 ? [key, element] : [element];
      names.forEach((name, i) => {
        if (node.pipeline.assigns) assign(variables, name, given[i]);
        else scope.push({ name, value: given[i] });
      });
      try {
        walk(node.list, element, scope);
      } catch (thrown) {
        if (thrown instanceof Break) return;
        if (!(thrown instanceof Continue)) throw thrown;
      }
    }
    if (turns.length === 0 && node.otherwise) walk(node.otherwise, dot, variables);

    function turnsOf(subject: Value): { key: Value | undefined; element: Value | undefined }[] {
      const { type, data } = subject;
      if (type.kind === 'slice')
        return ((data ?? []) as unknown[]).map((item, i) => ({
          key: value(int, i),
          element: value(type.element, item),
        }));
      if (type.kind === 'map')
        return sortedKeys(data).map((key) => ({
          key: value(type.key, key),
          element: value(type.element, (data as Record<string, unknown>)[key]),
        }));
      if (type.kind !== 'int') return fail(`range can't iterate over ${plain(subject)}`);
      if (names.length > 1) return fail(`can't use ${plain(subject)} to iterate over more than one variable`);
      return Array.from({ length: Math.max(Number(data), 0) }, (_, i) => ({ key: undefined, element: value(type, i) }));
    }
  }

  const assign = (variables: Variables, name: string, to: Value | undefined) => {
    const variable = variables.findLast((each) => each.name === name) ?? fail(`undefined variable: ${name}`);
    variable.value = to;
  };

  function pipeline(node: Pipeline, dot: Value | undefined, variables: Variables): Value | undefined {
    at = node;
    let final: Final = missing;
    for (const each of node.commands) final = concrete(command(each, dot, variables, final));
    const result = final === missing ? undefined : final;
    for (const name of node.variables) {
      if (node.assigns) assign(variables, name, result);
      else variables.push({ name, value: result });
    }
    return result;
  }

  function command(node: Command, dot: Value | undefined, variables: Variables, final: Final): Value | undefined {
    const [first, ...others] = node.operands as [Operand, ...Operand[]];
    const scope = { dot, variables };
    switch (first.kind) {
      case 'field':
      case 'chain':
      case 'variable':
        return chain(first, scope, others, final);
      case 'identifier':
        return call(first.name, node, first, scope, others, final);
      case 'pipeline':
        noArguments(first, others, final);
        return pipeline(first, dot, variables);
      case 'nil':
        at = first;
        noArguments(first, others, final);
        return fail('nil is not a command');
      case 'dot':
        at = first;
        noArguments(first, others, final);
        return dot;
      default:
        at = first;
        noArguments(first, others, final);
        return constant(first, fail);
    }
  }

  interface Scope {
    dot: Value | undefined;
    variables: Variables;
  }

  function noArguments(node: Operand, others: readonly Operand[], final: Final) {
    if (others.length > 0 || final !== missing) fail(`can't give argument to non-function ${print(node)}`);
  }

  /** `.A.B`, `$x.A` or `(…).A`; the last field may be a method and takes the arguments. */
  function chain(
    node: Extract<Operand, { kind: 'field' | 'chain' | 'variable' }>,
    scope: Scope,
    others: readonly Operand[],
    final: Final,
  ): Value | undefined {
    at = node;
    let receiver: Value | undefined;
    let names = node.names;
    if (node.kind === 'field') receiver = scope.dot;
    else if (node.kind === 'chain') {
      if (node.operand.kind === 'nil') return fail(`indirection through explicit nil in ${print(node)}`);
      receiver = argument(node.operand, undefined, scope);
    } else {
      receiver = scope.variables.findLast((each) => each.name === node.names[0])?.value;
      names = node.names.slice(1);
      if (names.length === 0) {
        noArguments(node, others, final);
        return receiver;
      }
    }
    names.forEach((name, i) => {
      const isLast = i === names.length - 1;
      receiver = field(receiver, name, node, scope, isLast ? others : [], isLast ? final : missing);
    });
    return receiver;
  }

  function field(
    receiver: Value | undefined,
    name: string,
    node: Operand,
    scope: Scope,
    others: readonly Operand[],
    final: Final,
  ): Value | undefined {
    if (!receiver) {
      if (options.strict) fail(`nil data; no entry for key ${quote(name)}`);
      return undefined;
    }
    const typed = typeName(receiver.type);
    const { value: held, nil } = indirect(receiver);
    if (nil && held.type.kind === 'interface') return fail(`nil pointer evaluating ${typed}.${name}`);
    const hasArguments = others.length > 0 || final !== missing;
    const target = held.type.kind === 'pointer' ? held.type.to : held.type;
    const method = 'methods' in target ? target.methods?.[name] : undefined;
    if (method && !nil) return invoke(method, held, name, node, scope, others, final);
    if (held.type.kind === 'pointer') {
      const unknown = target.kind === 'struct' && !method && !fieldOf(target, name);
      return fail(
        unknown ? `can't evaluate field ${name} in type ${typed}` : `nil pointer evaluating ${typed}.${name}`,
      );
    }
    if (held.type.kind === 'struct') {
      const found = fieldOf(held.type, name);
      if (found) {
        if (hasArguments) fail(`${name} has arguments but cannot be invoked as function`);
        return fieldValue(held.data, found);
      }
    }
    if (held.type.kind === 'map' && held.type.key.name === 'string') {
      if (hasArguments) fail(`${name} is not a method but has arguments`);
      const entries = (held.data ?? {}) as Record<string, unknown>;
      if (Object.hasOwn(entries, name)) return value(held.type.element, entries[name]);
      return options.strict ? fail(`map has no entry for key ${quote(name)}`) : undefined;
    }
    return fail(`can't evaluate field ${name} in type ${typed}`);
  }

  function invoke(
    method: Method,
    receiver: Value,
    name: string,
    node: Operand,
    scope: Scope,
    others: readonly Operand[],
    final: Final,
  ): Value | undefined {
    const given = collect(name, method, scope, others, final);
    return guarded(name, node, () => method.call(receiver.data, ...given.map((each) => each?.data)));
  }

  function guarded(name: string, node: Place, run: () => Value | undefined): Value | undefined {
    try {
      return run();
    } catch (thrown) {
      if (!(thrown instanceof TemplateError)) throw thrown;
      at = node;
      return fail(`error calling ${name}: ${thrown.message}`);
    }
  }

  function call(
    name: string,
    node: Command | Operand,
    identifier: Operand,
    scope: Scope,
    others: readonly Operand[],
    final: Final,
  ): Value | undefined {
    at = identifier;
    const called = known[name];
    if (!called) return fail(`${quote(name)} is not a defined function`);
    const given =
      name === 'and' || name === 'or'
        ? deciding(name, scope, others, final)
        : collect(name, called, scope, others, final);
    return guarded(name, node, () => {
      const subject = concrete(given[0]);
      if (name === 'call' && subject && others[0])
        throw new TemplateError(`non-function ${print(others[0])} of type ${typeName(subject.type)}`);
      return called.call(given);
    });
  }

  /** The arguments of `and` and `or` up to the one that decides. */
  function deciding(name: 'and' | 'or', scope: Scope, others: readonly Operand[], final: Final): (Value | undefined)[] {
    if (others.length === 0 && final === missing) fail(`wrong number of args for ${name}: want at least 1 got 0`);
    const given: (Value | undefined)[] = [];
    for (const each of others) {
      given.push(argument(each, undefined, scope));
      if (isTrue(given.at(-1)) === (name === 'or')) return given;
    }
    return final === missing ? given : [...given, final];
  }

  function collect(
    name: string,
    signature: Pick<TemplateFunction, 'parameters' | 'variadic'>,
    scope: Scope,
    others: readonly Operand[],
    final: Final,
  ): (Value | undefined)[] {
    const { parameters, variadic } = signature;
    const count = others.length + (final === missing ? 0 : 1);
    if (variadic ? count < parameters.length : count !== parameters.length)
      fail(
        `wrong number of args for ${name}: want ${variadic ? 'at least ' : ''}${parameters.length} got ${variadic ? others.length : count}`,
      );
    const typeAt = (i: number) => (i < parameters.length ? parameters[i] : variadic === 'value' ? undefined : variadic);
    const given = others.map((each, i) => argument(each, typeAt(i), scope));
    return final === missing ? given : [...given, fitting(final, typeAt(count - 1), fail)];
  }

  /** Evaluates an argument for a parameter of a type; undefined takes any value. */
  function argument(node: Operand, type: Type | undefined, scope: Scope): Value | undefined {
    at = node;
    switch (node.kind) {
      case 'dot':
        return fitting(scope.dot, type, fail);
      case 'nil':
        if (!type || canBeNil(type)) return undefined;
        return fail(`cannot assign nil to ${typeName(type)}`);
      case 'field':
      case 'variable':
      case 'chain':
        return fitting(chain(node, scope, [], missing), type, fail);
      case 'pipeline':
        return fitting(pipeline(node, scope.dot, scope.variables), type, fail);
      case 'identifier':
        return fitting(call(node.name, node, node, scope, [], missing), type, fail);
      default:
        return literal(node, type, fail);
    }
  }

  try {
    walk(template.lists[''] ?? [], dot, [{ name: '$', value: dot }]);
    return { text: out.join('') };
  } catch (thrown) {
    if (!(thrown instanceof TemplateError)) throw thrown;
    return { text: out.join(''), error: thrown };
  }
}
