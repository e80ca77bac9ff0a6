import { describe, expect, test } from 'vitest';
import { loadText, problemOf } from '../project.fixture.ts';
import { substitute } from './template.ts';

const VARIABLES = new Map([
  ['SET', 'value'],
  ['EMPTY', ''],
]);

function fill(text: string): { readonly text: string; readonly unset: readonly (string | undefined)[] } {
  const unset: (string | undefined)[] = [];
  const filled = substitute(
    text,
    (name) => VARIABLES.get(name),
    (warning) => unset.push(warning.unset),
  );
  return { text: filled, unset };
}

describe('a text with variables', () => {
  test.each([
    ['$SET ${SET}', 'value value'],
    ['${EMPTY:-a} ${EMPTY-a} ${NONE-a} ${NONE:-a}', 'a  a a'],
    ['${SET:+a} ${SET+a} ${EMPTY:+a} ${EMPTY+a} ${NONE+a}', 'a a  a '],
    ['${SET:?no} ${EMPTY?no}', 'value '],
    ['${NONE:-${SET}} ${NONE:-${NONE-${SET:+deep}}} tail', 'value deep tail'],
    ['${NONE:-a}/${SET}/${NONE:-b}', 'a/value/b'],
    ['$$SET $${SET} $$$SET', '$SET ${SET} $value'],
    ['$1 $ a$', '$1 $ a$'],
    ['${NONE:-a b-c:d}', 'a b-c:d'],
  ])('%s', (text, filled) => {
    expect(fill(text).text).toBe(filled);
  });

  test('tells what is not set, each time, also in a default that is not used', () => {
    expect(fill('$NONE ${NONE} ${SET:-$OTHER}')).toEqual({ text: '  value', unset: ['NONE', 'NONE', 'OTHER'] });
  });

  test('many variables, and defaults in defaults without end, take no time and break nothing', () => {
    expect(fill('${NONE:-a}'.repeat(300)).text).toBe('a'.repeat(300));
    expect(() => fill('${A:-'.repeat(5_000) + '}'.repeat(5_000))).toThrow('too deep');
    expect(() => fill('${A:-'.repeat(5_000))).toThrow('Invalid template');
  });
});

describe('what a file is told', () => {
  const said = (value: string): string =>
    problemOf(loadText(`services:\n  a:\n    image: x\n    labels: {"k.e": ${JSON.stringify(value)}}\n`));
  const told = 'services.a.labels.k.e';

  test.each(['${', '${}', '${9X}', '${SET:bad}', 'a ${A b'])('%s is no template', (value) => {
    expect(said(value)).toBe(
      `invalid interpolation format for ${told}.\nYou may need to escape any $ with another $.\n${value}`,
    );
  });
  test('of a default, that alone is shown', () => {
    expect(said('x${A:-y${9}}')).toMatch(/\ny\$\{9\}$/);
  });
  test('a variable that must be there', () => {
    expect(said('${A:?say $B}')).toBe(
      `error while interpolating ${told}: required variable A is missing a value: say `,
    );
    expect(said('${A?}')).toBe(`error while interpolating ${told}: required variable A is missing a value`);
    expect(loadText('services:\n  a:\n    image: ${A?}\n')).toMatchObject({
      problem: { missing: { kind: 'variable', name: 'A' }, spot: { line: 3, column: 5 } },
    });
  });
});

describe('what a text is made into', () => {
  const load = (line: string) => loadText(`services:\n  a:\n    image: x\n    ${line}\n`);

  test.each([
    ['privileged: maybe', 'services.a.privileged', 'invalid boolean: maybe'],
    ['scale: "many"', 'services.a.scale', 'strconv.Atoi: parsing "many": invalid syntax'],
    ['cpu_shares: $NONE', 'services.a.cpu_shares', 'strconv.ParseInt: parsing "": invalid syntax'],
    ['cpus: "x"', 'services.a.cpus', 'strconv.ParseFloat: parsing "x": invalid syntax'],
    [
      'ports: [{target: "99999999999999999999"}]',
      'services.a.ports.[].target',
      'strconv.Atoi: parsing "99999999999999999999": value out of range',
    ],
  ])('%s', (line, place, why) => {
    expect(problemOf(load(line))).toBe(`error while interpolating ${place}: failed to cast to expected type: ${why}`);
  });

  test('the old words for yes and no work, with a remark', () => {
    const loaded = load('tty: "On"');
    expect(loaded).toMatchObject({ ok: true, project: { services: { a: { tty: true } } } });
    expect(loaded.warnings.map(({ text }) => text)).toEqual([
      '"On" for boolean is not supported by YAML 1.2, please use `true`',
    ]);
  });
});

test('many references stand in one line, and defaults nested too deep are told of soon', () => {
  const none = () => undefined;
  expect(substitute('${A:-b}'.repeat(1000), none, () => {})).toBe('b'.repeat(1000));
  expect(() => substitute(`${'${A:-'.repeat(50_000)}${'}'.repeat(50_000)}`, none, () => {})).toThrow('too deep');
});
