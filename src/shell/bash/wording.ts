import { own } from '../../kernel/own.ts';
import { NO_ENTRY } from '../files/entry.ts';
import { complaint, unopened, unreached, unrunnable, type Voice } from '../voice.ts';

/** Tokens that the library calls by names. */
const CLOSING: Readonly<Record<string, string>> = { RPAREN: ')', RBRACE: '}' };

/** Why a text is no script. */
type Flaw =
  | { readonly kind: 'end'; readonly wanted: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'quote'; readonly quote: string }
  /** A substitution that has no end, by what would end it. */
  | { readonly kind: 'open'; readonly wanted: string };

interface Speaking {
  readonly voice: Voice;
  /** The script's text. */
  readonly text: string;
  /** The innermost construct that is open at its end. */
  readonly within?: { readonly word: string; readonly line: number } | undefined;
}

/** What begins what is to be ended. */
const OPENING: Readonly<Record<string, string>> = { '`': '`', '}': '${', '))': '$((' };

/** Where bash is when it finds that something has no end: behind the text, or where that began, which is what it reads apart. */
function endLine(text: string, opening: string | undefined): number {
  const began = opening === undefined ? -1 : text.lastIndexOf(opening);
  if (began >= 0) return text.slice(0, began).split('\n').length;
  return text.split('\n').length + (text.endsWith('\n') ? 0 : 1);
}

/** What a shell says of a text that is no script. */
function flawed({ voice, text, within }: Speaking, line: string, flaw: Flaw): string {
  if (voice.kind === 'bash') {
    const whereAt = (at: number | string): string =>
      voice.typed ? 'bash: ' : `${voice.name}: ${voice.name.endsWith('bash') ? '-c: ' : ''}line ${at}: `;
    const where = whereAt(line);
    const from = within ? ` from \`${within.word}' command on line ${within.line}` : '';
    if (flaw.kind === 'end') return `${whereAt(endLine(text, undefined))}syntax error: unexpected end of file${from}\n`;
    if (flaw.kind === 'open')
      return `${whereAt(endLine(text, own(OPENING, flaw.wanted)))}unexpected EOF while looking for matching \`${flaw.wanted.slice(0, 1)}'\n`;
    if (flaw.kind === 'quote') return `${where}unexpected EOF while looking for matching \`${flaw.quote}'\n`;
    const source = text.split('\n')[Number(line) - 1] ?? '';
    const shown = voice.typed ? '' : `${where}\`${source}'\n`;
    return `${where}syntax error near unexpected token \`${flaw.token}'\n${shown}`;
  }
  const ash = voice.kind === 'ash';
  const say = (dashes: string, ashes: string): string =>
    complaint(voice, line, ash ? `syntax error: ${ashes}` : `Syntax error: ${dashes}`);
  if (flaw.kind === 'quote') return say('Unterminated quoted string', 'unterminated quoted string');
  if (flaw.kind === 'token') return say(`"${flaw.token}" unexpected`, `unexpected "${flaw.token}"`);
  if (flaw.kind === 'open' && flaw.wanted === '`')
    return say('EOF in backquote substitution', 'EOF in backquote substitution');
  if (flaw.kind === 'open' && flaw.wanted !== ')') return say(`Missing '${flaw.wanted}'`, `missing '${flaw.wanted}'`);
  const expecting = flaw.wanted === '' ? '' : ` (expecting "${flaw.wanted}")`;
  return say(`end of file unexpected${expecting}`, `unexpected end of file${expecting}`);
}

const CLOSING_WORDS = new Set(['fi', 'done', 'esac', '}']);

/** Whether a word that ends something is none of the text: the library speaks of the one that it waits for. */
const isMissing = (text: string, token: string): boolean =>
  token === ')' ? !text.includes(token) : CLOSING_WORDS.has(token) && !text.split(/[\s;]+/).includes(token);

/** Whether a quote has no end because a substitution within it has none. */
const isWithin = (text: string, quote: string): boolean =>
  quote === '"' && text.slice(text.lastIndexOf(quote)).includes('$(');

type Said = (speaking: Speaking, match: RegExpExecArray) => string;

