import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { InstructorState } from '../../classroom/session.ts';
import { Button } from '../controls/Button.tsx';
import { usePanel } from '../page/panels.ts';
import { AskNext } from './AskNext.tsx';
import { Attendance } from './Attendance.tsx';
import styles from './Strip.module.css';
import type { Teaching } from './teaching.ts';

/** Why the class does not see what is shown. */
const troubleOf = ({ status, tooLarge }: InstructorState) =>
  status === 'open' ? (tooLarge ? 'tooLarge' : undefined) : status;

/** The class that is driven from here, in a line: how many are there, and what is asked most. */
export function TeachingStrip({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const standing = useStore(teaching.session, (state) => state.standing);
  const trouble = useStore(teaching.session, troubleOf);
  const panel = usePanel('classroom');
  return (
    <section className={styles['strip']} aria-label={t('strip.label')} data-class>
      <div className={styles['line']}>
        <b className={styles['title']}>{t('strip.unnamed')}</b>
        {standing === 'elsewhere' ? (
          <>
            <span className={styles['says']} role="status">
              {t('strip.elsewhere')}
            </span>
            <Button look="primary" onClick={teaching.session.takeOver}>
              {t('strip.takeOver')}
            </Button>
          </>
        ) : (
          <>
            <span className={styles['says']}>
              <Attendance teaching={teaching} />
              {trouble !== undefined && (
                <span className={styles['trouble']} role="status">
                  {' '}
                  {t(`status.${trouble}`)}
                </span>
              )}
            </span>
            <AskNext teaching={teaching} />
          </>
        )}
        {!panel.open && (
          <Button aria-keyshortcuts="I" onClick={() => panel.setOpen(true)}>
            {t('strip.panel')}
          </Button>
        )}
      </div>
    </section>
  );
}
