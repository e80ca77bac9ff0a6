import { Maximize2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { CopyText } from '../controls/CopyButton.tsx';
import { TextInput } from '../controls/Field.tsx';
import { QrCode } from '../share/QrCode.tsx';
import { useStores } from '../stores/stores.tsx';
import { addressOf } from './address.ts';
import { classroomOf } from './classroom.ts';
import styles from './ClassPanel.module.css';
import type { Teaching } from './teaching.ts';

/** What students need to join: the address, to be copied, scanned or shown large. */
export function LinkPart({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const stores = useStores();
  const address = addressOf(useStore(teaching.session, (state) => state.fragment));
  return (
    <section className={styles['part']} aria-labelledby="class-link">
      <h3 id="class-link" className={styles['title']}>
        {t('panel.link')}
      </h3>
      <TextInput
        mono
        aria-labelledby="class-link"
        readOnly
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles['buttons']}>
        <CopyText text={address} label={t('panel.copy')} look="primary" />
        <Button icon={<Maximize2 />} onClick={() => classroomOf(stores).setState({ projected: true })}>
          {t('panel.project')}
        </Button>
      </div>
      <div className={styles['qr']}>
        <QrCode text={address} label={t('panel.qr')} />
      </div>
    </section>
  );
}
