import { momentNow } from '../../store/document.ts';
import type { Stores } from '../../store/stores.ts';
import { predictionAt } from './topic.ts';
import type { Teaching } from './teaching.ts';

/** Whether something can be asked about the hop that is shown; while the story plays that is not looked at, hop by hop. */
export function mayAskNext(stores: Stores, teaching: Teaching): boolean {
  const moment = momentNow(stores);
  return (
    teaching.session.getState().standing === 'driving' &&
    moment !== undefined &&
    (stores.playback.getState().playing || predictionAt(stores.lab.getState().entries, moment) !== undefined)
  );
}

/** Asks what happens after the hop that is shown. */
export function askNext(stores: Stores, teaching: Teaching): void {
  stores.playback.getState().pause();
  const moment = momentNow(stores);
  if (moment !== undefined && mayAskNext(stores, teaching)) teaching.ask({ kind: 'next', ...moment });
}

/** One key goes through a question: ask, reveal, done. */
export function goOnAsking(stores: Stores, teaching: Teaching): void {
  const stage = teaching.getState().asking?.question.stage;
  if (stage === undefined) askNext(stores, teaching);
  else if (stage === 'told') teaching.finish();
  else teaching.reveal();
}
