import { useLab, useLessonHere, useView, useWorld } from '../stores/stores.tsx';
import { isUntouched } from '../../world/spots.ts';
import { ExampleStrip } from './ExampleStrip.tsx';
import { Welcome } from './Welcome.tsx';

/** Under the picture: what to do first in an empty lab, or what the example that runs is about. */
export function Guide() {
  const start = useLab((lab) => lab.start);
  const idle = useLab(({ waiting }) => waiting.length === 0);
  const example = useView((view) => view.example);
  const opening = useView((view) => view.opening > 0);
  const empty = isUntouched(useWorld());
  const lesson = useLessonHere();
  if (opening || lesson !== undefined) return null;
  if (example?.start === start) return <ExampleStrip id={example.id} />;
  return empty && idle ? <Welcome /> : null;
}
