import { expect, test } from 'vitest';
import { isIncomplete, readAhead } from './incomplete.ts';

test.each([
  'docker ps',
  'echo a # it',
  "echo 'a\nb'",
  'echo "a $(echo ")" b) c"',
  'cat <<EOF\na\nEOF',
  'cat <<EOF\na\nEOF\n',
  "cat <<'E F' <<-X\n1\nE F\n\tq\n\tX",
  'cat <<<word',
  'for i in 1 2; do echo $i; done',
  'for i in 1 2\ndo echo $i\ndone',
  'echo for if case done',
  'while read l; do echo $l; done <<EOF\na\nEOF',
  'if true\nthen echo x; fi',
  'case x in\nx) echo y;;\n(z) echo z;;\nesac',
  'case x in x) echo $(case y in y) echo z;; esac);; esac',
  'f() {\necho f\n}',
  'function f {\necho f\n}',
  '( a; b ) | c && d',
  '{ a; b; } 2>&1 &',
  'echo $((1 << 2)) $(( (1) ))',
  '((i = 1 << 2))',
  'a \\\nb',
  'echo ${a:-b c} `echo "x"`',
  'done',
  ')',
  'FOO=bar baz',
  'a &> f',
  'x=1; if true; then y=2; fi',
  'diff <(a) <(b)',
])('is whole: %j', (text) => {
  expect(isIncomplete(text)).toBe(false);
});

test.each([
  ["echo 'a", 'quote'],
  ['echo "a\n', 'quote'],
  ['echo `a', 'quote'],
  ['echo ${x', 'quote'],
  ['a \\', 'backslash'],
  ['a \\\n', 'backslash'],
  ['echo b\\', 'backslash'],
  ['a &&', 'operator'],
  ['a |\n', 'operator'],
  ['a || # why', 'operator'],
  ['for i in 1; do', 'list'],
  ['A=1 while true; do echo $(', 'list'],
  ['if true; then for i in 1; do a; done', 'list'],
  ['( a', 'list'],
  ['{ a', 'list'],
  ['f() {', 'list'],
  ['function f {', 'list'],
  ['case x in', 'list'],
  ['case x in x) a;;', 'list'],
  ['echo $((1 +', 'arithmetic'],
  ['cat <<EOF', { delimiter: 'EOF', tabs: false, line: 1 }],
  ['cat <<EOF\na\n EOF\n', { delimiter: 'EOF', tabs: false, line: 1 }],
  ["a\ncat <<-'E F' > f <<B\nE F\nx", { delimiter: 'B', tabs: false, line: 2 }],
  ['cat <<\\EOF | (\n$x\n', { delimiter: 'EOF', tabs: false, line: 1 }],
])('goes on: %j', (text, open) => {
  expect(readAhead(text).open).toEqual(open);
});

test('tells where lines are joined', () => {
  expect(readAhead("a \\\n b\\\nc '\\\n' <<E\n\\\nE").joins).toEqual([2, 6]);
});

test('is quick with what nobody types', () => {
  for (const part of ['$(', '(', '"$(', '`', '{ ', 'cat <<A ', '${', '\\\n']) readAhead(part.repeat(20_000));
});
