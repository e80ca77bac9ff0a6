import { own } from '../../kernel/own.ts';
import { NO_ENTRY } from '../files/entry.ts';

/** Tokens that the library calls by names. */
const CLOSING: Readonly<Record<string, string>> = { RPAREN: ')', RBRACE: '}' };

const SYNTAX: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /^bash: syntax error: Parse error at (\d+):\d+: Expected (\w+), got EOF/,
    ([, line, wanted = '']) =>
      `sh: ${line}: Syntax error: end of file unexpected (expecting "${own(CLOSING, wanted) ?? wanted.toLowerCase()}")`,
  ],
  [
    /^bash: syntax error: Parse error at (\d+):\d+: Unexpected token (.+)/,
    ([, line, token]) => `sh: ${line}: Syntax error: ${token} unexpected`,
  ],
  [
    /^bash: (?:line )?(\d+): unexpected EOF while looking for matching [`'"]/,
    ([, line]) => `sh: ${line}: Syntax error: Unterminated quoted string`,
  ],
  [
    /^bash: (?:.+: )?syntax error: operand expected \(error token is "(.*)"\)$/,
    ([, token]) => `sh: 1: arithmetic expression: expecting primary: "${token}"`,
  ],
  [/^bash: syntax error near unexpected token `(.+)'$/, ([, token]) => `sh: 1: Syntax error: "${token}" unexpected`],
  [/^bash: syntax error: (.*)$/, ([, text]) => `sh: 1: Syntax error: ${text}`],
  [/^bash: cd: (.+): (?:No such file or directory|Not a directory)$/, ([, path]) => `sh: 1: cd: can't cd to ${path}`],
  [/^bash: (.+): Directory nonexistent$/, ([, path]) => `sh: 1: cannot create ${path}: Directory nonexistent`],
  [/^bash: (.+): Read-only file system$/, ([, path]) => `sh: 1: cannot create ${path}: Read-only file system`],
  [/^bash: (.+): No such file or directory$/, ([, path]) => `sh: 1: cannot open ${path}: No such file`],
  [/^bash: (.+): command not found$/, ([, name]) => `sh: 1: ${name}: not found`],
  [/^bash: (?!line \d|connect: )(.+)$/, ([, text]) => `sh: 1: ${text}`],
];

const REDIRECTION = /^bash: (.+): (?:cannot open redirect target|Is a directory)$/;

/** A complaint about a connection that is redirected to or from. */
const SOCKET = /^bash: (\/dev\/(?:tcp|udp)\/\S+): /;

/** What the library says in words of its own, as the real tools say it or, of what it lacks, in words of ours. */
const OWN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^sed: undefined label '(.*)'$/gm, "sed: can't find label for jump to `$1'"],
  [/Invalid regular expression: .*$/gm, "a pattern that this lab's shell does not have"],
];

/** What the library's programs said, in the words of the real ones. */
export const reworded = (stderr: string): string =>
  OWN_WORDS.reduce((text, [pattern, words]) => text.replace(pattern, words), stderr);

/**
 * The library speaks as bash; the lab's `sh` is dash. `reasonOf` tells why a redirection's target could not be opened,
 * `ofSocket` bash's words on a connection that did not come about.
 */
export function wordedAsDash(
  stderr: string,
  reasonOf: (target: string) => string | undefined,
  ofSocket: (path: string) => string | undefined,
): string {
  if (!stderr.includes('bash: ')) return stderr;
  return stderr
    .split('\n')
    .flatMap((line) => {
      const socket = ofSocket(SOCKET.exec(line)?.[1] ?? '');
      if (socket !== undefined) return socket === '' ? [] : socket;
      const target = REDIRECTION.exec(line)?.[1];
      const reason = target === undefined ? undefined : reasonOf(target);
      if (reason !== undefined)
        return `sh: 1: cannot create ${target}: ${reason === NO_ENTRY ? 'Directory nonexistent' : reason}`;
      for (const [pattern, words] of SYNTAX) {
        const match = pattern.exec(line);
        if (match) return words(match);
      }
      return line;
    })
    .join('\n');
}
