import type { Match, Opaque, Rule, Target } from './table.ts';

/** Whether part of a rule is not known here: where all else of it holds, nobody can tell what it does with a packet. */
export const isOpaque = ({ matches, target }: Rule): boolean =>
  target?.kind === 'opaque' || matches.some(({ kind }) => kind === 'opaque');

/** Targets whose traces no packet's way shows (iptables-extensions(8)): they write down, count, or mark for a queue's sake. */
const HARMLESS = new Set([
  'AUDIT',
  'CHECKSUM',
  'CLASSIFY',
  'DSCP',
  'ECN',
  'IDLETIMER',
  'LED',
  'NFLOG',
  'RATEEST',
  'SET',
  'TOS',
  'TRACE',
  'ULOG',
]);

/** Those of them that are known here. */
const QUIET: ReadonlySet<Target['kind']> = new Set(['LOG', 'NFLOG', 'TRACE', 'TCPMSS'] as const);

/** Whether a packet goes on just the same after a target, be it done or not. */
export const isWithoutVerdict = (target: Target | undefined): boolean =>
  target === undefined ||
  QUIET.has(target.kind) ||
  (target.kind === 'opaque' && (HARMLESS.has(target.words[0] ?? '') || helpsOnly(target)));

/** `CT --helper ftp` alone: conntrack tracks as it would. */
const helpsOnly = ({ words: [name, option, , ...rest] }: Opaque): boolean =>
  name === 'CT' && option === '--helper' && rest.length === 0;

/** What a rule of nft may decide by; words that only tell or count are no matter. */
const DECIDING =
  /(?:^|[\s:;{}])(?:accept|drop|reject|return|continue|jump|goto|queue|dnat|snat|masquerade|redirect|tproxy|synproxy|notrack|vmap|set|dup|fwd)(?:$|[\s;{}(,])/;

/** Whether words of nft that are not known here can decide anything of a packet. */
export const mayDecide = (text: string): boolean => DECIDING.test(text);

/** The words of an opaque part as iptables-save printed them; the quotes that held words together are put back. */
export const opaqueText = ({ words }: Extract<Match | Target, Opaque>): string =>
  words.map((word) => (/^[^\s"\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`)).join(' ');
