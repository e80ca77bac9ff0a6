import { Crosshair } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useView, useWorld } from '../stores/stores.tsx';
import styles from './GlossarySheet.module.css';
import { isTerm, termsInOrder, useGlossary, type Glossary, type TermId } from './glossary.ts';
import { sampleOf, type Sample } from './samples.ts';

/** A term and what it is, or only the list of them all. */
export default function GlossarySheet({ term }: { readonly term?: string | undefined }) {
  const { t } = useTranslation();
  const glossary = useGlossary();
  const world = useWorld();
  if (glossary === undefined) return null;
  const id = isTerm(glossary, term) ? term : undefined;
  const entry = id && glossary[id];
  const sample = id && sampleOf(world, id);
  return (
    <Sheet title={entry?.term ?? t('terms.title')} description={entry?.text ?? t('terms.description')}>
      {sample !== undefined && <ShowMe sample={sample} />}
      <AllTerms glossary={glossary} chosen={id} />
    </Sheet>
  );
}

/** Leads to such a thing in the lab at hand. */
function ShowMe({ sample: { selection, node, level } }: { readonly sample: Sample }) {
  const { t } = useTranslation();
  const view = useView((state) => state);
  const show = () => {
    view.closeDialog();
    if (level !== undefined) view.setLevel(level);
    view.reveal(selection);
    view.select(selection, node);
  };
  return (
    <Button icon={<Crosshair />} onClick={show}>
      {t('terms.show')}
    </Button>
  );
}

interface AllTermsProps {
  readonly glossary: Glossary;
  readonly chosen: TermId | undefined;
}

function AllTerms({ glossary, chosen }: AllTermsProps) {
  const { t } = useTranslation();
  const open = useView((view) => view.open);
  return (
    <section aria-label={t('terms.all')}>
      <ul className={styles['terms']}>
        {termsInOrder(glossary).map((id) => (
          <li key={id}>
            <button
              type="button"
              className={styles['term']}
              aria-current={id === chosen || undefined}
              onClick={() => open({ kind: 'glossary', term: id })}
            >
              {glossary[id].term}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
