import { useEffect } from 'react';
import { goTo, tellFrom, type Stores } from '../../store/stores.ts';
import { useLab, useStores } from '../stores/stores.tsx';
import { closeSpeaker } from './speaker.ts';
import { talkOf } from './talk.ts';
import { noTimes, turnedTo } from './times.ts';

/** Sets the clock, and goes to the first scene where that is wanted. */
export function beginTalk(stores: Stores): void {
  const talk = talkOf(stores);
  if (talk.getState().fromStart) goTo(stores, 0);
  const { entries, done } = stores.lab.getState();
  talk.setState({ times: turnedTo(noTimes, entries[done - 1]?.id ?? 0, performance.now()), fromStart: false });
}

/** Says how long each scene takes; at the end all is where it was, and the speaker's window is closed. */
export function useSession(): void {
  const stores = useStores();
  const scene = useLab(({ entries, done }) => entries[done - 1]?.id ?? 0);
  useEffect(() => {
    talkOf(stores).setState(({ times }) => ({ times: turnedTo(times, scene, performance.now()) }));
  }, [stores, scene]);
  useEffect(() => {
    const talk = talkOf(stores);
    const goBack = placeIn(stores);
    beginTalk(stores);
    const leave = () => closeSpeaker(stores);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
      talk.setState(({ times }) => ({
        tool: undefined,
        blank: false,
        times: turnedTo(times, undefined, performance.now()),
      }));
      goBack();
    };
  }, [stores]);
}

/** Where one stands in the document; what it yields leads back there, unless the document has become another. */
function placeIn(stores: Stores): () => void {
  const { lab, terminals, playback } = stores;
  const { entries, done } = lab.getState();
  const { tabs, active, cleared, asides, drafts } = terminals.getState();
  const { entry, position } = playback.getState();
  return () => {
    const now = lab.getState();
    if (now.entries !== entries || now.done === done || now.waiting.length > 0) return;
    now.goTo(done);
    terminals.setState({ tabs, active, cleared, asides, drafts });
    tellFrom(stores, { entry, position });
  };
}
