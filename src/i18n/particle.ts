/** The final consonant of a word's last sound: none, ㄹ (which 으로 treats as none), or another. */
type Final = 'none' | 'rieul' | 'other';

const DIGITS: Readonly<Record<string, Final>> = {
  0: 'other',
  1: 'rieul',
  3: 'other',
  6: 'other',
  7: 'rieul',
  8: 'rieul',
};
const SYLLABLES = { first: 0xac00, last: 0xd7a3, finals: 28, rieul: 8 };

/** Latin words of the field whose spelling leaves open how they end in Korean: 노드, 파일, 웹, 알파인. */
const WORDS: Readonly<Record<Final, ReadonlySet<string>>> = {
  none: new Set(
    'apache base bridge cache code compose database image ip node private remote route service site store vip'.split(
      ' ',
    ),
  ),
  rieul: new Set('file google mobile'.split(' ')),
  other: new Set(
    'alpine app backup cat dnat drop engine git input job machine map name nat output public shop snat static stop web'.split(
      ' ',
    ),
  ),
};
const FINALS: readonly Final[] = ['none', 'rieul', 'other'];

/** How a Latin word ends: as a known word, letter by letter where it has no vowel, else by its spelling where that tells. */
function finalOfLatin(word: string): Final | undefined {
  const known = FINALS.find((final) => WORDS[final].has(word));
  if (known !== undefined) return known;
  const spelled = word.length === 1 || !/[aeiouy]/.test(word);
  if (/l$/.test(word)) return 'rieul';
  if (/([mn]|ng)$/.test(word)) return 'other';
  if (spelled) return /r$/.test(word) ? undefined : 'none';
  if (/(ck|bb|pp|tt)$/.test(word)) return 'other';
  if (/([aiouydfgrsvwxz]|[cst]h|[^aeiouy][bkpt])$/.test(word)) return 'none';
  return undefined;
}

/** How a word ends when read aloud in Korean; undefined where that is not known. */
function finalOf(word: string): Final | undefined {
  const last = /[가-힣]$|\d$|[a-z]+$/i.exec(word.replace(/[)\]”"'’]+$/, ''))?.[0].toLowerCase();
  if (last === undefined) return undefined;
  if (/\d/.test(last)) return DIGITS[last] ?? 'none';
  const code = last.charCodeAt(0);
  if (code < SYLLABLES.first || code > SYLLABLES.last) return finalOfLatin(last);
  const final = (code - SYLLABLES.first) % SYLLABLES.finals;
  return final === 0 ? 'none' : final === SYLLABLES.rieul ? 'rieul' : 'other';
}

/**
 * The particle that fits after a word, of a pair such as 을/를, the form after a consonant first; both, as 을(를) or (으)로,
 * where it is not known how the word sounds.
 */
export function particle(word: string, afterConsonant: string, afterVowel: string): string {
  const final = finalOf(word);
  if (final === undefined)
    return afterConsonant.endsWith(afterVowel)
      ? `(${afterConsonant.slice(0, -afterVowel.length)})${afterVowel}`
      : `${afterConsonant}(${afterVowel})`;
  return final === 'none' || (final === 'rieul' && afterConsonant === '으로') ? afterVowel : afterConsonant;
}
