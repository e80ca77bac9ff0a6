import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { usePanel } from '../page/panels.ts';
import { Attendance } from './Attendance.tsx';
import { useClassroom } from './classroom.ts';
import styles from './ClassPanel.module.css';
import { LessonPart } from './LessonPart.tsx';
import { LinkPart } from './LinkPart.tsx';
import { PeoplePart } from './PeoplePart.tsx';
import { QuestionPart } from './QuestionPart.tsx';
import type { Teaching } from './teaching.ts';

/** Beside the picture: the class that is driven from here. */
export default function ClassPanel() {
  const part = useClassroom((classroom) => classroom.part);
  return part?.kind === 'teaching' ? <Panel teaching={part} /> : null;
}

function Panel({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const { setOpen } = usePanel('classroom');
  // The address is what one needs first, and hardly again.
  const isEmpty = useStore(teaching.session, ({ students }) => students.size === 0);
  return (
    <aside className={styles['panel']} aria-label={t('panel.label')}>
      <header className={styles['head']}>
        <h2 className={styles['heading']}>{t('panel.label')}</h2>
        <span className={styles['note']}>
          <Attendance teaching={teaching} />
        </span>
        <IconButton label={t('panel.close')} keys="I" icon={<X />} onClick={() => setOpen(false)} />
      </header>
      <div className={styles['body']} tabIndex={0} role="group" aria-label={t('panel.label')}>
        <Standing teaching={teaching} />
        {isEmpty && <LinkPart teaching={teaching} />}
        <QuestionPart teaching={teaching} />
        <LessonPart teaching={teaching} />
        <PeoplePart teaching={teaching} />
        {!isEmpty && <LinkPart teaching={teaching} />}
        <Ways teaching={teaching} />
      </div>
    </aside>
  );
}

/** How the connection fares, in plain words. */
function Standing({ teaching: { session, broker } }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const { status, standing, dropped } = useStore(session);
  return (
    <div className={styles['part']}>
      <p className={styles['status']} data-status={status} role="status">
        {standing === 'elsewhere'
          ? t('strip.elsewhere')
          : broker === undefined && status === 'open'
            ? t('status.local')
            : t(`status.${status}`)}
      </p>
      <p className={styles['note']}>
        {broker === undefined ? t('status.localHow') : t('status.broker', { broker })}
        {dropped > 0 && ` ${t('status.dropped', { count: dropped })}`}
      </p>
      {standing === 'elsewhere' && (
        <Button look="primary" onClick={session.takeOver}>
          {t('strip.takeOver')}
        </Button>
      )}
    </div>
  );
}

/** The ways out: to go on later, or for good, which is asked once more. */
function Ways({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const [asked, ask] = useState(false);
  return (
    <section className={styles['part']}>
      {asked ? (
        <div className={styles['sure']} role="alertdialog" aria-label={t('panel.end')}>
          <p>{t('panel.endAsk')}</p>
          <div className={styles['buttons']}>
            <Button look="danger" autoFocus onClick={teaching.end}>
              {t('panel.endSure')}
            </Button>
            <Button onClick={() => ask(false)}>{t('panel.cancel')}</Button>
          </div>
        </div>
      ) : (
        <>
          <div className={styles['buttons']}>
            <Button onClick={teaching.leave}>{t('panel.leave')}</Button>
            <Button look="danger" onClick={() => ask(true)}>
              {t('panel.end')}
            </Button>
          </div>
          <p className={styles['note']}>{t('panel.leaveText')}</p>
        </>
      )}
    </section>
  );
}