const WORDS: readonly (readonly [RegExp, Said])[] = [
  [
    /^bash: syntax error: Parse error at (\d+):\d+: Expected (\w*), got EOF/,
    (speaking, [, line = '1', wanted = '']) =>
      flawed(speaking, line, { kind: 'end', wanted: own(CLOSING, wanted) ?? wanted.toLowerCase() }),
  ],
  [
    /^bash: syntax error: Parse error at (\d+):\d+: unexpected EOF while looking for matching [`'](\)\)|[)`}'])'/,
    (speaking, [, line = '1', wanted = '']) => {
      const last = line === '0' ? String(speaking.text.trimEnd().split('\n').length) : line;
      return flawed(speaking, last, { kind: 'open', wanted });
    },
  ],
  [
    /^bash: syntax error: Parse error at (\d+):\d+: (?:Unexpected token |syntax error near unexpected token `)(.+?)'?$/,
    (speaking, [, line = '1', token = '']) =>
      flawed(
        speaking,
        line,
        isMissing(speaking.text, token) ? { kind: 'end', wanted: token } : { kind: 'token', token },
      ),
  ],
  [
    /^bash: (?:line )?(\d+): unexpected EOF while looking for matching [`'"](.)/,
    (speaking, [, line = '1', quote = '"']) =>
      flawed(speaking, line, isWithin(speaking.text, quote) ? { kind: 'open', wanted: ')' } : { kind: 'quote', quote }),
  ],
  [
    /^bash: (?:.+: )?syntax error: operand expected \(error token is "(.*)"\)$/,
    ({ voice }, [, token]) => complaint(voice, 1, `arithmetic expression: expecting primary: "${token}"`),
  ],
  [
    /^bash: syntax error near unexpected token `(.+)'$/,
    (speaking, [, token = '']) => flawed(speaking, '1', { kind: 'token', token }),
  ],
  [
    /^bash: syntax error: (.*)$/,
    ({ voice }, [, text]) =>
      complaint(voice, 1, voice.kind === 'dash' ? `Syntax error: ${text}` : `syntax error: ${text}`),
  ],
  [
    /^bash: cd: (.+): (No such file or directory|Not a directory)$/,
    ({ voice }, [, path = '', reason = '']) => unreached(voice, 1, path, reason),
  ],
  [/^bash: (.+): Directory nonexistent$/, ({ voice }, [, path = '']) => unopened(voice, 1, path, false, NO_ENTRY)],
  [
    /^bash: (.+): (Read-only file system)$/,
    ({ voice }, [, path = '', reason = '']) => unopened(voice, 1, path, false, reason),
  ],
  [/^bash: (.+): No such file or directory$/, ({ voice }, [, path = '']) => unopened(voice, 1, path, true, NO_ENTRY)],
  [
    /^bash: (.*): command not found$/,
    ({ voice }, [, name = '']) => unrunnable(voice, { name, line: 1, why: 'absent' }).stderr,
  ],
  [/^bash: line (\d+): (.+)$/, ({ voice }, [, line = '1', text = '']) => complaint(voice, line, text)],
  [/^bash: (?!connect: )(.+)$/, ({ voice }, [, text = '']) => complaint(voice, 1, text)],
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

interface Wording extends Speaking {
  /** Lines that commands of ours have printed. */
  readonly said: ReadonlySet<string>;
  /** Why a redirection's target could not be opened. */
  readonly reasonOf: (target: string) => string | undefined;
  /** bash's words on a connection that did not come about. */
  readonly ofSocket: (path: string) => string | undefined;
}

/** What the library complains of, as a shell of the place says it. */
export function worded(stderr: string, { said, reasonOf, ofSocket, ...speaking }: Wording): string {
  if (!stderr.includes('bash: ')) return stderr;
  const inItsWords = (line: string): string => {
    if (said.has(line)) return `${line}\n`;
    const socket = ofSocket(SOCKET.exec(line)?.[1] ?? '');
    if (socket !== undefined) return socket === '' ? '' : `${socket}\n`;
    const target = REDIRECTION.exec(line)?.[1];
    const reason = target === undefined ? undefined : reasonOf(target);
    if (target !== undefined && reason !== undefined) return unopened(speaking.voice, 1, target, false, reason);
    for (const [pattern, said] of WORDS) {
      const match = pattern.exec(line);
      if (match) return said(speaking, match);
    }
    return `${line}\n`;
  };
  const lines = stderr.split('\n');
  const rest = lines.pop() ?? '';
  return `${lines.map(inItsWords).join('')}${rest === '' ? '' : inItsWords(rest).replace(/\n$/, '')}`;
}
