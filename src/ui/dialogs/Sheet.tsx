import { X } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { useView } from '../stores/stores.tsx';
import styles from './Dialog.module.css';

interface SheetProps {
  readonly title: string;
  readonly description: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A dialog that shows something and asks for nothing. */
export function Sheet({ title, description, wide = false, children }: SheetProps) {
  const { t } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const close = useView((view) => view.closeDialog);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles['overlay']} />
        <Dialog.Content
          className={styles['dialog']}
          data-wide={wide || undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            body.current?.focus(); // from there the arrow keys scroll
          }}
        >
          <div className={styles['form']}>
            <div className={styles['head']}>
              <Dialog.Title className={styles['title']}>{title}</Dialog.Title>
              <Dialog.Description className={styles['description']}>{description}</Dialog.Description>
            </div>
            <div ref={body} className={styles['body']} tabIndex={0} role="document" aria-label={title}>
              {children}
            </div>
          </div>
          <Dialog.Close asChild>
            <IconButton className={styles['close']} label={t('dialog.close')} icon={<X />} />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
