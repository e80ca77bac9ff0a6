import { lazy, Suspense, useLayoutEffect } from 'react';
import { loadTexts } from '../i18n/i18n.ts';
import { useShortcuts } from '../ui/commands/shortcuts.ts';
import { useClassroom } from '../ui/classroom/classroom.ts';
import { Dialogs } from '../ui/dialogs/Dialogs.tsx';
import { GraphPanel } from '../ui/graph/GraphPanel.tsx';
import { Header } from '../ui/header/Header.tsx';
import { Inspector } from '../ui/inspector/Inspector.tsx';
import { Announcer } from '../ui/page/Announcer.tsx';
import { SheetTabs } from '../ui/page/PanelTabs.tsx';
import { useCalm } from '../ui/page/calm.ts';
import { unframe } from '../ui/page/frame.ts';
import { useFolded } from '../ui/page/media.ts';
import { usePanel } from '../ui/page/panels.ts';
import { useOpening } from '../ui/share/opening.ts';
import { useView } from '../ui/stores/stores.tsx';
import { EventsPanel } from '../ui/timeline/EventsPanel.tsx';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import { Guide } from '../ui/welcome/Guide.tsx';

const ClassPanel = lazy(() => import('../ui/classroom/ClassPanel.tsx'));
const ClassStrip = lazy(() => import('../ui/classroom/ClassStrip.tsx'));
const Projected = lazy(() => import('../ui/classroom/Projected.tsx'));
const Editor = lazy(async () => {
  const [part] = await Promise.all([import('../ui/editor/Editor.tsx'), loadTexts('editor')]);
  return part;
});
const History = lazy(() => import('../ui/history/History.tsx'));
const LessonDock = lazy(() => import('../ui/lessons/LessonDock.tsx'));
const Presenter = lazy(async () => {
  const [part] = await Promise.all([import('../ui/presenter/Presenter.tsx'), loadTexts('talk')]);
  return part;
});
const Update = lazy(() => import('../ui/update/Update.tsx'));

/** What comes before the terminal, for the eye and for the keyboard. */
export function Above() {
  const events = usePanel('events');
  const lesson = usePanel('lesson');
  const editor = usePanel('editor');
  const folded = useFolded();
  const presenting = useView((view) => view.presenting);
  const inClass = useClassroom(({ part }) => part !== undefined);
  useShortcuts();
  useOpening();
  useLayoutEffect(unframe, []);
  return (
    <>
      {!presenting && <Header />}
      <GraphPanel />
      {!presenting && !inClass && !(folded && editor.open) && <Guide />}
      {!presenting && inClass && (
        <Suspense>
          <ClassStrip />
        </Suspense>
      )}
      {!presenting && <Timeline />}
      {!presenting && events.open && <EventsPanel />}
      {!presenting && lesson.open && (
        <Suspense>
          <LessonDock />
        </Suspense>
      )}
    </>
  );
}

/** Keeping the page for use without a network takes the line for itself: it waits until somebody looks rather than types. */
const LEFT_ALONE = { quiet: 1000, patience: 30_000 };

/** What comes after the terminal, and what stands over the page. */
export function Beside() {
  const folded = useFolded();
  const inspector = usePanel('inspector');
  const history = usePanel('history');
  const editor = usePanel('editor');
  const classroom = usePanel('classroom');
  const projected = useClassroom((state) => state.projected);
  const presenting = useView((view) => view.presenting);
  const calm = useCalm(LEFT_ALONE);
  return (
    <>
      {!presenting && inspector.open && <Inspector />}
      {!presenting && classroom.open && (
        <Suspense>
          <ClassPanel />
        </Suspense>
      )}
      {!presenting && editor.open && (
        <Suspense>
          <Editor />
        </Suspense>
      )}
      {!presenting && history.open && (
        <Suspense>
          <History />
        </Suspense>
      )}
      {!presenting && folded && <SheetTabs />}
      {presenting && (
        <Suspense>
          <Presenter />
        </Suspense>
      )}
      {projected && (
        <Suspense>
          <Projected />
        </Suspense>
      )}
      <Dialogs />
      <Announcer />
      {calm && (
        <Suspense>
          <Update />
        </Suspense>
      )}
    </>
  );
}
