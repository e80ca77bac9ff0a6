import { X } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { useView } from '../stores/stores.tsx';
import styles from './Dialog.module.css';

interface DialogFrameProps {
  readonly wide?: boolean | undefined;
  /** What is to have the keyboard first, in place of the first control. */
  readonly focus?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** The page's dialog: what is behind it dimmed, a button and Escape that close it. */
export function DialogFrame({ wide = false, focus, children }: DialogFrameProps) {
  const { t } = useTranslation();
  const close = useView((view) => view.closeDialog);
  const onOpenAutoFocus = (event: Event) => {
    if (focus === undefined) return;
    event.preventDefault();
    focus();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles['overlay']} />
        <Dialog.Content className={styles['dialog']} data-wide={wide || undefined} onOpenAutoFocus={onOpenAutoFocus}>
          {children}
          <Dialog.Close asChild>
            <IconButton className={styles['close']} label={t('dialog.close')} icon={<X />} />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What a dialog is for. */
export const DialogHead = ({ title, description }: { readonly title: string; readonly description: string }) => (
  <div className={styles['head']}>
    <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
    <Dialog.Description className={styles['description']}>{description}</Dialog.Description>
  </div>
);
