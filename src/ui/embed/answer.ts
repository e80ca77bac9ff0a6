import { readFile } from '../../formats/formats.ts';
import { hopPlaceOf, readFragment } from '../../formats/link.ts';
import type { Stores } from '../../store/stores.ts';
import { open } from '../share/opening.ts';
import type { Request, Told } from './protocol.ts';

/** Does what the page around asks for, and tells it what came of it. */
export async function answer(stores: Stores, request: Request, tell: (told: Told) => void): Promise<void> {
  const { seek, step, play, pause } = stores.playback.getState();
  switch (request.hopscope) {
    case 'load':
      tell(await load(stores, request));
      return;
    case 'step':
      if (request.to !== undefined) {
        pause();
        seek(request.to);
      } else if (request.hops !== undefined) step(request.hops, 'hops');
      else if (request.moments !== undefined) step(request.moments, 'story');
      else step(1);
      return;
    case 'play':
      play();
      return;
    case 'pause':
      pause();
      return;
    case 'listen':
      tell(loaded(stores));
  }
}

const loaded = ({ lab, playback }: Stores): Told => ({
  event: 'loaded',
  commands: lab.getState().done,
  hops: playback.getState().hops.length,
});

/** Opens a link, or the text of any file that Hopscope opens. */
async function load(stores: Stores, { link, text = '' }: Extract<Request, { hopscope: 'load' }>): Promise<Told> {
  const fragment = link?.slice(Math.max(0, link.indexOf('#')));
  const reading = fragment === undefined ? readFile(new TextEncoder().encode(text)) : readFragment(fragment);
  const moment = fragment === undefined ? undefined : hopPlaceOf(fragment);
  const opened = await open(stores, reading, '', { moment });
  if (opened) return loaded(stores);
  return { event: 'failed', reason: reading.ok ? 'simulator' : reading.reason };
}
