import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { labAfter, type At } from '../shell.fixture.ts';

let at: At;
let made = 0;

beforeAll(async () => {
  ({ at } = await labAfter('docker run -d --name box alpine sleep infinity'));
});

/** What a script comes to that goes on by itself as a container's main process. */
async function stepped(script: string): Promise<{ stdout: string; exit: number }> {
  const name = `stepped${(made += 1)}`;
  const file = `/root/${name}.sh`;
  await at('host1', `cat > ${file} <<'SCRIPT'\n${script}\nSCRIPT`);
  await at('host1', `docker create --name ${name} alpine sh /tmp/script.sh`);
  await at('host1', `docker cp ${file} ${name}:/tmp/script.sh`);
  await at('host1', `docker start ${name}`);
  await at('host1', 'sleep 30');
  const { stdout } = await at('host1', `docker logs ${name}`);
  const exit = Number((await at('host1', `docker inspect -f '{{.State.ExitCode}}' ${name}`)).stdout);
  await at('host1', `docker rm -f ${name}`);
  return { stdout, exit };
}

/** The same in one go, by the library. */
async function whole(script: string): Promise<{ stdout: string; exit: number }> {
  const { stdout, exit } = await at('host1/box', script);
  return { stdout, exit };
}

describe('a script that is gone through step by step', () => {
  test.each([
    ['echo a; echo b', 'a\nb\n', 0],
    ['false && echo no; true && echo yes || echo no', 'yes\n', 0],
    ['if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n', 0],
    ['for x in 1 "2 3" 4; do echo "<$x>"; done', '<1>\n<2 3>\n<4>\n', 0],
    ['i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done', '1\n3\n', 0],
    ['for i in 1 2; do for j in a b; do [ $j = b ] && break 2; echo $i$j; done; done; echo end', '1a\nend\n', 0],
    ['case abc in x) echo x;; a*) echo a;; *) echo other;; esac', 'a\n', 0],
    ['case "$HOME" in /root) echo home;; esac; case zz in a) echo a;; esac; echo $?', 'home\n0\n', 0],
    ['f() { echo "f $1 $#"; return 3; echo no; }; f x y; echo $?', 'f x 2\n3\n', 0],
    ['x=1; (x=2; cd /tmp; echo $x; exit 4); echo $? $x; pwd', '2\n4 1\n/\n', 0],
    ['{ echo out; echo err >&2; } 2>/dev/null; exit 7', 'out\n', 7],
    ['set -e; if false; then :; fi; false || true; ! true; echo on; false; echo never', 'on\n', 1],
    ['set -- a b; shift; echo $1 $#; set -- "$@" c; for w; do echo $w; done', 'b 1\nb\nc\n', 0],
    ["trap 'echo bye $?' EXIT; echo hi; exit 5", 'hi\nbye 5\n', 5],
    ['echo one > /tmp/f; { echo two; echo three; } >> /tmp/f; cat /tmp/f', 'one\ntwo\nthree\n', 0],
    ['eval "echo $((1+2))"; echo "v=2" > /tmp/v; . /tmp/v; echo $v', '3\n2\n', 0],
    ['(sleep 2; echo late) & echo now; wait; echo all', 'now\nlate\nall\n', 0],
    ['(exit 3) & wait $!; echo $?', '3\n', 0],
    ['sleep 1 & sleep 2 & wait; echo done', 'done\n', 0],
    ['n=0; until [ $n -ge 2 ]; do n=$((n+1)); sleep 0.5; done; echo $n', '2\n', 0],
    ['exec sh -c "echo taken; exit 9"; echo never', 'taken\n', 9],
    ['timeout 1 sleep 5; echo $?; timeout 5 sh -c "exit 3"; echo $?', '124\n3\n', 0],
    ['no-such-command; echo $?', '127\n', 0],
    [
      'for __proto__ in constructor; do echo $__proto__; done; toString() { echo own; }; toString',
      'constructor\nown\n',
      0,
    ],
    ['echo "a b" | while read x y; do echo "$y $x"; done', 'b a\n', 0],
    ['x=$(echo sub; echo stitution); echo "$x" | tr a-z A-Z', 'SUB\nSTITUTION\n', 0],
  ])('%s', async (script, stdout, exit) => {
    expect(await stepped(script)).toEqual({ stdout, exit });
  });

  const word = fc.constantFrom('a', '"b c"', '$x', '"$y"', '$((n + 1))', '$(echo s)', '*.none');
  const test_ = fc.constantFrom('true', 'false', '[ "$x" = a ]', '[ $n -lt 2 ]', '! true');
  const simple = fc.oneof(
    word.map((each) => `echo ${each}`),
    word.map((each) => `x=${each}`),
    fc.constantFrom('n=$((n + 1))', ':', 'false', 'sleep 0.1', 'echo to | cat', 'y=new'),
  );
  const { script: scripts } = fc.letrec<{ script: string; command: string }>((tie) => ({
    script: fc.array(tie('command'), { minLength: 1, maxLength: 3 }).map((commands) => commands.join('\n')),
    command: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      simple,
      fc.tuple(test_, simple, simple).map(([when, then, other]) => `${when} && ${then} || ${other}`),
      fc
        .tuple(test_, tie('script'), tie('script'))
        .map(([when, then, other]) => `if ${when}; then\n${then}\nelse\n${other}\nfi`),
      fc.tuple(word, tie('script')).map(([each, body]) => `for i in 1 ${each}; do\n${body}\ndone`),
      tie('script').map((body) => `( ${body} )`),
      tie('script').map((body) => `{ ${body}\n}`),
      tie('script').map((body) => `g() { ${body}\n}\ng one`),
      fc
        .tuple(word, tie('script'))
        .map(([each, body]) => `case ${each} in a) ${body};; "b c") echo bc;; *) echo rest;; esac`),
      tie('script').map((body) => `k=0; while [ $k -lt 2 ]; do k=$((k+1)); ( ${body} ); done`),
    ),
  }));

  test('comes to what it comes to in one go', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (body) => {
        // The library gives an assignment after a failure that failure's status.
        const script = `x=a; y="b c"; n=0\n${body}\ntrue`;
        expect(await stepped(script)).toEqual(await whole(script));
      }),
      { numRuns: 25, seed: 7 },
    );
  });
});
