import { strToU8 } from 'fflate';
import { packedFrom, unpackedFrom } from '../../formats/packed.ts';
import { DICTIONARY_L1 } from './dictionary.table.ts';
import { lessonFileOf, readLessonFile, type LessonReading } from './file.ts';
import type { MadeLesson } from './made.ts';

/**
 * A link carries a made lesson in its fragment, `#l1=…`: its file, packed as the links of labs are. Never sent to a server.
 * Links of a version that was ever released open for ever: e2e/links keeps some of each version.
 */
const VERSION = 1;
/** Characters. */
const MOST = 2_000_000;
const dictionary = strToU8(DICTIONARY_L1);

/** The fragment (without #) that stands for a lesson. */
export const lessonFragmentOf = (lesson: MadeLesson): string =>
  `l${VERSION}=${packedFrom(lessonFileOf(lesson), dictionary)}`;

/** Reads a fragment, with or without its #. Takes any text, and never throws. */
export function readLessonFragment(fragment: string): LessonReading {
  const [, version, packed = ''] = /^#?l(\d{1,4})=([^&]*)/.exec(fragment) ?? [];
  if (version === undefined) return { ok: false, reason: 'foreign' };
  if (Number(version) !== VERSION) return { ok: false, reason: Number(version) > VERSION ? 'newer' : 'foreign' };
  if (fragment.length > MOST) return { ok: false, reason: 'too-large' };
  const unpacked = unpackedFrom(packed, dictionary);
  return unpacked.ok ? readLessonFile(unpacked.text) : unpacked;
}
