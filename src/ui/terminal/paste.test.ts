import { expect, test } from 'vitest';
import { pastedLines } from './paste.ts';

test.each([
  ['one line and no more', 'docker ps', [], 'docker ps'],
  ['several lines', 'docker ps\ndocker network ls\n', ['docker ps', 'docker network ls'], ''],
  ['blank lines, Windows line ends and prompts', '\r\n$ docker ps\r\n\r\n$ ip addr\r\n', ['docker ps', 'ip addr'], ''],
  ['a comment stays one', '# first\nls\n', ['# first', 'ls'], ''],
  ['a line that goes on', 'docker run -d \\\n  --name web nginx\nls', ['docker run -d   --name web nginx'], 'ls'],
  ['an open quote', "echo 'a\nb'\nls\n", ["echo 'a\nb'", 'ls'], ''],
  ['a loop', 'for i in 1 2; do\n  echo $i\ndone\nls\n', ['for i in 1 2; do\n  echo $i\ndone', 'ls'], ''],
  ['a here document', "cat <<'EOF' > f\n$a \\\n\nEOF\nls\n", ["cat <<'EOF' > f\n$a \\\n\nEOF", 'ls'], ''],
  ['one with prompts', '$ cat <<EOF\n> a\n> EOF\n$ ls\n> b', ['cat <<EOF\na\nEOF', 'ls'], '> b'],
  ['a here document that is not ended', 'cat <<EOF\na\n\nEO', [], 'cat <<EOF\na\n\nEO'],
  ['a list that goes on', 'ls &&\n\n  ls\n', ['ls &&\n\n  ls'], ''],
  ['a loop that is not done', 'for i in 1 2; do\necho', [], 'for i in 1 2; do\necho'],
])('%s', (_name, text, lines, rest) => {
  expect(pastedLines(text)).toEqual({ lines, rest });
});
