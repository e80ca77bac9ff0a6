import { useTranslation } from 'react-i18next';
import { useAnswer } from '../asking/use-answer.ts';
import { Waiting } from '../asking/Waiting.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import styles from './Examine.module.css';
import { RuleLine, Said } from './parts.tsx';
import { selectionAt } from './selection-at.ts';
import { targetAddress } from './why-text.ts';

/** What others can open of the hosts and their containers: which port, who, by what, past which firewall. */
export function Exposed() {
  const { t } = useTranslation('examining');
  const world = useWorld();
  const { simulator } = useStores();
  const reveal = useView((view) => view.reveal);
  const close = useView((view) => view.closeDialog);
  const asked = useAnswer((follower) => simulator.follow(follower, 'exposure', world), [simulator, world]);
  if (asked.state !== 'done') return <Waiting asked={asked} />;
  if (asked.answer.length === 0) return <p className={styles['hint']}>{t('exposed.none')}</p>;
  const show = (place: string) => {
    const selection = selectionAt(world, place);
    if (selection === undefined) return;
    close();
    reveal(selection);
  };
  return (
    <div className={styles['part']}>
      <p className={styles['hint']}>
        {t('exposed.text', { count: asked.answer.length })} {t('exposed.assumes')}
      </p>
      <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('tabs.exposed')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('exposed.port')}</th>
              <th scope="col">{t('exposed.whose')}</th>
              <th scope="col">{t('exposed.who')}</th>
              <th scope="col">{t('exposed.by')}</th>
              <th scope="col">{t('exposed.past')}</th>
            </tr>
          </thead>
          <tbody>
            {asked.answer.map(({ target, machine, to, why, database, past }) => (
              <tr key={`${targetAddress(target)} ${target.to}`}>
                <th scope="row">
                  <code>{targetAddress(target)}</code>
                  <div className={styles['hint']}>{machine}</div>
                </th>
                <td data-label={t('exposed.whose')}>
                  <button type="button" className={styles['chip']} onClick={() => show(target.place)}>
                    {target.to}
                  </button>
                  {database !== undefined && <div className={styles['bad']}>{t('exposed.database', { database })}</div>}
                </td>
                <td data-label={t('exposed.who')}>{t(`exposed.${to}`)}</td>
                <td className={styles['long']} data-label={t('exposed.by')}>
                  <Said why={why} />
                  {why.rule !== undefined && <RuleLine rule={why.rule} />}
                </td>
                <td data-label={t('exposed.past')}>
                  {past === undefined ? (
                    t('exposed.noFirewall')
                  ) : (
                    <>
                      {t(`exposed.manager.${past.manager}`, { chain: past.chain })}
                      {past.rule !== undefined && <RuleLine rule={past.rule} />}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
