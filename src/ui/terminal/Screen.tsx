import { Square } from 'lucide-react';
import {
  Fragment,
  lazy,
  memo,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { Command as RunningCommand } from '../../history/history.ts';
import { isSealed } from '../../store/guessing.ts';
import type { Entry } from '../../store/steps.ts';
import type { Aside } from '../../store/terminals.ts';
import type { Place } from '../../world/world.ts';
import { shownLine } from '../commands/shown-line.ts';
import { useGuessing, useLab, useStores, useTerminals } from '../stores/stores.tsx';
import { Linked } from './Linked.tsx';
import { Prompt } from './Prompt.tsx';
import styles from './Terminal.module.css';
import { Hints } from './Hints.tsx';
import { CONTINUES, asideText, failedAt, inOrder, isAside, promptOf, seenOf, visibleEntries } from './screen-text.ts';
import { own } from '../../kernel/own.ts';

const Help = lazy(() => import('./Help.tsx'));
const noAsides: readonly Aside[] = [];

/** How many commands a screen shows at first, the newest; and how many more each time they are asked for. */
const PAGE = 500;

/** A place's terminal: what was typed and what came of it, and the prompt. */
export function Screen({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  const cleared = useTerminals((state) => own(state.cleared, place) ?? 0);
  const asked = useGuessing((guessing) => guessing.asked?.entry);
  const entries = useLab(useShallow((lab) => visibleEntries(lab, place, { cleared, asked })));
  const asides = useTerminals((state) => own(state.asides, place) ?? noAsides);
  const items = useMemo(() => inOrder(entries, asides), [entries, asides]);
  const [pages, setPages] = useState(1);
  const earlier = Math.max(0, items.length - pages * PAGE);
  const running = useLab((lab) => lab.waiting[0]);
  const waiting = useLab(useShallow((lab) => lab.waiting.filter((command) => command.place === place)));
  const screen = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const search = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => {
    // Nothing is below an empty screen, and to look for it would lay the whole page out.
    if (items.length + waiting.length > 0) screen.current?.scrollTo({ top: screen.current.scrollHeight });
  }, [items, waiting]);

  const focusInput = (event: MouseEvent) => {
    const selecting = document.getSelection()?.isCollapsed === false;
    if (!selecting && event.button === 0) (input.current ?? search.current)?.focus({ preventScroll: true });
  };

  return (
    <div ref={screen} className={styles['screen']} onClick={focusInput}>
      {items.length === 0 && waiting.length === 0 && <p className={styles['hint']}>{t('terminal.hint')}</p>}
      <div role="log" aria-label={t('terminal.output')}>
        {earlier > 0 && (
          <button type="button" className={styles['elsewhere']} onClick={() => setPages(pages + 1)}>
            {t('terminal.earlier', { count: Math.min(PAGE, earlier) })}
          </button>
        )}
        {items
          .slice(earlier)
          .map((item) =>
            isAside(item) ? (
              <AsideItem key={`aside ${item.id}`} place={place} aside={item} />
            ) : (
              <Output
                key={item.id}
                entry={item}
                place={place}
                isLatest={running === undefined && item === items.at(-1)}
              />
            ),
          )}
        {waiting.map(({ line }, index) => (
          <Command key={index} place={place} line={line} />
        ))}
      </div>
      <Working place={place} running={running?.place === place ? running : undefined} />
      <Prompt place={place} input={input} search={search} />
    </div>
  );
}

interface OutputProps {
  readonly entry: Entry;
  /** Whose terminal it is. */
  readonly place: Place;
  /** Nothing has followed it on its screen, nor will. */
  readonly isLatest: boolean;
}

const Output = memo(function Output({ entry, place, isLatest }: OutputProps) {
  const { t } = useTranslation();
  const { line, stdout, stderr } = seenOf(entry, place);
  const sealed = useGuessing((guessing) => isSealed(guessing, entry));
  const isAsked = useGuessing(({ asked }) => asked?.entry === entry.id);
  if (sealed)
    return (
      <>
        {line !== undefined && <Command place={place} line={line} />}
        <p className={styles['aside']} role="note">
          {t(isAsked ? 'terminal.sealedInClass' : 'terminal.sealed')}
        </p>
      </>
    );
  return (
    <>
      {line !== undefined && <Command place={place} line={line} />}
      {stdout !== '' && (
        <pre className={styles['output']} data-wraps={isOneLine(stdout) || undefined}>
          <Linked text={stdout} outcome={entry.outcome} />
        </pre>
      )}
      {stderr !== '' && (
        <pre className={styles[failedAt(entry, place) ? 'error' : 'output']}>
          <Linked text={stderr} outcome={entry.outcome} />
        </pre>
      )}
      {entry.place === place && <Hints entry={entry} isLatest={isLatest} />}
    </>
  );
});

function AsideItem({ place, aside }: { readonly place: Place; readonly aside: Aside }) {
  const { t } = useTranslation();
  const { line, ended } = aside;
  return (
    <>
      <Command place={place} line={asideText(aside)} />
      {ended !== undefined && (
        <p className={styles['aside']} role="note">
          {t(`ended.${ended}`)}
        </p>
      )}
      {line === undefined && (
        <Suspense>
          <Help place={place} />
        </Suspense>
      )}
    </>
  );
}

/** Ms after which a line that runs is said to work. */
const PATIENCE = 2000;

/** What is said of a line that runs for long, with the way to end it. */
function Working({ place, running }: { readonly place: Place; readonly running: RunningCommand | undefined }) {
  const { t } = useTranslation();
  const { lab } = useStores();
  const [late, setLate] = useState<RunningCommand>();
  useEffect(() => {
    if (running === undefined) return;
    const timer = setTimeout(() => setLate(running), PATIENCE);
    return () => clearTimeout(timer);
  }, [running]);
  return (
    <div role="status">
      {running !== undefined && late === running && (
        <p className={styles['aside']}>
          {t('terminal.working')}{' '}
          <button type="button" className={styles['elsewhere']} onClick={() => lab.getState().interrupt(place)}>
            <Square aria-hidden />
            {t('terminal.interrupt')}
          </button>
        </p>
      )}
    </div>
  );
}

/** A single long line is broken to be read; a table keeps its columns and scrolls. */
const isOneLine = (text: string): boolean => text.indexOf('\n') >= text.length - 1;

function Command({ place, line }: { readonly place: Place; readonly line: string }) {
  const { t } = useTranslation();
  return (
    <pre className={styles['command']}>
      {shownLine(line, t)
        .split('\n')
        .map((part, index) => (
          <Fragment key={index}>
            {index > 0 && '\n'}
            <span className={styles['prompt']}>{index === 0 ? promptOf(place) : CONTINUES}</span> {part}
          </Fragment>
        ))}
    </pre>
  );
}
