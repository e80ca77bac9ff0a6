import { useTranslation } from 'react-i18next';
import { plainText } from '../../controls/rich-text.ts';
import { Explained } from '../../glossary/Explained.tsx';
import { PacketCard } from '../../packet/PacketCard.tsx';
import { useHopIndex, usePlayback, useStepIndex, useStoryAsked } from '../../stores/stores.tsx';
import { useNextStep, useStepTexts } from '../../story/step-texts.ts';
import styles from '../Inspector.module.css';
import { Heading, Section } from '../parts/Section.tsx';
import { WhySection } from '../why/WhySection.tsx';
import { useWhy } from '../why/why.ts';
import { connectionOf, evidenceOf, type ConnectionView, type Evidence } from './evidence.ts';
import { useHopTexts } from './hop-texts.ts';
import { Words } from './Words.tsx';

/** One hop: what happened and why in a sentence, below that of its moment or packet where those are told, then the evidence. */
export function HopView() {
  const { t } = useTranslation();
  const { hop, around, title, place, sentence } = useHopTexts();
  const hops = usePlayback((state) => state.hops);
  const index = useHopIndex();
  const step = usePlayback((state) => state.steps)[useStepIndex()];
  const grain = usePlayback((state) => state.grain);
  const told = useStepTexts();
  const next = useNextStep();
  const isAsked = useStoryAsked();
  const why = useWhy();
  if (hop === undefined || step === undefined) return null;
  const evidence = evidenceOf(hops, index, around.world.kernel.namespaces[hop.namespace]);
  const connection = connectionOf(hops, index);
  const isSame =
    plainText(told.sentence.template, told.sentence.values) === plainText(sentence.template, sentence.values);
  const dropped = hop.verdict.kind === 'dropped';
  const { hop: failed = -1 } = why?.diagnosis ?? {};
  const decides = (failed >= step.from && failed < step.to) || step.to === hops.length;
  const ofHop = (
    <p className={[styles['sentence'], styles['hopSentence']].join(' ')} data-dropped={dropped || undefined}>
      <Explained {...sentence} />
    </p>
  );

  return (
    <>
      {grain === 'hops' ? (
        <Heading title={title} aside={place} below={ofHop} />
      ) : (
        <Heading
          title={told.title}
          aside={told.place}
          below={
            <>
              <p className={styles['moment']}>
                <Explained {...told.sentence} />
              </p>
              <div className={styles['hopLine']}>
                <h3>{title}</h3>
                <span className={styles['aside']}>{place}</span>
              </div>
              {!isSame && ofHop}
            </>
          }
        />
      )}
      <div className={styles['scroll']}>
        {decides && <WhySection />}
        {evidence !== undefined && <EvidenceSection {...evidence} />}
        <PacketCard />
        {connection !== undefined && <ConnectionSection {...connection} />}
      </div>
      <p className={styles['next']}>
        {next === undefined ? (
          t(isAsked ? 'hop.next.asked' : 'hop.next.end')
        ) : (
          <>
            {t('hop.next.lead')} <Explained {...next} />
          </>
        )}
      </p>
    </>
  );
}

function EvidenceSection({ title, packets, text, accent }: Evidence) {
  const { t } = useTranslation();
  const aside = packets === undefined ? undefined : t('inspector.packets', { count: packets });
  return (
    <Section title={t(`evidence.${title}`)} aside={aside}>
      <code className={styles['evidence']}>
        <Words text={text} accent={accent} />
      </code>
    </Section>
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
