import { useTranslation } from 'react-i18next';
import { CopyText } from '../controls/CopyButton.tsx';
import styles from './Bring.module.css';

const scripts = import.meta.glob<string>('../../snapshot/script/snapshot.sh', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const [script = ''] = Object.values(scripts);

const RUN = 'sudo sh snapshot.sh > host.json';
const BY_SSH = 'ssh HOST sudo sh -s < snapshot.sh > host.json';
/** Without the script: what a person may have at hand. */
const BY_HAND = 'docker inspect $(docker ps -aq) $(docker network ls -q)';

const parts = ['docker', 'ip', 'rules', 'sockets', 'files', 'containers', 'missing'] as const;

/** The script that tells all of a host that is about its network: how it is run, what it reads, and the script itself. */
export function Script() {
  const { t } = useTranslation('bringing');
  return (
    <section aria-labelledby="bring-script" className={styles['column']}>
      <div className={styles['part']}>
        <h3 id="bring-script">{t('script')}</h3>
        <p className={styles['hint']}>{t('scriptText')}</p>
        <div className={styles['buttons']}>
          <CopyText text={script} label={t('scriptCopy')} look="plain" />
        </div>
        <p className={styles['hint']}>{t('scriptRun')}</p>
        <code className={styles['command']}>{RUN}</code>
        <p className={styles['hint']}>{t('scriptSsh')}</p>
        <code className={styles['command']}>{BY_SSH}</code>
        <p className={styles['hint']}>{t('scriptByHand')}</p>
        <code className={styles['command']}>{BY_HAND}</code>
      </div>
      <details className={[styles['part'], styles['fold']].join(' ')}>
        <summary>{t('scriptReads')}</summary>
        <dl className={styles['explained']}>
          {parts.map((part) => (
            <div key={part} className={styles['pair']}>
              <dt>{t(`reads.${part}.what`)}</dt>
              <dd>{t(`reads.${part}.why`)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details className={[styles['part'], styles['fold']].join(' ')}>
        <summary>{t('scriptShow')}</summary>
        <pre className={styles['script']} tabIndex={0} role="group" aria-label={t('script')}>
          {script}
        </pre>
      </details>
    </section>
  );
}
