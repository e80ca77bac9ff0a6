import { Flag, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { documentOf } from '../../store/document.ts';
import { beginLab } from '../../store/begin.ts';
import { whileOpening } from '../../store/stores.ts';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { Button } from '../controls/Button.tsx';
import { useStores, useView } from '../stores/stores.tsx';
import { CommandLines } from './CommandLines.tsx';
import styles from './Maker.module.css';
import { change } from './making.ts';
import { Part } from './Part.tsx';

/** What the lesson begins with. */
export function StartPart({ draft }: { readonly draft: MadeLesson }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const { seed, start } = draft;
  const takeLab = () => {
    const { history } = documentOf(stores);
    change({ seed: history.seed, start: history.commands });
  };
  const goToStart = () => {
    close();
    void whileOpening(stores, () => beginLab(stores, undefined, { seed, commands: start }));
  };
  return (
    <Part title={t('maker.start.title')}>
      <p className={styles['hint']}>{t('maker.start.text', { count: start.length })}</p>
      <CommandLines commands={start} />
      <div className={styles['buttons']}>
        <Button icon={<Flag />} onClick={takeLab}>
          {t('maker.start.again')}
        </Button>
        <Button icon={<RotateCcw />} onClick={goToStart}>
          {t('maker.start.go')}
        </Button>
      </div>
    </Part>
  );
}
