import type { TFunction } from 'i18next';
import type { Source, Traffic } from '../../formats/formats.ts';
import { documentOf } from '../../store/document.ts';
import { worldOf } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import { plainText } from '../controls/rich-text.ts';
import { explain } from '../inspector/explain.ts';
import { stageName } from '../inspector/hop/hop-texts.ts';
import { timeText } from '../timeline/events.ts';
import { placeOfHop, spotsOf } from '../world/spots.ts';

/** Drawing takes the code of the picture. */
const picture = () => import('./picture.ts');

/** What the lab gives to an export. */
export const sourceOf = (stores: Stores, t: TFunction): Source => ({
  document: () => documentOf(stores),
  world: () => worldOf(stores.lab.getState()),
  traffic: () => trafficOf(stores, t),
  svg: async (metadata) => (await picture()).svgPicture(stores, t, metadata),
  png: async (metadata) => (await picture()).pngPicture(stores, t, metadata),
});

/** The traffic that the timeline shows, told in the reader's language. */
function trafficOf({ lab, playback }: Stores, t: TFunction): Traffic {
  const { start, entries } = lab.getState();
  const { entry: id, hops } = playback.getState();
  const at = entries.findIndex((entry) => entry.id === id);
  const world = entries[at - 1]?.outcome.world ?? start;
  const entry = entries[at];
  if (entry === undefined) return { title: '', world, traces: [], hops: [], told: () => '' };
  const { place, line, outcome } = entry;
  const around = { world: outcome.world, spots: spotsOf(outcome.world) };
  const told = (index: number): string => {
    const hop = hops[index];
    if (hop === undefined) return '';
    const title = t('inspector.hopTitle', { number: index + 1, count: hops.length, stage: stageName(hop, t) });
    const { key, values } = explain(hop, around);
    const sentence = plainText(t(key, { skipInterpolation: true }), values);
    return `${title} · ${placeOfHop(hop, around.spots)} · ${timeText(hop.time)} ms\n${sentence}`;
  };
  return { title: `${place}$ ${line}`, world, traces: outcome.traces, hops, told };
}
