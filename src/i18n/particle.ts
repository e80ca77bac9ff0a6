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

/** How a word ends when read aloud in Korean: Hangul and digits exactly, Latin letters as they mostly sound. */
function finalOf(word: string): Final {
  const last = word.at(-1)?.toLowerCase() ?? '';
  const code = last.charCodeAt(0);
  if (code >= SYLLABLES.first && code <= SYLLABLES.last) {
    const final = (code - SYLLABLES.first) % SYLLABLES.finals;
    return final === 0 ? 'none' : final === SYLLABLES.rieul ? 'rieul' : 'other';
  }
  if (last >= '0' && last <= '9') return DIGITS[last] ?? 'none';
  if (last === 'l') return 'rieul';
  return /[bkmnpt]$|ng$/i.test(word) ? 'other' : 'none';
}

/** The particle that fits after a word, of a pair such as 을/를, the form after a consonant first. */
export function particle(word: string, afterConsonant: string, afterVowel: string): string {
  const final = finalOf(word);
  return final === 'none' || (final === 'rieul' && afterConsonant === '으로') ? afterVowel : afterConsonant;
}
