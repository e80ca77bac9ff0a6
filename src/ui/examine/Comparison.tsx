import { useTranslation } from 'react-i18next';
import type { Change, Comparison, ReachChange } from '../../doctor/compare/compare.ts';
import styles from './Examine.module.css';

/** So many of each kind are listed. */
const LISTED = 200;
const things = ['networks', 'containers', 'ports', 'rules'] as const;

/** How two worlds differ: who reaches whom first, then what they have. */
export function Differences({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation('examining');
  const { reach } = comparison;
  const changed = things.filter((each) => comparison[each].gained.length + comparison[each].lost.length > 0);
  const isSame = changed.length === 0 && reach.gained.length + reach.lost.length + reach.other.length === 0;
  return (
    <div className={styles['part']}>
      <p role="status">
        {isSame
          ? t('compare.same')
          : t('compare.summary', { gained: reach.gained.length, lost: reach.lost.length, other: reach.other.length })}
      </p>
      <Pairs title={t('compare.gained')} pairs={reach.gained} />
      <Pairs title={t('compare.lost')} pairs={reach.lost} />
      <Pairs title={t('compare.other')} pairs={reach.other} />
      {changed.map((each) => (
        <Things key={each} title={t(`compare.${each}`)} change={comparison[each]} />
      ))}
    </div>
  );
}

function Pairs({ title, pairs }: { readonly title: string; readonly pairs: readonly ReachChange[] }) {
  const { t } = useTranslation('examining');
  if (pairs.length === 0) return null;
  const words = (result: ReachChange['before']) => t(result === undefined ? 'compare.absent' : `result.${result}`);
  return (
    <section>
      <h3>{title}</h3>
      <ul className={styles['said']}>
        {pairs.slice(0, LISTED).map(({ from, to, host, port, protocol, before, after }) => (
          <li key={`${from} ${to} ${host ?? ''} ${port} ${protocol}`}>
            {t('compare.pair', {
              from,
              to: `${to}${host === undefined ? '' : ` (${host})`}:${port}/${protocol}`,
              before: words(before),
              after: words(after),
            })}
          </li>
        ))}
        {pairs.length > LISTED && <li>{t('compare.more', { count: pairs.length - LISTED })}</li>}
      </ul>
    </section>
  );
}

function Things({ title, change: { gained, lost } }: { readonly title: string; readonly change: Change }) {
  const { t } = useTranslation('examining');
  const lines = [...lost.map((text) => ({ sign: '−', text })), ...gained.map((text) => ({ sign: '+', text }))];
  return (
    <section>
      <h3>{title}</h3>
      <ul className={styles['changes']}>
        {lines.slice(0, LISTED).map(({ sign, text }, at) => (
          <li key={at} data-sign={sign}>
            <span aria-hidden>{sign}</span>
            <span className="visually-hidden">{t(sign === '+' ? 'compare.added' : 'compare.removed')}</span>{' '}
            <code>{text}</code>
          </li>
        ))}
        {lines.length > LISTED && <li>{t('compare.more', { count: lines.length - LISTED })}</li>}
      </ul>
    </section>
  );
}
