import { ArrowRight, LayoutGrid, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../store/stores.ts';
import { Button } from '../controls/Button.tsx';
import { useLab, useStores, useView, useWorld } from '../stores/stores.tsx';
import { isUntouched } from '../world/spots.ts';
import styles from './Welcome.module.css';

const EXAMPLE = 'docker run -d --name web -p 8080:80 nginx';
const REQUEST = 'curl -s -m 2 http://192.168.65.10:8080';

/** What invites the first click, while there is nothing in the lab. */
export function Welcome() {
  const { t } = useTranslation();
  const stores = useStores();
  const empty = isUntouched(useWorld());
  const idle = useLab(({ waiting }) => waiting.length === 0);
  const welcoming = useView((view) => view.welcoming);
  if (!empty || !idle || welcoming) return null;

  const showRequest = async () => {
    const made = await runCommand(stores, 'host1', EXAMPLE);
    if (made?.outcome.exit === 0) await runCommand(stores, 'client', REQUEST);
  };

  return (
    <section className={styles['card']} data-floats aria-labelledby="welcome">
      <h2 id="welcome" className={styles['title']}>
        {t('welcome.title')}
      </h2>
      <p className={styles['text']}>{t('welcome.text')}</p>
      <div className={styles['buttons']}>
        <Button look="primary" icon={<Plus />} onClick={() => stores.view.getState().open({ kind: 'container' })}>
          {t('welcome.add')}
        </Button>
        <Button icon={<ArrowRight />} onClick={() => void showRequest()}>
          {t('welcome.example')}
        </Button>
        <Button icon={<LayoutGrid />} onClick={() => stores.view.getState().open({ kind: 'gallery' })}>
          {t('commands.gallery')}
        </Button>
      </div>
      <div className={styles['type']}>
        <span>{t('welcome.type')}</span>
        <button
          type="button"
          className={styles['line']}
          aria-label={t('welcome.run', { line: EXAMPLE })}
          onClick={() => void runCommand(stores, 'host1', EXAMPLE)}
        >
          {EXAMPLE}
        </button>
      </div>
    </section>
  );
}
