import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Document } from '../../src/formats/document.ts';
import { readFragment } from '../../src/formats/link.ts';
import { replay } from '../../src/history/replay.ts';

interface Frozen {
  readonly fragment: string;
  readonly document: Document;
}

/** A folder for each version of the format, with links as they were made then. None is ever changed. */
const here = new URL('.', import.meta.url);
const links = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

it.each(links)('%s still opens as what was shared, and plays', async (name) => {
  const { fragment, document } = JSON.parse(readFileSync(new URL(name, here), 'utf8')) as Frozen;
  expect(readFragment(fragment)).toEqual({ ok: true, document });
  const failed: string[] = [];
  const world = await replay(document.history, ({ exit, stderr }) => exit !== 0 && failed.push(stderr));
  expect(failed).toEqual([]);
  expect(Object.keys(world.machines['host1']?.engine?.containers ?? {}).length).toBeGreaterThan(0);
});
