import { CircleAlert, LocateFixed, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { Rich } from '../controls/Rich.tsx';
import { RemedyButton } from '../inspector/why/WhySection.tsx';
import { useWhy } from '../inspector/why/why.ts';
import { useStores } from '../stores/stores.tsx';
import styles from './Banner.module.css';

/** Why the traffic failed, in a line above the timeline. */
export function Banner() {
  const { t } = useTranslation();
  const { playback, view } = useStores();
  const why = useWhy();
  if (why === undefined) return null;
  const { diagnosis, sentence, remedies, mended, tryAgain } = why;
  const { hop } = diagnosis;
  const showHop = () => {
    playback.getState().pause();
    playback.getState().seek(hop ?? 0);
    view.getState().select(undefined);
  };
  return (
    <section className={styles['banner']} aria-label={t('why.failed')} data-kind={diagnosis.kind}>
      <CircleAlert className={styles['icon']} aria-hidden />
      <p className={styles['sentence']} role="status">
        <Rich {...sentence} />
      </p>
      <div className={styles['actions']}>
        {remedies.slice(0, 1).map((remedy) => (
          <RemedyButton key={remedy.text} remedy={remedy} className={styles['remedy']} />
        ))}
        <Button icon={<RotateCw />} look={mended ? 'primary' : 'plain'} onClick={tryAgain}>
          {t('why.again')}
        </Button>
        {hop !== undefined && (
          <Button look="quiet" icon={<LocateFixed />} onClick={showHop}>
            {t('why.show')}
          </Button>
        )}
      </div>
    </section>
  );
}
