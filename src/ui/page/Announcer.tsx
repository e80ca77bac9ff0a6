import { usePlayback } from '../stores/stores.tsx';
import { useStepTexts } from '../story/step-texts.ts';

/** Tells those who listen which moment or hop is shown, while they step; not while the story plays by itself. */
export function Announcer() {
  const { announcement } = useStepTexts();
  const playing = usePlayback((state) => state.playing);
  return (
    <div className="visually-hidden" role="status">
      {playing ? '' : announcement}
    </div>
  );
}
