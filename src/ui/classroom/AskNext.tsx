import { Vote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { useHopIndex, usePlayback, useStores } from '../stores/stores.tsx';
import type { Teaching } from './teaching.ts';
import { askNext, mayAskNext } from './turns.ts';

/** Sends what happens after the hop that is shown, as a question, to all. */
export function AskNext({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const stores = useStores();
  useHopIndex();
  usePlayback(({ entry, playing }) => `${entry} ${playing}`);
  const asked = useStore(teaching, ({ asking }) => asking?.question.stage);
  const enabled = mayAskNext(stores, teaching);
  if (asked !== undefined && asked !== 'told') return null;
  return (
    <Button
      icon={<Vote />}
      aria-keyshortcuts="Shift+Q"
      disabled={!enabled}
      title={enabled ? undefined : t('ask.nextNone')}
      onClick={() => askNext(stores, teaching)}
    >
      {t('ask.next')}
    </Button>
  );
}
