import { strToU8 } from 'fflate';
import { packedFrom, unpackedFrom, type Unpacked } from '../../formats/packed.ts';
import type { Predictor } from '../../formats/predictor.ts';
import { pressedFrom, taught, unpressedFrom } from '../../formats/pressed.ts';
import { DICTIONARY_L1 } from './dictionary.table.ts';
import { lessonFileOf, readLessonFile, type LessonReading } from './file.ts';
import type { MadeLesson } from './made.ts';

/**
 * A link carries a made lesson in its fragment: `#l2=…`, its file pressed by what a predictor knows of lessons, or `#l1=…`, packed
 * as the links of labs are, which is longer and takes lessons of any length. Never sent to a server.
 * Links of a version that was ever released open for ever: e2e/links keeps some of each version.
 */
const NEWEST = 2;
/** Characters. */
const MOST = 2_000_000;
const dictionary = strToU8(DICTIONARY_L1);

/** The fragment (without #) that stands for a lesson. */
export function lessonFragmentOf(lesson: MadeLesson): string {
  const file = lessonFileOf(lesson);
  const pressed = pressedFrom(file, knowledge());
  return pressed === undefined ? `l1=${packedFrom(file, dictionary)}` : `l2=${pressed}`;
}

/** Reads a fragment, with or without its #. Takes any text, and never throws. */
export function readLessonFragment(fragment: string): LessonReading {
  const [, digits, packed = ''] = /^#?l(\d{1,4})=([^&]*)/.exec(fragment) ?? [];
  if (digits === undefined) return { ok: false, reason: 'foreign' };
  const version = Number(digits);
  if (version < 1 || version > NEWEST) return { ok: false, reason: version > NEWEST ? 'newer' : 'foreign' };
  if (fragment.length > MOST) return { ok: false, reason: 'too-large' };
  const unpacked = unpackedOf(version, packed);
  return unpacked.ok ? readLessonFile(unpacked.text) : unpacked;
}

const unpackedOf = (version: number, packed: string): Unpacked =>
  version === 1 ? unpackedFrom(packed, dictionary) : unpressedFrom(packed, knowledge());

let known: Predictor | undefined;

/** Of what lessons say. It takes a moment to teach, so it is kept. */
const knowledge = (): Predictor => (known ??= taught(DICTIONARY_L1));
