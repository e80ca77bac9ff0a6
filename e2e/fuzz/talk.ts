import fc from 'fast-check';
import { jsonOf } from '../../src/formats/json.ts';
import { fragmentOf } from '../../src/formats/link.ts';
import { scenarioOf } from '../../src/formats/scenario.ts';
import { localSimulator } from '../../src/simulator/simulator.fixture.ts';
import { documentOf } from '../../src/store/document.ts';
import { createStores, redo, undo, type Stores } from '../../src/store/stores.ts';
import { answer } from '../../src/ui/embed/answer.ts';
import { requestOf, type Told } from '../../src/ui/embed/protocol.ts';
import { createLab } from '../../src/world/lab.ts';
import { notPlain, textProblems } from './checks.ts';
import { documents, fileTexts, mangled, svg } from './kept.ts';
import { valuesLike } from './strange-values.ts';

/* What the page around an embedded lab sends. */

const texts = fc.oneof(
  documents.map(jsonOf),
  documents.map(scenarioOf),
  documents.map(svg),
  documents.map(jsonOf).chain(mangled),
  fileTexts,
);
const links = fc.oneof(
  documents.map((document) => `https://example.org/#${fragmentOf(document)}`),
  fc
    .tuple(documents, fc.nat(9), fc.nat(400))
    .map(([document, command, hop]) => `${fragmentOf(document)}&t=${command}.${hop}`),
  documents.map(fragmentOf).chain(mangled),
  fileTexts,
);
const number = fc.oneof(fc.integer({ min: -30, max: 300 }), fc.constantFrom(-(2 ** 53), 2 ** 53, 2 ** 31, -1, 0));
const sound: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 3, arbitrary: texts.map((text) => ({ hopscope: 'load', text })) },
  { weight: 3, arbitrary: links.map((link) => ({ hopscope: 'load', link })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('hops', 'moments', 'to'), number)
      .map(([what, n]) => ({ hopscope: 'step', [what]: n })),
  },
  { weight: 2, arbitrary: fc.constantFrom('step', 'play', 'pause', 'listen').map((hopscope) => ({ hopscope })) },
);

/** Messages of one page, one after the other. */
export const talks: fc.Arbitrary<unknown[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: sound }, { weight: 2, arbitrary: sound.chain(valuesLike) }),
  { minLength: 1, maxLength: 8 },
);

const shown = ({ lab, playback }: Stores) => {
  const { hops, position } = playback.getState();
  return { done: lab.getState().done, hops, position };
};

/** What is wrong with where the story stands. */
function storyProblem({ playback }: Stores): string | undefined {
  const { position, hops } = playback.getState();
  return position >= 0 && position <= Math.max(0, hops.length - 1)
    ? undefined
    : `it stands at hop ${position} of ${hops.length}`;
}

/** Where a document took the place of another, undo leads back to that, and redo to it again. */
function undoProblem(stores: Stores, before: string): string | undefined {
  const opened = JSON.stringify(documentOf(stores));
  undo(stores);
  const back = JSON.stringify(documentOf(stores));
  redo(stores);
  if (back !== before) return 'undo does not lead back to what was there';
  return JSON.stringify(documentOf(stores)) === opened ? undefined : 'redo does not lead to what was loaded';
}

async function messageProblem(stores: Stores, message: unknown): Promise<string | undefined> {
  const request = requestOf(structuredClone(message));
  if (request === undefined) return undefined;
  const told: Told[] = [];
  const [document, view, busy] = [JSON.stringify(documentOf(stores)), shown(stores), stores.lab.getState().done > 0];
  await answer(stores, request, (each) => told.push(each));
  if (told.length !== (request.hopscope === 'load' || request.hopscope === 'listen' ? 1 : 0))
    return `${told.length} answers to ${request.hopscope}`;
  for (const each of told) {
    const problem = notPlain(each, 'answer')[0] ?? textProblems(JSON.stringify(each), () => '')[0];
    if (problem !== undefined) return problem;
    if (each.event === 'failed') {
      const now = shown(stores);
      if (JSON.stringify(documentOf(stores)) !== document || now.hops !== view.hops || now.position !== view.position)
        return `it failed as ${each.reason}, and the lab is not as it was`;
    }
  }
  const loaded = request.hopscope === 'load' && told.some(({ event }) => event === 'loaded');
  return storyProblem(stores) ?? (loaded && busy ? undoProblem(stores, document) : undefined);
}

/** Sends messages to a frame, and yields the first thing that is wrong. */
export async function talkProblem(messages: readonly unknown[]): Promise<string | undefined> {
  const stores = createStores(localSimulator(), createLab({ seed: 1 }));
  for (const message of messages) {
    const problem = await messageProblem(stores, message);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
