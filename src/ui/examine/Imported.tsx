import { useTranslation } from 'react-i18next';
import { keepers, type Change } from '../../world/imported.ts';
import { untouched } from '../controls/rich-text.ts';
import { Rich } from '../lessons/Rich.tsx';
import { useWorld } from '../stores/stores.tsx';
import styles from './Examine.module.css';
import { changeWords, lackSentence, whose } from './imported-text.ts';

/** So many of each kind are listed. */
const LISTED = 300;

/** Of a lab that began with real hosts: what was changed there by hand, and what the lab has not. */
export function Imported() {
  const { t } = useTranslation('examining');
  const { t: said } = useTranslation('imported');
  const { imported } = useWorld();
  if (imported === undefined) return <p className={styles['hint']}>{t('imported.none')}</p>;
  const { lacks, otherLayouts } = imported;
  const changes = imported.changes.filter(({ by }) => by === undefined);
  return (
    <div className={styles['part']}>
      <section className={styles['part']} aria-labelledby="imported-changes">
        <h3 id="imported-changes">{t('imported.changes', { count: changes.length })}</h3>
        <p className={styles['hint']}>{t('imported.changesText')}</p>
        {otherLayouts.map(({ host, version }) => (
          <p key={host}>
            <Rich template={said('layout', untouched)} values={{ host, version }} />
          </p>
        ))}
        <ul className={styles['changes']}>
          <ChangeRows changes={changes} />
        </ul>
        {keepers.map((by) => {
          const kept = imported.changes.filter((change) => change.by === by);
          return (
            kept.length > 0 && (
              <details key={by}>
                <summary>{t('imported.kept', { count: kept.length, by })}</summary>
                <ul className={styles['changes']}>
                  <ChangeRows changes={kept} />
                </ul>
              </details>
            )
          );
        })}
      </section>
      <section className={styles['part']} aria-labelledby="imported-lacks">
        <h3 id="imported-lacks">{t('imported.lacks', { count: lacks.length })}</h3>
        <p className={styles['hint']}>{t('imported.lacksText')}</p>
        <ul className={styles['said']}>
          {lacks.slice(0, LISTED).map((lack, at) => (
            <li key={at}>
              <Rich {...lackSentence(said, lack)} />
            </li>
          ))}
          {lacks.length > LISTED && <li>{t('compare.more', { count: lacks.length - LISTED })}</li>}
        </ul>
      </section>
    </div>
  );
}

function ChangeRows({ changes }: { readonly changes: readonly Change[] }) {
  const { t } = useTranslation('examining');
  return (
    <>
      {changes.slice(0, LISTED).map((change, at) => (
        <ChangeRow key={at} change={change} />
      ))}
      {changes.length > LISTED && <li>{t('compare.more', { count: changes.length - LISTED })}</li>}
    </>
  );
}

function ChangeRow({ change }: { readonly change: Change }) {
  const { t } = useTranslation('examining');
  const isOnHost = change.only === 'host';
  return (
    <li data-sign={isOnHost ? '+' : '−'}>
      <span aria-hidden>{isOnHost ? '+' : '−'}</span>
      <span className="visually-hidden">{t(isOnHost ? 'imported.onHost' : 'imported.rebuilt')}</span>{' '}
      <span className={styles['hint']}>{whose(change)}</span> <code>{changeWords(change)}</code>
    </li>
  );
}
