import { useTranslation } from 'react-i18next';
import { plainText } from '../controls/rich-text.ts';
import { Explained } from '../glossary/Explained.tsx';
import { evidenceOf } from '../inspector/hop/evidence.ts';
import { useHopTexts } from '../inspector/hop/hop-texts.ts';
import { Words } from '../inspector/hop/Words.tsx';
import { useHopIndex, usePlayback } from '../stores/stores.tsx';
import { useStepTexts } from '../story/step-texts.ts';
import styles from './Presenter.module.css';

/** The very rule, route or entry that decided at the hop that is shown, or the reason why the packet ended there. */
export function Decided() {
  const { t } = useTranslation();
  const hops = usePlayback((state) => state.hops);
  const index = useHopIndex();
  const { hop, around, sentence } = useHopTexts();
  const told = useStepTexts().sentence;
  if (hop === undefined) return null;
  const evidence = evidenceOf(hops, index, around.world.kernel.namespaces[hop.namespace]);
  if (evidence !== undefined)
    return (
      <p className={styles['decided']}>
        {t(`evidence.${evidence.title}`)}{' '}
        <code>
          <Words text={evidence.text} accent={evidence.accent} />
        </code>
      </p>
    );
  const isTold = plainText(told.template, told.values) === plainText(sentence.template, sentence.values);
  if (hop.verdict.kind !== 'dropped' || isTold) return null;
  return (
    <p className={styles['decided']}>
      <Explained {...sentence} />
    </p>
  );
}
