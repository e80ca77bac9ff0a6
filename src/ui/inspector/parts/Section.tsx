import { ArrowLeft } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../controls/IconButton.tsx';
import { Explained } from '../../glossary/Explained.tsx';
import { usePlayback, useView } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';

interface HeadingProps {
  readonly title: ReactNode;
  readonly aside?: ReactNode | undefined;
  readonly below?: ReactNode | undefined;
}

/** The inspector's title. For a selected thing it offers the way back to the hop. */
export function Heading({ title, aside, below }: HeadingProps) {
  const { t } = useTranslation();
  const selected = useView((view) => view.selected);
  const select = useView((view) => view.select);
  const hasHops = usePlayback(({ hops }) => hops.length > 0);
  return (
    <div className={styles['heading']}>
      <div className={styles['headline']}>
        {selected !== undefined && (
          <IconButton
            className={styles['back']}
            label={hasHops ? t('inspector.backToHop') : t('inspector.backToLab')}
            icon={<ArrowLeft />}
            onClick={() => select(undefined)}
          />
        )}
        <h2>{title}</h2>
        {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      </div>
      {below}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode | undefined;
  readonly tone?: 'bad' | undefined;
  readonly children: ReactNode;
}

/** A titled card of the inspector. */
export function Section({ title, aside, tone, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id} data-tone={tone}>
      <div className={styles['sectionHead']}>
        <h3 id={id}>
          <Explained template={title} />
        </h3>
        {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      </div>
      {children}
    </section>
  );
}

export interface Row {
  /** Where names may be the same. */
  readonly key?: string | undefined;
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and values; values in mono. */
export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <dl className={styles['rows']}>
      {rows.map(({ key, name, value }) => (
        <div key={key ?? name} className={styles['row']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
