import type { TFunction } from 'i18next';
import type { Source, Traffic } from '../../formats/formats.ts';
import { documentOf } from '../../store/document.ts';
import { worldOf } from '../../store/lab.ts';
import type { Follower } from '../../simulator/simulator.ts';
import type { Stores } from '../../store/stores.ts';
import { plainText } from '../controls/rich-text.ts';
import { tellStep } from '../story/tell.ts';
import { timeText } from '../timeline/events.ts';
import { spotsOf } from '../../world/spots.ts';

/** Drawing takes the code of the picture. */
const picture = () => import('./picture.ts');

/** What the lab gives to an export. @param follower hears how far it is, where that takes long */
export const sourceOf = (stores: Stores, t: TFunction, follower: Follower = {}): Source => ({
  document: () => documentOf(stores),
  played: () => {
    const { entries, done } = stores.lab.getState();
    return entries.slice(0, done);
  },
  world: () => worldOf(stores.lab.getState()),
  traffic: () => trafficOf(stores, t),
  svg: async (metadata) => (await picture()).svgPicture(stores, t, metadata),
  report: async () =>
    (await import('../report/report-of.ts')).reportOf(
      stores,
      async () => (await picture()).svgForPaper(stores, t),
      follower,
    ),
  png: async (metadata) => (await picture()).pngPicture(stores, t, metadata),
});

/** The traffic that the timeline shows, told in the reader's language and as finely as it is told there. */
function trafficOf({ lab, playback }: Stores, t: TFunction): Traffic {
  const { start, entries } = lab.getState();
  const { entry: id, hops, steps, grain } = playback.getState();
  const at = entries.findIndex((entry) => entry.id === id);
  const world = entries[at - 1]?.outcome.world ?? start;
  const entry = entries[at];
  if (entry === undefined) return { title: '', world, traces: [], hops: [], steps: [] };
  const { place, line, outcome } = entry;
  const tale = { hops, steps, grain, world: outcome.world, spots: spotsOf(outcome.world) };
  const told = steps.map(({ hop }, index) => {
    const { title, place: where, sentence } = tellStep(tale, index, t);
    const head = `${title} · ${where} · ${timeText(hops[hop]?.time ?? 0)} ms`;
    return { hop, text: `${head}\n${plainText(sentence.template, sentence.values)}` };
  });
  return { title: `${place}$ ${line}`, world, traces: outcome.traces, hops, steps: told };
}
