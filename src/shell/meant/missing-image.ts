/** What the lab has in place of an image that its engines cannot fetch. */
import { nearestImage } from '../../engine/images/nearest.ts';
import { knownImage } from '../../engine/images/stand-in.ts';
import { own } from '../../kernel/own.ts';
import { LAN, type Place, type World } from '../../world/world.ts';
import { readReference } from '../docker/image/reference.ts';
import { quoted } from '../words.ts';
import type { Meaning } from './meant.ts';

/** A command that asks a registry, and the words behind it. */
const ASKS = /^\s*docker\s+(?:(?:image|container)\s+)?(run|create|pull)\s/;
/** What the engine says where the lab's name server knows no registry. */
const UNREACHED = /Get "https:\/\/[^"]+\/v2\/": dial tcp: lookup \S+ on \S+: no such host/;

/** The image that a failed line could not fetch, as the line names it. */
function missingImage(words: readonly string[], stderr: string): string | undefined {
  const absent = /Unable to find image '([^']+)' locally/.exec(stderr)?.[1];
  if (absent === undefined) return words.at(-1);
  return words.find((word) => {
    const reference = readReference(word);
    return typeof reference !== 'string' && reference.familiar === absent;
  });
}

/** Commands that serve in place of one that failed for want of an image: with the nearest that the lab has, and with a stand-in. */
export function withoutRegistry(
  world: World,
  place: Place,
  { line, words, stderr }: { readonly line: string; readonly words: readonly string[]; readonly stderr: string },
): readonly Meaning[] {
  const { engine } = own(world.machines, place) ?? {};
  const asked = ASKS.exec(line)?.[1];
  const wanted = missingImage(words, stderr);
  if (engine === undefined || asked === undefined || wanted === undefined || !UNREACHED.test(stderr)) return [];
  const nearest = nearestImage(wanted, Object.values(engine.images));
  const instead = (image: string): string =>
    asked === 'pull' ? `docker run -d ${quoted(image)}` : replaced(line, wanted, image);
  return [
    ...(nearest === undefined ? [] : [{ why: 'like', place, line: instead(nearest) } as const]),
    ...(knownImage(wanted) ? [{ why: 'standIn', place: LAN, line: `add image ${quoted(wanted)}` } as const] : []),
  ];
}

/** The line with one of its words another. */
const replaced = (line: string, word: string, other: string): string =>
  line.replace(/[^\s|;&()<>]+/g, (each) => (each === word ? other : each));
