import { useHopTexts } from '../inspector/hop/hop-texts.ts';
import { usePlayback } from '../stores/stores.tsx';

/** Tells those who listen which hop is shown, while they step; not while the story plays by itself. */
export function Announcer() {
  const { announcement } = useHopTexts();
  const playing = usePlayback((state) => state.playing);
  return (
    <div className="visually-hidden" role="status">
      {playing ? '' : announcement}
    </div>
  );
}
