import type { TFunction } from 'i18next';
import { packetReader } from '../../formats/packet-detail.ts';
import { traceText } from '../../formats/trace-text.ts';
import type { Stores } from '../../store/stores.ts';
import { plainText } from '../controls/rich-text.ts';
import { explain } from '../inspector/explain.ts';
import { stageName } from '../inspector/hop-texts.ts';
import { spotsOf } from '../lab/spots.ts';
import { timeText } from '../timeline/events.ts';

/** The traffic that the timeline shows, hop by hop in words, each with its packet. */
export function traceOf({ lab, playback }: Stores, t: TFunction): string {
  const { start, entries } = lab.getState();
  const { entry: id, hops } = playback.getState();
  const at = entries.findIndex((entry) => entry.id === id);
  const entry = entries[at];
  if (entry === undefined) return '';
  const { place, line, outcome } = entry;
  const around = { world: outcome.world, spots: spotsOf(outcome.world) };
  const told = (index: number): string => {
    const hop = hops[index];
    if (hop === undefined) return '';
    const title = t('inspector.hopTitle', { number: index + 1, count: hops.length, stage: stageName(hop, t) });
    const { key, values } = explain(hop, around);
    const sentence = plainText(t(key, { skipInterpolation: true }), values);
    const spot = around.spots.get(hop.namespace)?.name ?? hop.namespace;
    return `${title} · ${spot} · ${timeText(hop.time)} ms\n${sentence}`;
  };
  const read = packetReader(entries[at - 1]?.outcome.world ?? start, outcome.traces, hops);
  return `${place}$ ${line}\n\n${traceText(hops.length, read, told)}`;
}
