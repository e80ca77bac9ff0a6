import { FilePen, GraduationCap, History, List, PanelRight, SquareTerminal, Users } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Panel } from '../../store/view.ts';
import { Button } from '../controls/Button.tsx';
import { useClassroom } from '../classroom/classroom.ts';
import { useLessonHere, usePlayback, useShownFile, useStores } from '../stores/stores.tsx';
import styles from './PanelTabs.module.css';
import { usePanel } from './panels.ts';

const icons = {
  inspector: <PanelRight />,
  terminal: <SquareTerminal />,
  history: <History />,
  events: <List />,
  lesson: <GraduationCap />,
  editor: <FilePen />,
  classroom: <Users />,
};
const folded: readonly Panel[] = ['inspector', 'terminal', 'events', 'history'];
/** A lesson's place is worth more than that of the history, which the menu has too. */
const withLesson: readonly Panel[] = ['lesson', 'inspector', 'terminal', 'events'];
const docked: readonly Panel[] = ['terminal', 'events'];

/** Where panels are folded: which of them is up, at the thumb's reach. */
export function SheetTabs() {
  const { t } = useTranslation();
  const { view } = useStores();
  const lesson = useLessonHere() !== undefined;
  const hasFile = useShownFile() !== undefined;
  const hasClass = useClassroom(({ part }) => part?.kind === 'teaching');
  const panels = lesson ? withLesson : folded;
  // The last of them gives its place to the editor while that has a file, and to a class that is driven from here.
  const withFile = hasFile ? [...panels.slice(0, -1), 'editor' as const] : panels;
  const tabs = hasClass ? [...withFile.slice(0, -1), 'classroom' as const] : withFile;

  // Who taps a thing wants to read about it; in a lesson, its text goes on.
  useEffect(
    () =>
      view.subscribe((now, before) => {
        if (now.selected !== undefined && now.selected !== before.selected && now.sheet !== 'lesson')
          now.showSheet('inspector');
      }),
    [view],
  );

  return (
    <nav className={[styles['tabs'], styles['sheet']].join(' ')} aria-label={t('controls.panels')}>
      {tabs.map((panel) => (
        <PanelTab key={panel} panel={panel} />
      ))}
    </nav>
  );
}

/** Where the terminal and the list of events share one place. */
export function DockTabs() {
  const { t } = useTranslation();
  return (
    <nav className={styles['tabs']} aria-label={t('controls.panels')}>
      {docked.map((panel) => (
        <PanelTab key={panel} panel={panel} />
      ))}
    </nav>
  );
}

function PanelTab({ panel }: { readonly panel: Panel }) {
  const { t } = useTranslation();
  const { open, setOpen } = usePanel(panel);
  const hasStory = usePlayback(({ hops }) => hops.length > 0);
  return (
    <Button
      look="quiet"
      icon={icons[panel]}
      title={t(`${panel}.label`)}
      aria-expanded={open}
      disabled={panel === 'events' && !hasStory && !open}
      onClick={() => setOpen(!open)}
    >
      <span className={styles['name']}>{t(`${panel}.label`)}</span>
    </Button>
  );
}
