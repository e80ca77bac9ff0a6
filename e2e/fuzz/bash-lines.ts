import fc from 'fast-check';
import { garbage, quoted, size } from './strange.ts';
import { one, words } from './words.ts';

/* What bash has and other shells refuse: arrays, process substitution, limits, and words for what is wrong in a line. */

const name = one('a | b | m | x | PATH | BASH_VERSINFO | FUNCNAME | BASH_REMATCH | GROUPS | MAPFILE | REPLY | 한');
const key = fc.oneof(
  { weight: 4, arbitrary: one('0 | 1 | -1 | @ | * | k | "k v" | $x | x++ | ${#a[@]} | b[0] | 2#1 | "" | 99999999999') },
  { weight: 1, arbitrary: fc.oneof(size, garbage).map(quoted) },
);
const operation = one(
  '#* | ##?b | #3 | %% * | %.* | /a/b | //[a-z]/x | /#a/ | /%a/z | ^ | ^^ | , | ,, | ~~ | @Q | @A | @E | @K | @k | @a | @U | @P | @z',
  ':1 | :1:2 | :-1 | : -1:1 | :x:y | :0:-1 | :-d | -d | :=d | :?no | :+s | +s',
);
const whole = fc.oneof(
  fc.tuple(name, one('[@] | [*]'), operation).map((parts) => `"\${${parts.join('')}}"`),
  fc.tuple(name, key, operation).map(([array, at, rest]) => `\${${array}[${at}]${rest}}`),
  fc.tuple(one('! | #'), name, one('[@] | [*] | [0] | @ | * | ')).map((parts) => `\${${parts.join('')}}`),
  fc.tuple(one('@ | * | 1 | # | - | ! | _ | 0'), operation).map((parts) => `"\${${parts.join('')}}"`),
);
const value = fc.oneof(
  whole,
  one('1 | "a b" | $x | $(seq 3) | {1..4} | * | "$@" | <(echo a) | $\'a\\tb\' | "" | ()'),
  key,
);
const elements = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: value },
      { weight: 1, arbitrary: fc.tuple(key, value).map(([at, v]) => `[${at}]=${v}`) },
    ),
    {
      maxLength: 4,
    },
  )
  .map((all) => `(${all.join(' ')})`);

const assignment = fc.oneof(
  fc.tuple(name, one('= | +='), elements).map((parts) => parts.join('')),
  fc.tuple(name, key, one('= | +='), value).map(([array, at, sign, v]) => `${array}[${at}]${sign}${v}`),
  fc
    .tuple(
      one(
        'declare | declare -a | declare -A | declare -ai | declare -ax | declare -ru | local | local -a | local -A | readonly -a',
      ),
      name,
      elements,
    )
    .map(([word, array, all]) => `${word} ${array}=${all}`),
  fc
    .tuple(one('IFS=, | IFS= | x=1 | LC_ALL=C'), name, elements)
    .map(([before, array, all]) => `${before} ${array}=${all}`),
  words(
    'unset',
    fc.tuple(name, key).map(([array, at]) => quoted(`${array}[${at}]`)),
    one(' | -v a | -f f | -n r'),
  ),
  words('declare', one('-p | -f | -F | -pA | -n r= | -i x= | -l x= | +a | -t'), name),
);
const filling = words(
  one('mapfile | readarray | read -a | read -ra | read -d : | IFS=: read -r'),
  one(' | -t | -n 2 | -O 3 | -s 1 | -d , | -C echo -c 1 | -u 3 | -n x | -O -1'),
  name,
  one('< <(seq 5) | <<< "a b,c" | < /etc/hosts | < /nosuch | <<< $x | < <(exit 3) | < /dev/null'),
);
const substitution = fc
  .tuple(
    one(
      'cat | diff | paste -d , | comm | wc -l | . | source | bash | sh | read x < | tee | while read l; do echo $l; done < | exec 3<',
    ),
    fc.array(
      one(
        '<(echo a) | <(seq 3) | <(sleep 1; echo b) | <(exit 2) | >(cat) | >(wc -c) | <(<(echo a)) | <( | <(cat <(echo c)) | < <(echo d)',
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  )
  .map(([command, all]) => `${command} ${all.join(' ')}`);
const limit = words(
  'ulimit',
  one(' | -a | -Sa | -Ha | -n | -u | -c | -Sn | -Hn | -HSn | -b | -R | -x | -z | -t | -m | -v | -- -n | -aH -n'),
  one(' | 64 | 0 | 1048576 | 99999999 | unlimited | hard | soft | -1 | x | 1e3 | 99999999999999999999'),
);
const wrong = one(
  'echo $( | echo `date | echo "a | echo \'a | echo ${x | echo $((1+ | (( 1 | [[ a | [[ a && | if | if true | then | fi | done | do | } | ) | ;; | esac | case x in',
  'for | for i | for i in; do | while | while true; do | f() | f() { | select | function | a=( | a=(1 | a[ | echo ${a[} | echo ${a[1} | cat <<E | cat <( | & | && | || | ; | | |& | ! | { | ( | (( | >',
  'echo ) | echo a) | a b ( c | for 1 in a; do :; done | for a-b in a; do :; done | f-1() { :; } | x = 1 | 1x=2 | ${} | ${a b} | ${a@} | ${!} | $((08)) | $((1/0)) | let | let 1/0 | (( x = )) | [ 1 -eq a ]',
  'return 300 | break 0 | continue x | exit x | shift 9 | shift -1 | cd a b | set -o nosuch | shopt -s nosuch | getopts | trap x NOSUCH | unset 1a | export 1=2 | readonly x=1; x=2 | local x | . | . /nosuch | exec nosuch',
);
const chosen = fc
  .tuple(
    name,
    one('a b c | $(seq 3) | "$@" | * | '),
    one('break | echo $REPLY; break | : '),
    one('<<< 1 | <<< "" | <<< x | < /dev/null | <<< 9'),
  )
  .map(([variable, all, body, from]) => `select ${variable} in ${all}; do ${body}; done ${from}`);

/** A line of what only bash knows; other shells refuse most of it. */
export const bashLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(assignment, whole).map(([made, shown]) => `${made}; echo ${shown}`) },
  { weight: 2, arbitrary: assignment },
  { weight: 2, arbitrary: filling },
  { weight: 2, arbitrary: substitution },
  { weight: 1, arbitrary: limit },
  { weight: 2, arbitrary: wrong },
  { weight: 1, arbitrary: chosen },
  { weight: 1, arbitrary: fc.tuple(assignment, filling, whole).map(([a, b, c]) => `${a}\n${b}\nprintf '<%s>' ${c}`) },
);

/** The same for a shell of another kind, or as a file. */
export const inShells: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: bashLine },
  fc
    .tuple(one('sh -c | bash -c | dash -c | bash -ec | sh -uc | busybox sh -c | bash -n -c'), bashLine)
    .map(([shell, line]) => `${shell} ${quoted(line)}`),
  fc
    .tuple(
      bashLine,
      one(
        'sh /tmp/s | bash /tmp/s | . /tmp/s | source /tmp/s a b | chmod +x /tmp/s; /tmp/s | bash < /tmp/s | sh -x /tmp/s',
      ),
    )
    .map(([line, run]) => `echo ${quoted(line)} > /tmp/s; ${run}`),
);
