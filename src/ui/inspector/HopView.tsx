import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Rich } from '../controls/Rich.tsx';
import { useHopIndex, usePlayback } from '../lab/stores.tsx';
import { layersOf, type FieldView, type LayerView } from './changes.ts';
import { connectionOf, evidenceOf, type ConnectionView, type Evidence } from './evidence.ts';
import { useHopTexts } from './hop-texts.ts';
import styles from './Inspector.module.css';
import { Heading, Rows, Section } from './Section.tsx';
import { WhySection } from './WhySection.tsx';
import { useWhy } from './why.ts';

/** One hop: what happened and why in a sentence, then the evidence. */
export function HopView() {
  const { t } = useTranslation();
  const { hop, before, around, title, place, sentence, next } = useHopTexts();
  const hops = usePlayback((state) => state.hops);
  const index = useHopIndex();
  const why = useWhy();
  if (hop === undefined) return null;
  const evidence = evidenceOf(hop, around.world.kernel.namespaces[hop.namespace]);
  const connection = connectionOf(hops, index);
  const dropped = hop.verdict.kind === 'dropped';
  const decides = index === why?.diagnosis.hop || index === hops.length - 1;

  return (
    <>
      <Heading
        title={title}
        aside={place}
        below={
          <p className={[styles['sentence'], styles['hopSentence']].join(' ')} data-dropped={dropped || undefined}>
            <Rich {...sentence} />
          </p>
        }
      />
      <div className={styles['scroll']}>
        {decides && <WhySection />}
        {evidence !== undefined && <EvidenceSection {...evidence} />}
        {layersOf(hop, before).map((layer) => (
          <Layer key={layer.layer} {...layer} />
        ))}
        {connection !== undefined && <ConnectionSection {...connection} />}
      </div>
      <p className={styles['next']}>
        {index + 1 < hops.length && `${t('hop.next.lead')} `}
        <Rich {...next} />
      </p>
    </>
  );
}

function EvidenceSection({ title, packets, text, accent }: Evidence) {
  const { t } = useTranslation();
  const aside = packets === undefined ? undefined : t('inspector.packets', { count: packets });
  return (
    <Section title={t(`evidence.${title}`)} {...(aside !== undefined && { aside })}>
      <code className={styles['evidence']}>
        <Words text={text} accent={accent} />
      </code>
    </Section>
  );
}

/** A line of a tool, broken between words only; one word, where it stands last, is set off. */
function Words({ text, accent }: { readonly text: string; readonly accent: string | undefined }) {
  const words = text.split(' ');
  const at = accent === undefined ? -1 : words.lastIndexOf(accent);
  return words.map((word, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      {index === at ? <b>{word}</b> : <span>{word}</span>}
    </Fragment>
  ));
}

function Layer({ layer, summary, summaryBefore, fields }: LayerView) {
  const { t } = useTranslation();
  const aside = <Changed value={summary} before={summaryBefore} />;
  return (
    <Section title={layer} {...(summary !== '' && { aside })}>
      {fields.length > 0 && (
        <Rows rows={fields.map((field) => ({ name: t(`field.${field.name}`), value: <Changed {...field} /> }))} />
      )}
    </Section>
  );
}

function Changed({ value, before }: Pick<FieldView, 'value'> & { readonly before?: string | undefined }) {
  const { t } = useTranslation();
  if (before === undefined || before === '') return value;
  return (
    <>
      <del className={styles['was']}>
        <span className="visually-hidden">{t('inspector.before')} </span>
        {before}
      </del>{' '}
      <ins className={styles['changed']}>
        <span className="visually-hidden">{t('inspector.after')} </span>
        {value}
      </ins>
    </>
  );
}

function ConnectionSection({ state, original, reply }: ConnectionView) {
  return (
    <Section title="conntrack" aside={state}>
      <code className={styles['evidence']}>
        {original}
        {'\n'}
        {reply}
      </code>
    </Section>
  );
}
