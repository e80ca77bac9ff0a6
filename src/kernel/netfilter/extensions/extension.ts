import type { Prefix } from '../../../ip/address.ts';
import type { Passage } from '../passage.ts';
import { parseNumber } from '../rule/numbers.ts';
import type { Resolver } from '../rule/resolver.ts';
import { RuleError } from '../rule/rule-error.ts';
import type { PortRange, Rule, TableFamily } from '../table.ts';

/** One use of an option, such as `! --dport 80`. */
export interface Given {
  /** The words after the option, as many as it takes. */
  readonly value: string;
  /** The second word of an option that takes two (`--tcp-flags`). */
  readonly second: string;
  readonly not: boolean;
  /** The protocol the rule names so far, and whether it is negated. */
  readonly protocol: string | undefined;
  readonly protocolNegated: boolean;
  readonly family: TableFamily;
  readonly resolver: Resolver;
  /** Tells something beside; the rule is made all the same. */
  readonly warn: (text: string) => void;
}

/** An option of a match or target extension. */
export interface ExtensionOption<T> {
  /** The long name that messages use, then its other names. */
  readonly names: readonly string[];
  readonly words: 0 | 1 | 2;
  /** Where absent, a `!` before it is refused. */
  readonly negatable?: boolean;
  /** Where absent, giving it twice is refused in the common words. */
  readonly repeatable?: boolean;
  /** Options that may not be given before it. */
  readonly excludes?: readonly string[];
  take(into: T, given: Given): void;
}

/** What is checked once all words are read. */
export interface Finished {
  /** Canonical names of the options that were given. */
  readonly given: ReadonlySet<string>;
  readonly protocol: string | undefined;
}

interface Extension<T> {
  readonly options: readonly ExtensionOption<T>[];
  /** The extension as it is before any option. */
  create(family: TableFamily): T;
  /** Refuses what cannot be: throws RuleError. */
  check?(extension: T, finished: Finished): void;
  /** The options that give the same again, as `iptables -S` prints them. */
  save(extension: T): string;
  /** What `iptables -L` prints behind a rule. */
  list(extension: T, names: Names): string;
}

export interface MatchExtension<M> extends Extension<M> {
  matches(match: M, passage: Passage, rule: Rule): boolean;
}

export interface TargetExtension<T> extends Extension<T> {
  /** The tables it may be used in, where not in all. */
  readonly tables?: readonly string[];
  /** The built-in chains from which it may be reached, where not from all. */
  readonly hooks?: readonly string[];
}

/** How `iptables -L` names things: by name, or with -n by number. */
export interface Names {
  readonly numeric: boolean;
  port(port: number): string;
  /** A user or group. */
  account?(kind: 'user' | 'group', id: number): string | undefined;
  /** An address, or a block with its length. */
  block(prefix: Prefix): string;
}

/** The words of XTOPT_MAND, the mark of an option that must be there. */
export function require(name: string, option: string, { given }: Finished): void {
  if (!given.has(option)) throw new RuleError(`${name}: option "--${option}" must be specified\n`);
}

/** Refuses two options of which only one may be there: the earlier of them in the extension's own order is named first. */
export function refuseTogether(name: string, options: readonly string[], { given }: Finished): void {
  const [first, second] = options.filter((option) => given.has(option));
  if (first !== undefined && second !== undefined)
    throw new RuleError(`${name}: option "--${first}" cannot be used together with "--${second}".\n`);
}

export const bang = (not: boolean): string => (not ? '! ' : '');

/** `from:to` of small numbers, where either may be left out (XTTYPE_UINT16RC, XTTYPE_UINT32RC). */
export function parseSpan(extension: string, option: string, text: string, most: number): PortRange {
  const words = text.split(':');
  const bad = (near: string, least: number): RuleError =>
    new RuleError(
      `${extension}: bad value for option "--${option}" near "${near}", or out of range (${least}-${most}).\n`,
    );
  const read = (word: string, missing: number, least: number): number => {
    const number = word === '' && words.length > 1 ? missing : parseNumber(word);
    if (number === undefined || number < least || number > most) throw bad(word, least);
    return number;
  };
  const from = read(words[0] ?? '', 0, 0);
  const to = words[1] === undefined ? from : read(words[1], most, from);
  if (words.length > 2) throw bad(text, 0);
  return { from, to };
}

export const hex = (value: number): string => `0x${value.toString(16)}`;

/** `value/mask` of a mark, where the mask may be left out. */
export function parseMark(extension: string, option: string, text: string): { value: number; mask: number } {
  const [head = '', tail] = text.split('/');
  const value = parseNumber(head);
  const mask = tail === undefined ? 0xffffffff : parseNumber(tail);
  if (value === undefined || mask === undefined || value > 0xffffffff || mask > 0xffffffff) {
    throw new RuleError(`${extension}: bad integer value for option "--${option}", or out of range.\n`);
  }
  return { value, mask };
}
