import { ChevronUp, CircleAlert, LocateFixed, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Explained } from '../glossary/Explained.tsx';
import { RemedyButton, Reveal } from '../inspector/why/Remedy.tsx';
import { useWhy, type Why } from '../inspector/why/why.ts';
import { useStores } from '../stores/stores.tsx';
import styles from './Banner.module.css';

/** Why the traffic failed, in a line near its story; folded it is no more than that line, and unfolds over the picture. */
export function Banner({ folds = false }: { readonly folds?: boolean }) {
  const { t } = useTranslation();
  const why = useWhy();
  const [open, setOpen] = useState(false);
  if (why === undefined) return null;
  const banner = (
    <section
      className={styles['banner']}
      aria-label={t('why.failed')}
      data-kind={why.hidden ? undefined : why.diagnosis.kind}
    >
      <CircleAlert className={styles['icon']} aria-hidden />
      <p className={styles['sentence']} role="status">
        {why.hidden ? t('why.hidden') : <Explained {...why.sentence} />}
      </p>
      {folds && (
        <IconButton
          className={styles['unfold']}
          label={t('timeline.wholeCaption')}
          icon={<ChevronUp />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      )}
      {(open || !folds) && <div className={styles['actions']}>{why.hidden ? <Reveal /> : <Answers {...why} />}</div>}
    </section>
  );
  if (!folds) return banner;
  return (
    <div className={styles['folded']} data-folds data-open={open || undefined}>
      {banner}
    </div>
  );
}

/** What can be done about it. */
function Answers({ diagnosis: { hop }, remedies, mended, tryAgain }: Why) {
  const { t } = useTranslation();
  const { playback, view } = useStores();
  const showHop = () => {
    playback.getState().pause();
    playback.getState().seek(hop ?? 0);
    view.getState().select(undefined);
  };
  return (
    <>
      {remedies.slice(0, 1).map((remedy) => (
        <RemedyButton key={remedy.text} remedy={remedy} className={styles['remedy']} />
      ))}
      <Button icon={<RotateCw />} look={mended ? 'primary' : 'plain'} onClick={tryAgain}>
        <span className={styles['word']}>{t('why.again')}</span>
      </Button>
      {hop !== undefined && (
        <Button look="quiet" icon={<LocateFixed />} onClick={showHop}>
          <span className={styles['word']}>{t('why.show')}</span>
        </Button>
      )}
    </>
  );
}
