import { Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Spot } from '../../compose/tree.ts';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { Plan } from '../../formats/compose/open/plan.ts';
import type { Runs } from '../../formats/compose/open/stand-ins.ts';
import type { Opening } from '../../simulator/questions.ts';
import { Button } from '../controls/Button.tsx';
import { plainText, untouched } from '../controls/rich-text.ts';
import styles from './ComposeFiles.module.css';
import { joined } from './given-files.ts';
import { pick } from './pick.ts';

const REMARKS = 'compose-remarks';

interface WrongProps {
  readonly plan: Plan;
  readonly files: readonly GivenFile[];
  readonly onChange: (files: readonly GivenFile[]) => void;
}

/** Why it cannot be read, where that is, and a way to add what is missing. */
export function Wrong({ plan, files, onChange }: WrongProps) {
  const { t } = useTranslation('composing');
  const { problem, missing } = plan;
  if (!problem) return null;
  const name = missing?.name ?? '';
  const add = (more: readonly GivenFile[]) => {
    const [first] = more;
    if (first) onChange(joined(files, [{ name, text: first.text }]));
  };
  return (
    <section role="alert" className={styles['wrong']}>
      <strong>{t('wrong')}</strong>
      <p>
        <Place spot={problem.spot} /> {problem.text}
      </p>
      {missing && missing.kind !== 'variable' && (
        <>
          <p>{t('missingFile', { name })}</p>
          <div className={styles['ways']}>
            <Button onClick={() => pick(add)}>{t('addIt', { name })}</Button>
            {missing.kind === 'env-file' && (
              <Button onClick={() => add([{ name, text: '' }])}>{t('addEmpty', { name })}</Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function Place({ spot }: { readonly spot: Spot | undefined }) {
  const { t } = useTranslation('composing');
  return spot && <span className={styles['hint']}>{t('place', { file: spot.file, line: spot.line })}: </span>;
}

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={`compose-${id}`} className={styles['part']}>
      <h3 id={`compose-${id}`} tabIndex={-1}>
        {title}
      </h3>
      <ul className={styles['list']}>{children}</ul>
    </section>
  );
}

/** How much will be created, and a way to what is worth a look, which may lie far below. */
export function Summary({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('composing');
  const containers = plan.services.reduce((sum, { replicas }) => sum + replicas, 0);
  const toRemarks = () => {
    const remarks = document.getElementById(REMARKS);
    remarks?.focus({ preventScroll: true });
    remarks?.scrollIntoView();
  };
  return (
    <div className={styles['summary']}>
      <span>
        {[t('replicas', { count: containers }), t('networkCount', { count: plan.networks.length })].join(' · ')}
      </span>
      {plan.remarks.length > 0 && (
        <Button look="quiet" icon={<Eye />} onClick={toRemarks}>
          {t('remarkCount', { count: plan.remarks.length })}
        </Button>
      )}
    </div>
  );
}

/** What will be created, what stands in for images, what is left out, and what is worth a look. */
export function Preview({ plan }: { readonly plan: Opening }) {
  const { t } = useTranslation('composing');
  const { failure } = plan;
  return (
    <>
      {failure && (
        <section role="alert" className={styles['wrong']}>
          <p>
            {t('failure', { line: failure.line })} <code>{failure.text}</code>
          </p>
        </section>
      )}
      {plan.leftOut.length > 0 && (
        <Part id="left" title={t('leftOut')}>
          {plan.leftOut.map(({ kind, service, name }) => (
            <li key={`${kind} ${service} ${name}`}>{plainText(t(`left.${kind}`, untouched), { service, name })}</li>
          ))}
        </Part>
      )}
      <div className={styles['parts']}>
        {plan.services.length > 0 && (
          <Part id="services" title={t('services')}>
            {plan.services.map(({ name, image, replicas, networks, ports }) => (
              <li key={name}>
                <strong>{name}</strong> <code>{image}</code> <span>{[...networks, ...ports].join(' · ')}</span>
                {replicas !== 1 && (
                  <span className={styles['hint']}>
                    {' '}
                    {t('replicas', { count: replicas }).replaceAll(' ', '\u00a0')}
                  </span>
                )}
              </li>
            ))}
          </Part>
        )}
        {plan.runs.length > 0 && (
          <Part id="images" title={t('images')}>
            {plan.runs.map((run) => (
              <Image key={run.image} run={run} />
            ))}
          </Part>
        )}
        {plan.networks.length > 0 && (
          <Part id="networks" title={t('networks')}>
            {plan.networks.map(({ name, driver, internal }) => (
              <li key={name}>
                <code>{name}</code>{' '}
                <span className={styles['hint']}>{[driver, ...(internal ? [t('internal')] : [])].join(' · ')}</span>
              </li>
            ))}
          </Part>
        )}
        {plan.volumes.length > 0 && (
          <Part id="volumes" title={t('volumes')}>
            <li>{plan.volumes.join(', ')}</li>
          </Part>
        )}
        {plan.external.length > 0 && (
          <Part id="external" title={t('external')}>
            {plan.external.map((line) => (
              <li key={line}>
                <code>{line}</code>
              </li>
            ))}
          </Part>
        )}
      </div>
      {plan.unmodelled.length > 0 && (
        <Part id="unmodelled" title={t('unmodelled')}>
          <li>{plan.unmodelled.join(', ')}</li>
        </Part>
      )}
      {plan.warnings.length > 0 && (
        <Part id="warnings" title={t('warnings')}>
          {plan.warnings.map(({ text, spot }) => (
            <li key={text}>
              <Place spot={spot} /> {text}
            </li>
          ))}
        </Part>
      )}
      {plan.remarks.length > 0 && (
        <Part id="remarks" title={t('remarks')}>
          {plan.remarks.map(({ kind, path, values, spot }) => (
            <li key={`${kind} ${path.join('.')}`}>
              <Place spot={spot} /> {plainText(t(`remark.${kind}`, untouched), values)}
            </li>
          ))}
        </Part>
      )}
    </>
  );
}

function Image({ run }: { readonly run: Runs }) {
  const { t } = useTranslation('composing');
  const notes = [
    ...(run.as !== 'lab' && run.kind !== undefined ? [t(`kind.${run.kind}`)] : []),
    t(`runs.${run.as}`, { ports: run.ports.join(', ') }),
    ...(run.jobs.length > 0 ? [t('jobs', { jobs: run.jobs.join('; ') })] : []),
    ...(run.built ? [t('built')] : []),
    ...(run.replaces ? [t('replaces')] : []),
  ];
  return (
    <li>
      <code>{run.image}</code> <span>{notes.join(' · ')}</span>
    </li>
  );
}
