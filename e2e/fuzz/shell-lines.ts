import fc from 'fast-check';
import { bashLine } from './bash-lines.ts';
import { docker } from './docker-lines.ts';
import { linux } from './linux-lines.ts';
import { garbage, jsName, quoted, size } from './strange.ts';
import { either, one, some, words } from './words.ts';

/* Lines of a bash's own grammar, a part within another, whether they make sense or not. */

const variable = fc.oneof(
  {
    weight: 5,
    arbitrary: one('x | y | arr | i | PATH | IFS | HOME | OPTIND | RANDOM | 한글 | FUNCNAME | LINENO | PWD'),
  },
  { weight: 1, arbitrary: jsName },
);
const functionName = fc.oneof(one('f | g | docker | cd | _f | 함수 | f-g | ping | test'), jsName);
const file = one(
  '/tmp/f | /tmp/한글.txt | /dev/null | /dev/full | /dev/stdout | /dev/stderr | /dev/zero | /dev/tcp/172.17.0.2/80 | /dev/udp/x/53',
  '/etc/hosts | /etc | / | /proc/self/fd/1 | /proc/sys/net/ipv4/ip_forward | /sys/class/net | "" | $x | *.txt | ~ | ../../.. | /tmp/a/b/c',
);
const long = fc
  .oneof(
    fc.tuple(fc.constantFrom('a', '가', '/x', '1', '-'), fc.constantFrom(300, 2000)),
    // The time that the bash library takes for a pattern grows faster than the pattern.
    fc.tuple(fc.constantFrom('\\', '*', '?', '[a'), fc.constantFrom(30, 300)),
  )
  .map(([unit, times]) => unit.repeat(times));
const unicode = one(
  '웹서버 | 한국어 이름 | 🐳🐳 | e\u0301\u0301 | \u202eabc | \u200b | ｗｅｂ | ﷺ | ß | İ | \ud800 | \uffff',
);
const control = fc.constantFrom(
  '\u0007',
  '\b',
  '\u001b[31m',
  '\u0004',
  '\u001a',
  '\f',
  '\v',
  '\r\n',
  '\u0000',
  '\u007f',
);
const glob = one(
  '* | /etc/* | /*/* | ?? | [!a]* | [[:alpha:]]* | **/* | {a,b}{1,2} | {1..9..3} | {z..a} | @(a|b) | !(x) | +(a) | [ | ~nobody | *(*(a))',
);
const text = fc.oneof(
  { weight: 3, arbitrary: garbage.map(quoted) },
  { weight: 1, arbitrary: unicode.map(quoted) },
  { weight: 1, arbitrary: fc.tuple(unicode, control).map(([a, b]) => quoted(a + b)) },
  { weight: 1, arbitrary: control },
  { weight: 1, arbitrary: glob },
  { weight: 1, arbitrary: long },
  { weight: 1, arbitrary: garbage.map((inner) => `"${inner}"`) },
  { weight: 1, arbitrary: garbage.map((inner) => `$'${inner}\\x41\\u1F433\\0'`) },
);
const element = either(
  variable.map((name) => `$${name}`),
  words(variable, fc.constant('')).map((name) => `"\${${name}[@]}"`),
  fc.tuple(variable, size).map(([name, at]) => `\${${name}[${at}]}`),
  fc.tuple(variable, size, size).map(([name, from, count]) => `\${${name}:${from}:${count}}`),
  fc
    .tuple(variable, one('#* | ##*/ | %% * | %.* | /a/b | //[a-z]/x | ^^ | ,, | @Q | @A | @E | :-d | :=d | :?no | :+s'))
    .map(([name, operator]) => `\${${name}${operator}}`),
  variable.map((name) => `\${!${name}*} \${!${name}} \${#${name}} \${#${name}[@]}`),
);
const number = fc.oneof(
  variable,
  size,
  one('08 | 0x1f | 2#101 | 64#_ | 99#1 | x++ | --x | x=1 | arr[0] | arr[x] | $x | 1e3'),
);
const arithmetic = fc
  .tuple(number, one('+ | - | * | / | % | ** | << | >> | && | || | & | ^ | , | ? 1 : | == | <= | += | /= | ='), number)
  .map(([a, operator, b]) => `${a} ${operator} ${b}`);
const condition = fc.oneof(
  one('true | false | ! true | [ 1 -eq 1 ] | [ -e /etc/hosts ] | [ a -gt 1 ] | [ | [ ] | test -z | [[ a =~ ( ]]'),
  fc.tuple(text, one('= | == | != | =~ | < | -nt | -eq | -lt'), text).map((parts) => `[[ ${parts.join(' ')} ]]`),
  arithmetic.map((inner) => `(( ${inner} ))`),
);

