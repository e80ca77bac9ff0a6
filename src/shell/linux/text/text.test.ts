import { describe, expect, it } from 'vitest';
import { labAfter, printed } from '../../shell.fixture.ts';

const { at } = await labAfter();

/** What GNU's tools of the lab print (Debian 13). */
describe('text tools', () => {
  it.each([
    ["printf 'b\\na\\nb\\nc\\n' | sort | uniq -c", '      1 a\n      2 b\n      1 c\n'],
    ["printf '10\\n9\\n100\\n' | sort; printf '10\\n9\\n100\\n' | sort -n", '10\n100\n9\n9\n10\n100\n'],
    ["printf '1.10\\n1.9\\n' | sort -V; printf '2K\\n1M\\n1K\\n' | sort -h", '1.9\n1.10\n1K\n2K\n1M\n'],
    ["printf 'a 2\\nb 1\\n' | sort -k2; printf 'a,2\\nb,1\\n' | sort -t, -k2nr", 'b 1\na 2\na,2\nb,1\n'],
    ['seq 5 | head -2; seq 5 | tail -n +4; seq 5 | head -n -4; seq 5 | tail -1', '1\n2\n4\n5\n1\n5\n'],
    ['seq 3 | wc; seq 3 | wc -l; echo é | wc -m -c', '      3       3       6\n3\n      2       3\n'],
    ["echo a:b:c | cut -d: -f2-; echo abcdef | cut -c2,4-5; echo 'a b' | cut -d' ' -f2", 'b:c\nbde\nb\n'],
    ["echo abc | tr a-b A-B; echo 'a  b' | tr -s ' '; echo abc | tr -d b", 'ABc\na b\nac\n'],
    ["printf 'a\\nb\\nab\\n' | grep -n a; printf 'a\\nb\\n' | grep -vc a", '1:a\n3:ab\n1\n'],
    ["echo 'a1b22' | grep -oE '[0-9]+'; echo abc | grep -o b", '1\n22\nb\n'],
    ["seq 5 | grep -A1 -B1 3; seq 9 | grep -1 '[28]'", '2\n3\n4\n1\n2\n3\n--\n7\n8\n9\n'],
    ["echo 'foo bar' | grep -w foo; echo foobar | grep -w foo; echo $?", 'foo bar\n1\n'],
    ["ip -4 addr show lo | grep -oP '(?<=inet )[\\d.]+'", '127.0.0.1\n'],
    ['seq 4 | xargs -n2 echo; seq 2 | xargs -I{} echo x{}', '1 2\n3 4\nx1\nx2\n'],
    ['seq -s, 2 2 8; seq -w 9 10', '2,4,6,8\n09\n10\n'],
    ['seq 3 | tac | paste -sd+; seq 4 | paste - -; yes | head -1', '3+2+1\n1\t2\n3\t4\ny\n'],
  ])('%s', async (line, expected) => expect(await at('host1', line)).toEqual(printed(expected)));

  it.each([
    ['grep x /nosuch', 'grep: /nosuch: No such file or directory\n', 2],
    ['grep', "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n", 2],
    ['head /nosuch', "head: cannot open '/nosuch' for reading: No such file or directory\n", 1],
    ['sort /nosuch', 'sort: cannot read: /nosuch: No such file or directory\n', 2],
    ['wc -z', "wc: invalid option -- 'z'\nTry 'wc --help' for more information.\n", 1],
    [
      'cut',
      "cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\n",
      1,
    ],
    ['seq a', "seq: invalid floating point argument: ‘a’\nTry 'seq --help' for more information.\n", 1],
    ['sleep x', "sleep: invalid time interval ‘x’\nTry 'sleep --help' for more information.\n", 1],
  ])('%s', async (line, stderr, exit) => expect(await at('host1', line)).toEqual(printed('', stderr, exit)));
});
