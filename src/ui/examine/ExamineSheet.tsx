import * as Tabs from 'radix-ui/tabs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { ExamineTab } from '../../store/view.ts';
import { DialogFrame, DialogHead } from '../dialogs/DialogFrame.tsx';
import { useView, useWorld } from '../stores/stores.tsx';
import { CanReach } from './CanReach.tsx';
import { Changed } from './Changed.tsx';
import styles from './Examine.module.css';
import { Exposed } from './Exposed.tsx';
import { Findings } from './Findings.tsx';
import { Imported } from './Imported.tsx';
import { WhatIf } from './WhatIf.tsx';

interface PartProps {
  readonly compose?: readonly GivenFile[] | undefined;
}

const parts: Readonly<Record<ExamineTab, (props: PartProps) => ReactNode>> = {
  findings: Findings,
  reach: CanReach,
  exposed: Exposed,
  whatIf: WhatIf,
  changed: Changed,
  imported: Imported,
};

/** What is amiss in a lab, who reaches what, what is exposed, and what a change would do: a tab each. */
export default function ExamineSheet({ tab, compose }: PartProps & { readonly tab: ExamineTab }) {
  const { t } = useTranslation('examining');
  const open = useView((view) => view.open);
  const isImported = useWorld().imported !== undefined;
  const tabs = (Object.keys(parts) as ExamineTab[]).filter((each) => each !== 'imported' || isImported);
  return (
    <DialogFrame wide>
      <Tabs.Root
        className={styles['tabs']}
        value={tab}
        onValueChange={(next) => open({ kind: 'examine', tab: next as ExamineTab, compose })}
      >
        <DialogHead title={t('title')} description={t('description')} />
        <Tabs.List className={styles['list']} aria-label={t('title')}>
          {tabs.map((each) => (
            <Tabs.Trigger key={each} value={each} className={styles['tab']}>
              {t(`tabs.${each}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {tabs.map((each) => {
          const Part = parts[each];
          return (
            <Tabs.Content key={each} value={each} className={styles['content']}>
              <Part compose={compose} />
            </Tabs.Content>
          );
        })}
      </Tabs.Root>
    </DialogFrame>
  );
}
