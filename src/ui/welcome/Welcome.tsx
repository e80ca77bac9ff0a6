import { ArrowRight, GraduationCap, LayoutGrid, Plus, Server } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../../store/stores.ts';
import { Button } from '../controls/Button.tsx';
import { continueLessons } from '../lessons/lessons.ts';
import { useLesson, useStores } from '../stores/stores.tsx';
import { CommandButton } from './CommandButton.tsx';
import styles from './Guide.module.css';

const EXAMPLE = 'docker run -d --name web -p 8080:80 nginx';
const LOOKS = ['docker network ls', 'ip addr'];
const REQUEST = 'curl -s -m 2 http://192.168.65.10:8080';

/** What invites the first click, while there is nothing in the lab. */
export function Welcome() {
  const { t } = useTranslation();
  const stores = useStores();
  const begun = useLesson(({ progress }) => progress.last !== undefined);

  const showRequest = async () => {
    const made = await runCommand(stores, 'host1', EXAMPLE);
    if (made?.outcome.exit === 0) await runCommand(stores, 'client', REQUEST);
  };

  return (
    <section className={styles['guide']} aria-labelledby="welcome">
      <div className={styles['text']}>
        <h2 id="welcome" className={styles['title']}>
          {t('welcome.title')}
        </h2>
        {'. '}
        <span className={styles['more']}>{t('welcome.text')}</span>
      </div>
      <div className={styles['buttons']}>
        <Button look="primary" icon={<Plus />} onClick={() => stores.view.getState().open({ kind: 'container' })}>
          {t('welcome.add')}
        </Button>
        <Button icon={<ArrowRight />} onClick={() => void showRequest()}>
          {t('welcome.example')}
        </Button>
        <Button icon={<GraduationCap />} onClick={() => void continueLessons(stores)}>
          {t(begun ? 'lesson.continue' : 'lesson.first')}
        </Button>
        <Button icon={<LayoutGrid />} onClick={() => stores.view.getState().open({ kind: 'gallery' })}>
          {t('commands.gallery')}
        </Button>
        <Button icon={<Server />} onClick={() => stores.view.getState().open({ kind: 'bring', files: [] })}>
          {t('share.bring')}
        </Button>
      </div>
      <div className={styles['commands']}>
        <span>{t('welcome.type')}</span>
        {[EXAMPLE, ...LOOKS].map((line) => (
          <CommandButton key={line} commands={[{ place: 'host1', line }]} />
        ))}
      </div>
    </section>
  );
}
