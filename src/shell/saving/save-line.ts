import type { Place, World } from '../../world/world.ts';
import { parentOf, resolvePath } from '../files/path.ts';
import { find, treeAt } from '../files/tree.ts';
import { run } from '../run.ts';
import { shellAt } from '../shell-state.ts';
import { quoted } from '../words.ts';
import { ended, hereDocument } from './here-document.ts';
import { sedScript } from './sed.ts';

/**
 * The command line that gives a file at a place a text: a here document, or where the file is there and little of it changes
 * `sed -i` with the difference, which every place has. A last line that is not ended gets its end, as editors do it.
 * Undefined where the file has the text already. Changes nothing.
 * @param path an absolute path
 */
export async function saveLine(world: World, place: Place, path: string, text: string): Promise<string | undefined> {
  const whole = ended(text);
  const before = textAt(world, place, path);
  if (before === whole) return undefined;
  const { cwd } = shellAt(world, place);
  const anew = writeLine(world, place, cwd, path, whole);
  const script = before === undefined ? undefined : sedScript(before, whole);
  if (script === undefined) return anew;
  const change = `sed -i ${quoted(script)} ${nameFrom(cwd, path)}`;
  if (change.length >= anew.length) return anew;
  // What sed cannot do, as with a file that is mounted by itself, is written anew.
  const { world: after } = await run(world, place, change, { outcomesOnly: true });
  return textAt(after, place, path) === whole ? change : anew;
}

function textAt(world: World, place: Place, path: string): string | undefined {
  const entry = find(treeAt(world, place), path);
  return entry?.kind === 'file' ? entry.read() : undefined;
}

function writeLine(world: World, place: Place, cwd: string, path: string, text: string): string {
  const folder = parentOf(path);
  const isThere = find(treeAt(world, place), folder) !== undefined;
  const made = isThere ? '' : `mkdir -p ${nameFrom(cwd, folder)} && `;
  return made + hereDocument(nameFrom(cwd, path), text);
}

/** A path as one would type it in a directory. */
function nameFrom(cwd: string, path: string): string {
  const real = resolvePath('/', path);
  const under = cwd === '/' ? '/' : `${cwd}/`;
  const name = cwd !== '/' && real.startsWith(under) ? real.slice(under.length) : real;
  return quoted(name.startsWith('-') ? `./${name}` : name);
}
