import { Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../history/history.ts';
import { watch } from '../../store/teaching.ts';
import { Button } from '../controls/Button.tsx';
import { useStores } from '../stores/stores.tsx';
import asked from '../questions/Asked.module.css';
import styles from './LessonDock.module.css';
import { promptOf } from '../terminal/screen-text.ts';

/** Traffic that is sent to be watched, as it would be typed. */
export function Watch({ commands, ran }: { readonly commands: readonly Command[]; readonly ran: boolean }) {
  const { t } = useTranslation('lessons');
  const stores = useStores();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    await watch(stores);
    setBusy(false);
  };
  return (
    <div className={asked['question']}>
      <Commands commands={commands} />
      <div className={asked['asking']}>
        <Button look={ran ? 'plain' : 'primary'} icon={<Play />} disabled={busy} onClick={() => void send()}>
          {t(ran ? 'watch.again' : 'watch.run')}
        </Button>
      </div>
    </div>
  );
}

/** Commands with their prompts. */
export function Commands({ commands }: { readonly commands: readonly Command[] }) {
  return (
    <pre className={styles['commands']}>
      {commands.map(({ place, line }, at) => (
        <span key={at} className={styles['command']}>
          <span className={styles['prompt']}>{promptOf(place)}</span> {line}
        </span>
      ))}
    </pre>
  );
}
