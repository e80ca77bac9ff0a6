import { useLayoutEffect, type CSSProperties } from 'react';
import { loaded } from '../ui/page/loaded.tsx';
import { useShownTheme } from '../ui/page/media.ts';
import { painted } from '../ui/page/paint.ts';
import { usePanel } from '../ui/page/panels.ts';
import { useSettings, useView } from '../ui/stores/stores.tsx';
import { Terminal } from '../ui/terminal/Terminal.tsx';
import styles from './App.module.css';

/** Under way from the start, and shown once there is something to type in. */
const panels = import('./Panels.tsx');
panels.catch(() => undefined); // thrown where they are to be shown
const shown = async () => {
  await painted();
  return panels;
};
const Above = loaded(async () => (await shown()).Above);
const Beside = loaded(async () => (await shown()).Beside);

/** The whole page: the terminal first, then what stands around it. */
export function App() {
  const { inspectorWidth, terminalHeight } = useSettings((state) => state);
  const inspector = usePanel('inspector');
  const terminal = usePanel('terminal');
  const history = usePanel('history');
  const events = usePanel('events');
  const lesson = usePanel('lesson');
  const editor = usePanel('editor');
  const classroom = usePanel('classroom');
  const theme = useShownTheme();
  const presenting = useView((view) => view.presenting);

  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  // Letters are large from the first frame on, before what presents has come.
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-presenting', presenting);
  }, [presenting]);

  const sizes: CSSProperties & Record<`--${string}`, string> = {
    '--inspector-width': `${inspectorWidth}px`,
    '--terminal-height': `${terminalHeight}px`,
  };
  return (
    <div
      className={styles[presenting ? 'presenting' : 'app']}
      style={sizes}
      data-inspector={inspector.open || classroom.open ? 'open' : 'closed'}
      data-history={history.open ? 'open' : 'closed'}
      data-terminal={terminal.open ? 'open' : 'closed'}
      data-events={events.open ? 'open' : 'closed'}
      data-lesson={lesson.open ? 'open' : 'closed'}
      data-editor={editor.open ? 'open' : 'closed'}
    >
      <Above />
      {!presenting && terminal.open && <Terminal />}
      <Beside />
    </div>
  );
}
