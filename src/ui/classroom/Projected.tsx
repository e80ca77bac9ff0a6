import { Minimize2 } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { QrCode } from '../share/QrCode.tsx';
import { useStores } from '../stores/stores.tsx';
import { addressOf } from './address.ts';
import { Attendance } from './Attendance.tsx';
import { classroomOf, useClassroom } from './classroom.ts';
import styles from './Projected.module.css';
import type { Teaching } from './teaching.ts';

/** The address of the class over the whole window, to be scanned from the back of a room. */
export default function Projected() {
  const part = useClassroom((classroom) => classroom.part);
  const projected = useClassroom((classroom) => classroom.projected);
  return part?.kind === 'teaching' && projected ? <Whole teaching={part} /> : null;
}

function Whole({ teaching }: { readonly teaching: Teaching }) {
  const { t } = useTranslation('classroom');
  const stores = useStores();
  const address = addressOf(useStore(teaching.session, (state) => state.fragment));
  const end = () => classroomOf(stores).setState({ projected: false });
  return (
    <Dialog.Root open onOpenChange={(open) => !open && end()}>
      <Dialog.Portal>
        <Dialog.Content className={styles['projected']}>
          <div className={styles['words']}>
            <Dialog.Title className={styles['title']}>{t('panel.projectTitle')}</Dialog.Title>
            <Dialog.Description>{t('panel.projectText')}</Dialog.Description>
            <p className={styles['address']}>
              <code>{address}</code>
            </p>
            <p className={styles['there']}>
              <Attendance teaching={teaching} />
            </p>
            <Dialog.Close asChild>
              <Button icon={<Minimize2 />}>{t('panel.projectEnd')}</Button>
            </Dialog.Close>
          </div>
          <QrCode text={address} label={t('panel.qr')} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
