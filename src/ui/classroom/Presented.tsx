import { QrCode, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { usePlayback, useStores } from '../stores/stores.tsx';
import { Answering } from './Answering.tsx';
import { Asking } from './Asking.tsx';
import { Attendance } from './Attendance.tsx';
import type { Attending } from './attending.ts';
import { classroomOf, useClassroom } from './classroom.ts';
import styles from './Presented.module.css';
import type { Teaching } from './teaching.ts';
import { turnAt } from './Turn.tsx';
import { goOnAsking, mayAskNext } from './turns.ts';

/** What the class is asked, in place of what tells the story; while nothing is asked, what tells it. */
export function PresentedQuestion({ children }: { readonly children?: ReactNode }) {
  const part = useClassroom((classroom) => classroom.part);
  if (part === undefined) return children;
  return part.kind === 'teaching' ? (
    <Asks teaching={part}>{children}</Asks>
  ) : (
    <Answers attending={part}>{children}</Answers>
  );
}

function Asks({ teaching, children }: { readonly teaching: Teaching; readonly children: ReactNode }) {
  const asking = useStore(teaching, (state) => state.asking);
  return asking === undefined ? children : <Asking teaching={teaching} asking={asking} large />;
}

function Answers({ attending, children }: { readonly attending: Attending; readonly children: ReactNode }) {
  const question = useStore(attending.session, ({ lecture, ended }) => (ended ? undefined : lecture?.shown.question));
  return question === undefined ? children : <Answering attending={attending} question={question} large />;
}

/** What of a class is at hand while somebody presents. */
export function PresentedTools() {
  const part = useClassroom((classroom) => classroom.part);
  if (part === undefined) return null;
  return part.kind === 'teaching' ? <TeachingTools teaching={part} /> : <AttendingTools attending={part} />;
}

function TeachingTools({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const stores = useStores();
  const stage = useStore(teaching, ({ asking }) => asking?.question.stage);
  const turn = turnAt(stage);
  const standing = useStore(teaching.session, (state) => state.standing);
  usePlayback(({ entry, playing, position }) => `${entry} ${playing} ${Math.floor(position)}`);
  if (standing === 'elsewhere') return <Button onClick={teaching.session.takeOver}>{t('strip.takeOver')}</Button>;
  return (
    <div className={styles['tools']} role="group" aria-label={t('strip.label')}>
      <span className={styles['there']}>
        <Attendance teaching={teaching} short />
      </span>
      <IconButton
        label={t(turn.text)}
        keys="Shift Q"
        icon={turn.icon}
        disabled={stage === undefined && !mayAskNext(stores, teaching)}
        onClick={() => goOnAsking(stores, teaching)}
      />
      <IconButton
        label={t('panel.projectTitle')}
        icon={<QrCode />}
        onClick={() => classroomOf(stores).setState({ projected: true })}
      />
    </div>
  );
}

function AttendingTools({ attending }: { readonly attending: Attending }) {
  const { t } = useTranslation('classroom');
  const mode = useStore(attending, (state) => state.mode);
  if (mode !== 'looking' && mode !== 'own') return null;
  return <IconButton label={t('follow.back')} icon={<Undo2 />} onClick={attending.goBack} />;
}
