/** Gives values to the parameters of functions and methods (text/template/exec.go: validateType). */
import { print } from '../parse/node.ts';
import type { Operand } from '../parse/node.ts';
import { quote } from '../quote.ts';
import { bool, concrete, float64, indirect, int, string, typeName, value, zero } from '../value/type.ts';
import type { Type, Value } from '../value/type.ts';
import { fail, type State } from './state.ts';

/** Whether a type has a nil. */
export const canBeNil = (type: Type): boolean => ['pointer', 'slice', 'map', 'interface'].includes(type.kind);

/** What a literal stands for where nothing special is asked of it. */
export function constant(state: State, node: Operand): Value {
  if (node.kind === 'bool') return value(bool, node.value);
  if (node.kind === 'string') return value(string, node.value);
  if (node.kind === 'number') return value(node.float ? float64 : int, node.value);
  return fail(state, `can't evaluate command ${quote(print(node))}`);
}

const kindNames: Partial<Record<Type['kind'], string>> = {
  string: 'string',
  bool: 'bool',
  int: 'integer',
  float: 'float',
};

/** A literal for a parameter of a type; a parameter without a type takes any. */
export function literal(state: State, node: Operand, type: Type | undefined): Value {
  const held = constant(state, node);
  if (!type || type.kind === 'interface' || type.kind === held.type.kind) return held;
  if (type.kind === 'float' && held.type.kind === 'int') return value(type, held.data);
  const name = kindNames[type.kind];
  return name
    ? fail(state, `expected ${name}; found ${print(node)}`)
    : fail(state, `can't handle ${print(node)} for arg of type ${typeName(type)}`);
}

/** A value for a parameter of a type, through one pointer or interface where that helps. */
export function fitting(state: State, given: Value | undefined, type: Type | undefined): Value | undefined {
  if (!type) return given;
  if (!given)
    return canBeNil(type) ? value(type, zero(type)) : fail(state, `invalid value; expected ${typeName(type)}`);
  if (type.kind === 'interface' || typeName(given.type) === typeName(type)) return given;
  const held =
    given.type.kind === 'interface' ? concrete(given) : given.type.kind === 'pointer' ? indirect(given).value : given;
  if (held && assignable(held.type, type)) return held;
  return fail(
    state,
    `wrong type for value; expected ${typeName(type)}; got ${typeName((concrete(given) ?? given).type)}`,
  );
}

/** Whether Go assigns the one type to the other: the same, or an unnamed slice to a named one of the same make. */
function assignable(from: Type, to: Type): boolean {
  if (typeName(from) === typeName(to)) return true;
  return (
    from.kind === 'slice' &&
    to.kind === 'slice' &&
    !(from.name && to.name) &&
    typeName(from.element) === typeName(to.element)
  );
}