const heredoc = fc
  .tuple(
    one('<<EOF | <<\'EOF\' | <<-EOF | <<"한글" | <<E$x | <<EOF <<OTHER'),
    fc.array(fc.oneof(garbage, element), { maxLength: 4 }),
  )
  .map(([opening, lines]) => {
    const end = /\W*([^\s<'"-]+)/.exec(opening)?.[1] ?? 'EOF';
    return `cat ${opening}\n${lines.join('\n')}\n\t${end}\n${end}\n:`;
  });
const redirection = fc
  .tuple(one('> | >> | < | 2> | &> | &>> | >& | 2>&1 > | >| | <> | 3> | 9< | <<< | 1>&2 2> | 2>&- | >&- | {x}>'), file)
  .map((parts) => parts.join(' '));
const array = fc.oneof(
  fc.tuple(variable, fc.array(text, { maxLength: 4 })).map(([name, all]) => `${name}=(${all.join(' ')})`),
  fc.tuple(variable, size, text).map(([name, at, value]) => `${name}[${at}]=${value}`),
  fc.tuple(variable, text, text).map(([name, key, value]) => `declare -A ${name}=([${key}]=${value})`),
  fc.tuple(variable, text).map(([name, value]) => `${name}+=(${value}); unset ${name}[0] '${name}[-1]' ${name}`),
  words(
    one(
      'declare -i | declare -r | declare -n | declare -p | local | typeset -u | readonly | export -n | read -a | mapfile',
    ),
    variable,
  ),
);
const builtin = words(
  one(
    'trap | set | shopt -s | getopts ab: | eval | exec | source | . | shift | return | break | continue | exit | wait | kill | umask | ulimit | times',
    'type | command -v | hash | alias | unalias | let | read | printf | printf -v x | echo -e | test | cd | pushd | popd | dirs | pwd | history | jobs | fg | bg | disown | enable | bind | complete | help | caller | logout | suspend | local | unset -f | time | coproc | select | function | exec 3<> | exec >',
  ),
  some(3, text, element, one('-a | -e | -n 1 | -- | EXIT | INT | ERR | DEBUG | 0 | %1 | -u | -o pipefail | +x')),
);

/** What a line is made of: each part may hold others. */
const { list } = fc.letrec<{ simple: string; compound: string; list: string }>((tie) => ({
  simple: fc.oneof(
    { weight: 4, arbitrary: linux },
    { weight: 3, arbitrary: docker },
    {
      weight: 4,
      arbitrary: words(
        'echo',
        some(
          3,
          text,
          element,
          arithmetic.map((inner) => `$((${inner}))`),
        ),
      ),
    },
    { weight: 3, arbitrary: builtin },
    { weight: 2, arbitrary: array },
    { weight: 3, arbitrary: bashLine },
    { weight: 2, arbitrary: heredoc },
    { weight: 1, arbitrary: fc.tuple(variable, text).map(([name, value]) => `${name}=${value}`) },
    { weight: 1, arbitrary: arithmetic.map((inner) => `(( ${inner} ))`) },
  ),
  compound: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('simple'),
    fc.tuple(tie('list'), tie('list')).map(([a, b]) => `if ${a}; then ${b}; fi`),
    fc.tuple(condition, tie('list'), tie('list')).map(([on, a, b]) => `if ${on}; then ${a}; else ${b}; fi`),
    fc
      .tuple(one('while | until'), condition, tie('list'), one('break | continue | : | sleep 1 | exit | x=x$x | shift'))
      .map(([loop, on, body, last]) => `${loop} ${on}; do ${body}; ${last}; done`),
    fc
      .tuple(variable, fc.oneof(text, glob, element, one('{1..9} | $(seq 4) | "$@" | {a..e}')), tie('list'))
      .map(([name, all, body]) => `for ${name} in ${all}; do ${body}; done`),
    fc.tuple(arithmetic, tie('list')).map(([step, body]) => `for ((i = 0; i < 3; ${step}, i++)); do ${body}; done`),
    fc
      .tuple(text, fc.oneof(glob, text), tie('list'), one(';; | ;& | ;;&'))
      .map(([on, pattern, body, end]) => `case ${on} in ${pattern}) ${body} ${end} *) : ;; esac`),
    fc
      .tuple(functionName, tie('list'), one(' | again | twice'))
      .map(
        ([name, body, how]) =>
          `${name}() { ${body}; ${{ again: name, twice: `${name} | ${name} &` }[how] ?? ''}; }; ${name}`,
      ),
    fc
      .tuple(one('EXIT | INT | ERR | DEBUG | RETURN | 0 | TERM | 99'), tie('list'))
      .map(([on, body]) => `trap ${quoted(body)} ${on}`),
    tie('list').map((body) => `(${body})`),
    tie('list').map((body) => `{ ${body}; }`),
    tie('list').map((body) => `echo "$(${body})"`),
    tie('list').map((body) => `x=\`${body.replaceAll('`', '\\`')}\``),
    tie('list').map((body) => `cat <(${body}) > >(cat)`),
    tie('list').map((body) => `eval ${quoted(body)}`),
    tie('list').map((body) => `sh -c ${quoted(body)}`),
    tie('list').map((body) => `docker exec box sh -c ${quoted(body)}`),
    tie('list').map((body) => `timeout 1 bash -c ${quoted(body)}`),
    fc.tuple(tie('list'), redirection).map(([body, to]) => `{ ${body}; } ${to}`),
    fc.tuple(tie('simple'), redirection).map(([body, to]) => `${body} ${to}`),
  ),
  list: fc.oneof(
    { weight: 3, arbitrary: tie('compound') },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('compound'), fc.constantFrom(';', '&&', '||', '|', '|&', '&', '\n'), tie('compound'))
        .map((parts) => parts.join(' ')),
    },
  ),
}));

/** A line of a whole shell. */
export const shellLine: fc.Arbitrary<string> = list;
