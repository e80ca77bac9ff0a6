/** Looks names up in values (text/template/exec.go: evalField). */
import { quote } from '../quote.ts';
import { fieldOf, fieldValue, indirect, typeName, value } from '../value/type.ts';
import type { Method, Type, Value } from '../value/type.ts';
import { fail, type State } from './state.ts';
import { own } from '../../../../../kernel/own.ts';

/** A method with the value on which it is called. */
export interface Bound {
  readonly method: Method;
  readonly receiver: Value;
}

/** What a name stands for in a value: a method to call, or a value, which takes no arguments. */
export function memberOf(
  state: State,
  holder: Value | undefined,
  name: string,
  takesArguments: boolean,
): Bound | Value | undefined {
  if (!holder) return state.strict ? fail(state, `nil data; no entry for key ${quote(name)}`) : undefined;
  const typed = typeName(holder.type);
  const { value: held, nil } = indirect(holder);
  if (nil && held.type.kind === 'interface') return fail(state, `nil pointer evaluating ${typed}.${name}`);
  const target = held.type.kind === 'pointer' ? held.type.to : held.type;
  const method = methodOf(target, name);
  if (method && !nil) return { method, receiver: held };
  if (held.type.kind === 'pointer') {
    const unknown = target.kind === 'struct' && !method && !fieldOf(target, name);
    return fail(
      state,
      unknown ? `can't evaluate field ${name} in type ${typed}` : `nil pointer evaluating ${typed}.${name}`,
    );
  }
  const field = held.type.kind === 'struct' ? fieldOf(held.type, name) : undefined;
  if (field) {
    if (takesArguments) fail(state, `${name} has arguments but cannot be invoked as function`);
    return fieldValue(held.data, field);
  }
  if (held.type.kind === 'map' && held.type.key.name === 'string') {
    if (takesArguments) fail(state, `${name} is not a method but has arguments`);
    return entryOf(state, held.type.element, (held.data ?? {}) as Record<string, unknown>, name);
  }
  return fail(state, `can't evaluate field ${name} in type ${typed}`);
}

const methodOf = (type: Type, name: string): Method | undefined =>
  'methods' in type ? own(type.methods, name) : undefined;

function entryOf(state: State, element: Type, entries: Record<string, unknown>, name: string): Value | undefined {
  if (Object.hasOwn(entries, name)) return value(element, entries[name]);
  return state.strict ? fail(state, `map has no entry for key ${quote(name)}`) : undefined;
}
