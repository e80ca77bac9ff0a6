import type { Story } from '../diagnosis/diagnosis.ts';
import { below } from '../engine/random.ts';
import type { World } from '../world/world.ts';
import { sealed } from './pose/answer.ts';
import { mainFlow, openingHops, type Scene } from './pose/scene.ts';
import { toldBy, type TrafficAsk } from './pose/told.ts';
import { translator } from './pose/ways.ts';
import type { Posed } from './question.ts';
import { locate } from '../world/place.ts';

/** How likely the first of some guesses is taken before the next: half the time, of each two. */
const HALF = 2;

/** What can be asked about a command's traffic, each with its answer, the most telling first. Pure. */
export function asksAbout(story: Story): readonly { readonly ask: TrafficAsk; readonly posed: Posed }[] {
  const scene: Scene = { ...story, before: story.world, stdout: '' };
  return asksOf(scene).flatMap((ask) => {
    const answered = toldBy(scene, ask);
    const posed = answered && sealed(answered, story.world.seed);
    // A guess is for any traffic: where it cannot be shown, it is not worth one.
    return posed?.hop === undefined ? [] : [{ ask, posed }];
  });
}

/** The questions that a command's traffic answers, the most telling first. Pure. */
export const guessesOf = (story: Story): readonly Posed[] => asksAbout(story).map(({ posed }) => posed);

/** One of them, by a seed: a telling one is likelier. Undefined where there is nothing to ask. */
export function guessOf(story: Story, seed: number): Posed | undefined {
  const guesses = guessesOf(story);
  const random = { state: seed | 0 };
  return guesses.find((_, i) => i === guesses.length - 1 || below(random, HALF) === 0);
}

function asksOf(scene: Scene): readonly TrafficAsk[] {
  const flow = mainFlow(scene);
  const first = flow && openingHops(flow)[0];
  if (first === undefined) return [];
  const changed = translator(scene);
  const engines = passedHosts(scene);
  const sender = placeAt(scene.world, scene.place);
  return [
    { about: 'lost' },
    ...(changed === undefined ? [] : [{ about: 'destination-at', at: changed, chain: 'FORWARD' } as const]),
    { about: 'seen-source' },
    ...engines.map((at) => ({ about: 'base-chain', at }) as const),
    { about: 'answerer' },
    ...engines.map((at) => ({ about: 'next-device', at }) as const),
    { about: 'name-server' },
    ...(sender === undefined ? [] : [{ about: 'asked-by-arp', at: sender } as const]),
    { about: 'end' },
  ];
}

/** The hosts that the first packet passes. */
function passedHosts(scene: Scene): readonly string[] {
  const flow = mainFlow(scene);
  const passed = new Set(flow && openingHops(flow).map(({ namespace }) => namespace));
  return Object.values(scene.world.machines)
    .filter(({ engine, namespace }) => engine !== undefined && passed.has(namespace))
    .map(({ name }) => name);
}

const placeAt = (world: World, place: string): string | undefined =>
  locate(world, place)?.namespace === undefined ? undefined : place;
