import { strFromU8 } from 'fflate';
import { limits, type Reading } from './document.ts';
import { readJson } from './json.ts';
import { readFragment } from './link.ts';
import { isPng, textOf } from './png.ts';
import { readScenario } from './scenario.ts';

/** What the file of a picture may weigh (bytes); the document in it has limits of its own. */
const MOST_BYTES = 20_000_000;

/** Where a text carries a link: in a picture's metadata, or as the link itself. */
const LINK = /#?(v\d{1,4}=[A-Za-z0-9_-]+)/;

/** Reads a document from any file that we write, whatever it is called: JSON, a scenario, a PNG or SVG, a saved link. */
export function readFile(bytes: Uint8Array): Reading {
  if (bytes.length > MOST_BYTES) return { ok: false, reason: 'too-large' };
  if (isPng(bytes)) return readFragment(textOf(bytes) ?? '');
  const text = strFromU8(bytes);
  if (/^\s*\{/.test(text)) return readJson(text);
  const link = /^\s*(<|https?:|#?v\d)/.test(text) ? LINK.exec(text)?.[1] : undefined;
  if (link !== undefined) return readFragment(link);
  return text.length > limits.file ? { ok: false, reason: 'too-large' } : readScenario(text);
}
