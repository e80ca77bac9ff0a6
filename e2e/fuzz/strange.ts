import fc from 'fast-check';

/** Names that JavaScript has a meaning for. */
export const JS_NAMES = [
  ...['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', '__defineGetter__'],
  ...['__lookupSetter__', 'toLocaleString', 'propertyIsEnumerable', 'prototype', 'length', 'then'],
];

/** Numbers at the edges of what there is. */
export const SIZES = [
  ...['0', '-0', '-1', '1', '2', '7', '68', '254', '255', '256', '1500', '65000', '65535', '65536', '99999', '1000000'],
  ...['2147483647', '2147483648', '4294967296', '9007199254740993', '99999999999999999999', '1e9', '1e400', '0x10'],
  ...['1.5', '.5', '5.', '+3', '-1-1', '1-3', '3-1', '1:3', '٣', '', ' ', '9'.repeat(200)],
];

const letters = fc.string({
  unit: fc.constantFrom(...'abAB01-_./:=,@%+~^#*?[]{}()<>|&;!$\'"`\\ \t\né한🐳\u0000\r\u2028'),
  maxLength: 12,
});

export const jsName = fc.constantFrom(...JS_NAMES);
export const size = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...SIZES) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.double().map((n) => (Number.isFinite(n) ? String(n) : '1e309')) },
);
export const garbage = fc.oneof(letters, fc.string({ maxLength: 20 }), jsName, size);

/** A text as one word of a shell. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./^~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A word that is no value of anything, or at the edge of what is one. */
export const odd = fc.oneof({ weight: 3, arbitrary: size.map(quoted) }, { weight: 1, arbitrary: garbage.map(quoted) });
