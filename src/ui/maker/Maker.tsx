import { FilePlus2, FolderOpen, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../i18n/language.ts';
import { documentOf } from '../../store/document.ts';
import { Button } from '../controls/Button.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab, useStores } from '../stores/stores.tsx';
import { GoalsPart } from './GoalsPart.tsx';
import styles from './Maker.module.css';
import { making, useMaking } from './making.ts';
import { readLesson, type LessonProblem } from './reading.ts';
import { SharePart } from './SharePart.tsx';
import { StartPart } from './StartPart.tsx';
import { StepsPart } from './StepsPart.tsx';
import { TestPart } from './TestPart.tsx';
import { TextsPart } from './TextsPart.tsx';
import { WaysPart } from './WaysPart.tsx';

/** Makes a lesson of the lab: its start, its goals, how it is solved, its texts; and hands it on once it stands. */
export default function Maker() {
  const { t } = useTranslation('lessons');
  const draft = useMaking((state) => state.draft);
  return (
    <Sheet title={t('maker.title')} description={t('maker.description')} wide>
      {draft === undefined ? (
        <Begin />
      ) : (
        <>
          <StartPart draft={draft} />
          <GoalsPart draft={draft} />
          <WaysPart draft={draft} />
          <StepsPart draft={draft} />
          <TextsPart draft={draft} />
          <TestPart draft={draft}>
            <SharePart draft={draft} />
          </TestPart>
          <Button look="danger" icon={<Trash2 />} onClick={() => making.getState().discard()}>
            {t('maker.discard')}
          </Button>
        </>
      )}
    </Sheet>
  );
}

/** With a lab, or with a lesson that was made before. */
function Begin() {
  const { t, i18n } = useTranslation('lessons');
  const stores = useStores();
  const count = useLab(({ done }) => done);
  const [problem, setProblem] = useState<LessonProblem>();
  const texts = `# ${t('maker.texts.newTitle')}\n\n${t('maker.texts.newAbout')}\n`;
  const begin = () => making.getState().begin(documentOf(stores).history, { [languageOf(i18n.language)]: texts });
  const open = (file: File | undefined) =>
    void (async () => {
      const reading = await readLesson(file);
      if (reading.ok) making.getState().open(reading.lesson);
      else setProblem(reading.reason);
    })();
  return (
    <div className={styles['part']}>
      <p className={styles['hint']}>{t('maker.beginText', { count })}</p>
      <div className={styles['buttons']}>
        <Button look="primary" icon={<FilePlus2 />} onClick={begin}>
          {t('maker.begin')}
        </Button>
        <label className={styles['file']}>
          <FolderOpen aria-hidden />
          {t('maker.openFile')}
          <input
            type="file"
            accept=".lesson"
            className="visually-hidden"
            onChange={(event) => open(event.target.files?.[0])}
          />
        </label>
      </div>
      {problem !== undefined && <p role="alert">{t(`maker.unreadable.${problem}`)}</p>}
    </div>
  );
}
