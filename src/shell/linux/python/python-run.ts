import { locate } from '../../../world/place.ts';
import { find, treeAt } from '../../files/tree.ts';
import { resolvePath } from '../../files/path.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { lookupHost } from '../names/resolve.ts';
import { serveFolder } from './http-server.ts';

const VERSION = 'Python 3.14.8\n';
const MISSING = `Argument expected for the -c option
usage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...
Try \`python -h' for more information.
`;

const beyond = (what: string): ToolError =>
  new ToolError(
    `python3: the simulator runs imports and prints of texts, numbers and socket's names, not ${what}\n`,
    1,
  );

/** What an expression comes to, or fails with: where in its line, and how long what is called is, and its arguments. */
type Value = { readonly text: string } | Failure;
interface Failure {
  readonly error: string;
  readonly at: number;
  readonly called: number;
  readonly given: number;
}

const EXPRESSION =
  /\s*(?:"([^"\\]*)"|'([^'\\]*)'|(\d+)|(socket\.gethostname)\(\)|(socket\.gethostbyname)(\(\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*\)))\s*(,|$)/y;

/** What stands between the brackets of a `print`, which begin at `start` in the line. */
function values(call: Call, text: string, start: number): Value[] {
  const found: Value[] = [];
  for (let at = 0; at < text.length;) {
    EXPRESSION.lastIndex = at;
    const match = EXPRESSION.exec(text);
    if (!match) throw beyond(text.slice(at).trim());
    const [whole, double, single, number, ownName, asking, given = '', asked, alsoAsked] = match;
    if (ownName !== undefined) found.push({ text: locate(call.world(), call.place)?.hostname ?? '' });
    else if (asking !== undefined) {
      const resolved = lookupHost(call, asked ?? alsoAsked ?? '', 4);
      const [address] = resolved.ok ? resolved.addresses : [];
      if (address !== undefined) found.push({ text: address });
      else {
        const place = start + at + whole.indexOf(asking);
        const again = !resolved.ok && resolved.failure === 'again';
        const error = again
          ? 'socket.gaierror: [Errno -3] Temporary failure in name resolution'
          : 'socket.gaierror: [Errno -2] Name or service not known';
        return [...found, { error, at: place, called: asking.length, given: given.length }];
      }
    } else found.push({ text: double ?? single ?? number ?? '' });
    at += whole.length;
  }
  return found;
}

const INDENT = '    ';

/** A call that failed, shown in its line. */
const traceback = (line: string, number: number, { error, at, called, given }: Failure): string =>
  `Traceback (most recent call last):\n  File "<string>", line ${number}, in <module>\n${INDENT}${line}\n` +
  `${INDENT}${' '.repeat(at)}${'~'.repeat(called)}${'^'.repeat(given)}\n${error}\n`;

const STATEMENT =
  /\s*(?:import\s+([\w ,.]+?)|print\(((?:"[^"]*"|'[^']*'|[^"'();]|\((?:"[^"]*"|'[^']*'|[^"'()])*\))*)\))?\s*(;|$)/y;

/** Runs a line; a failure ends the program. */
function runLine(call: Call, line: string, number: number): void {
  for (let at = 0; at < line.length;) {
    STATEMENT.lastIndex = at;
    const match = STATEMENT.exec(line);
    if (!match) throw beyond(line.slice(at).trim());
    const [whole, modules, printed] = match;
    for (const name of modules?.split(',') ?? [])
      if (!/^(?:socket|sys|os|time)$/.test(name.trim())) throw beyond(`import ${name.trim()}`);
    if (printed !== undefined) {
      const start = at + whole.indexOf('print(') + 'print('.length;
      const all = values(call, printed, start);
      const failed = all.find((value) => 'error' in value);
      if (failed && 'error' in failed) throw new ToolError(traceback(line, number, failed), 1);
      call.out(`${all.map((value) => ('text' in value ? value.text : '')).join(' ')}\n`);
    }
    at += Math.max(1, whole.length);
  }
}

export const runPython: Tool['run'] = (call) => {
  const words = call.argv.slice(1).filter((word) => word !== '-u');
  const [first, program] = words;
  if (first === '-V' || first === '--version') {
    call.out(VERSION);
    return 0;
  }
  if (first === '-m' && program === 'http.server') return serveFolder(call, words.slice(2));
  if (first === '-m') throw new ToolError(`/usr/bin/python3: No module named ${program ?? ''}\n`, 1);
  if (first === '-c') {
    if (program === undefined) throw new ToolError(MISSING, 2);
    program.split('\n').forEach((line, i) => runLine(call, line, i + 1));
    return 0;
  }
  if (first === undefined || first.startsWith('-')) throw beyond(first ?? 'a session');
  if (!find(treeAt(call.world(), call.place, call.namespace), resolvePath(call.cwd, first)))
    throw new ToolError(
      `python3: can't open file '${resolvePath(call.cwd, first)}': [Errno 2] No such file or directory\n`,
      2,
    );
  throw beyond('files');
};
