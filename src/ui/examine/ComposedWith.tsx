import { PencilRuler } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Composed, ComposeDifference } from '../../doctor/compare/composed.ts';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import { Button } from '../controls/Button.tsx';
import { untouched } from '../controls/rich-text.ts';
import { Rich } from '../lessons/Rich.tsx';
import { useView } from '../stores/stores.tsx';
import styles from './Examine.module.css';

/** So many are listed. */
const LISTED = 300;

interface ComposedWithProps {
  readonly composed: Composed;
  readonly files: readonly GivenFile[];
}

/** What compose files say and the host has not, or otherwise; and a way to open them in the editor. */
export function ComposedWith({ composed, files }: ComposedWithProps) {
  const { t } = useTranslation('examining');
  const open = useView((view) => view.open);
  if (!composed.ok)
    return (
      <p role="alert" className={styles['bad']}>
        {t('composed.failed')} <code>{composed.text}</code>
      </p>
    );
  const { project, machine, found, differences, services } = composed;
  return (
    <section className={styles['part']} aria-labelledby="examine-composed">
      <h3 id="examine-composed">{found ? t('composed.title', { project }) : t('composed.untitled')}</h3>
      <p role="status">
        {!found
          ? t('composed.absent', { machine, count: services })
          : differences.length === 0
            ? t('composed.same', { machine, count: services })
            : t('composed.differs', { machine, count: differences.length })}
      </p>
      <ul className={styles['said']}>
        {(found ? differences : []).slice(0, LISTED).map((each, at) => (
          <li key={at}>
            <DifferenceText difference={each} />
          </li>
        ))}
        {found && differences.length > LISTED && <li>{t('compare.more', { count: differences.length - LISTED })}</li>}
      </ul>
      <p className={styles['hint']}>{t('composed.openText')}</p>
      <div className={styles['buttons']}>
        <Button icon={<PencilRuler />} onClick={() => open({ kind: 'composeFiles', files })}>
          {t('composed.open')}
        </Button>
      </div>
    </section>
  );
}

function DifferenceText({ difference: { kind, values } }: { readonly difference: ComposeDifference }) {
  const { t } = useTranslation('examining');
  return <Rich template={t(`composed.difference.${kind}`, untouched)} values={values} />;
}
