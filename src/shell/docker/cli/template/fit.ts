/** Gives values to the parameters of functions and methods (text/template/exec.go: validateType). */
import { print } from './node.ts';
import type { Operand } from './node.ts';
import { quote } from './quote.ts';
import { bool, concrete, float64, indirect, int, string, typeName, value, zero } from './type.ts';
import type { Type, Value } from './type.ts';

/** Ends the template with an error at the place that is being evaluated. */
export type Fail = (problem: string) => never;

export const canBeNil = (type: Type): boolean => ['pointer', 'slice', 'map', 'interface'].includes(type.kind);

/** What a literal stands for where nothing special is asked of it. */
export function constant(node: Operand, fail: Fail): Value {
  if (node.kind === 'bool') return value(bool, node.value);
  if (node.kind === 'string') return value(string, node.value);
  if (node.kind === 'number') return value(node.float ? float64 : int, node.value);
  return fail(`can't evaluate command ${quote(print(node))}`);
}

const kindNames: Partial<Record<Type['kind'], string>> = {
  string: 'string',
  bool: 'bool',
  int: 'integer',
  float: 'float',
};

/** A literal for a parameter of a type; a parameter without a type takes any. */
export function literal(node: Operand, type: Type | undefined, fail: Fail): Value {
  const held = constant(node, fail);
  if (!type || type.kind === 'interface' || type.kind === held.type.kind) return held;
  if (type.kind === 'float' && held.type.kind === 'int') return value(type, held.data);
  const name = kindNames[type.kind];
  return name
    ? fail(`expected ${name}; found ${print(node)}`)
    : fail(`can't handle ${print(node)} for arg of type ${typeName(type)}`);
}

/** A value for a parameter of a type, through one pointer or interface where that helps. */
export function fitting(given: Value | undefined, type: Type | undefined, fail: Fail): Value | undefined {
  if (!type) return given;
  if (!given) return canBeNil(type) ? value(type, zero(type)) : fail(`invalid value; expected ${typeName(type)}`);
  if (type.kind === 'interface' || typeName(given.type) === typeName(type)) return given;
  const held =
    given.type.kind === 'interface' ? concrete(given) : given.type.kind === 'pointer' ? indirect(given).value : given;
  if (held && assignable(held.type, type)) return held;
  return fail(`wrong type for value; expected ${typeName(type)}; got ${typeName((concrete(given) ?? given).type)}`);
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
