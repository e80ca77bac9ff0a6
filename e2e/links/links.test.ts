import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { MadeLesson } from '../../src/teaching/made/made.ts';
import { examine } from '../../src/teaching/made/examine.ts';
import { readLessonFile } from '../../src/teaching/made/file.ts';
import { readLessonFragment } from '../../src/teaching/made/link.ts';
import type { Document } from '../../src/formats/document.ts';
import { readFragment } from '../../src/formats/link.ts';
import { replay } from '../../src/history/replay.ts';

interface Frozen {
  readonly fragment: string;
  readonly document: Document;
}

interface FrozenLesson {
  readonly fragment: string;
  readonly file: string;
  readonly lesson: MadeLesson;
}

/** A folder for each version of the formats, of labs (v) and lessons (l), with links as they were made then. None is ever changed. */
const here = new URL('.', import.meta.url);
const all = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, here), 'utf8'));

it.each(all.filter((name) => name.startsWith('v')))('%s still opens as what was shared, and plays', async (name) => {
  const { fragment, document } = read(name) as Frozen;
  expect(readFragment(fragment)).toEqual({ ok: true, document });
  const failed: string[] = [];
  const world = await replay(document.history, ({ exit, stderr }) => exit !== 0 && failed.push(stderr));
  expect(failed).toEqual([]);
  expect(Object.keys(world.machines['host1']?.engine?.containers ?? {}).length).toBeGreaterThan(0);
});

it.each(all.filter((name) => name.startsWith('l')))(
  '%s, a lesson, still opens as what was made, and holds',
  async (name) => {
    const { fragment, file, lesson } = read(name) as FrozenLesson;
    expect(readLessonFragment(fragment)).toEqual({ ok: true, lesson });
    expect(readLessonFile(file)).toEqual({ ok: true, lesson });
    expect((await examine(lesson, lesson.seed)).sound).toBe(true);
  },
);
