import { expect, test } from 'vitest';
import { labAfter, printed } from '../shell.fixture.ts';

const { at } = await labAfter();
const inBash = (script: string) => `bash -c '${script}'`;

/** As bash 5.3 has it. */
test.each([
  ['f() { local -a l=("$@"); echo ${#l[@]} "${l[1]}"; }; f a "b c" d; echo ${#l[@]}', '3 b c\n0\n'],
  ['f() { local l=("$@" x y); echo ${#l[@]}; }; f a b', '4\n'],
  ['f() { declare -a l=($(seq 3) "q  r" {a,b}1 $1); declare -p l; }; f "b c"', undefined],
  ['f() { local -A m=([a]=$1 ["k k"]=2); echo "${m[a]}" "${m[k k]}"; }; f "x y"; echo "${m[a]}"', 'x y 2\n\n'],
  ['f() { readonly -a r=(1 2); }; f; echo ${r[@]}; r[0]=5 2> /dev/null; echo no', '1 2\n'],
  ['declare x=1 y=(2 3) z; echo $x ${y[1]} ${z-unset}', '1 3 unset\n'],
  ['a=(1); declare -a a+=(2 3); echo ${a[@]}', '1 2 3\n'],
  ['declare -A m=([a]=v ["b c"]=c); declare -p m', 'declare -A m=([a]="v" ["b c"]="c" )\n'],
  ['IFS=,; declare -a p=($(echo a,b)); echo ${#p[@]}', '2\n'],
])('an array that is declared has its words: %s', async (script, stdout) => {
  const elements = 'declare -a l=([0]="1" [1]="2" [2]="3" [3]="q  r" [4]="a1" [5]="b1" [6]="b" [7]="c")\n';
  expect((await at('host1', inBash(script))).stdout).toBe(stdout ?? elements);
});

test('other shells take it for no script', async () => {
  expect(await at('host1', 'echo a\nf() { local a=(1); }')).toEqual(
    printed('a\n', 'sh: 2: Syntax error: "(" unexpected\n', 2),
  );
});
