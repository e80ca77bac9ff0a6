import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../store/steps.ts';
import { runCommand } from '../../store/stores.ts';
import type { Place } from '../../world/world.ts';
import { Button } from '../controls/Button.tsx';
import { CopyButton } from '../controls/CopyButton.tsx';
import { useStores, useView } from '../stores/stores.tsx';
import { nameOfPlace } from '../../world/spots.ts';
import styles from './Dialog.module.css';
import { DialogFrame, DialogHead } from './DialogFrame.tsx';

interface CommandDialogProps {
  readonly title: string;
  readonly description: string;
  /** The place and the line that the form stands for, as they are now. */
  readonly place: Place;
  readonly line: string;
  /** Whether enough is filled in for the line to make sense. */
  readonly ready: boolean;
  /** What the button that runs it says. */
  readonly action: string;
  /** Whether the dialog has done its work; otherwise it stays and shows what the tool said. */
  readonly succeeded?: ((entry: Entry) => boolean) | undefined;
  readonly children: ReactNode;
}

const exitedWell = ({ outcome }: Entry): boolean => outcome.exit === 0;

/** A form that composes a command, shows it as it is composed, and runs it. Where that fails, nothing typed is lost. */
export function CommandDialog(props: CommandDialogProps) {
  const { title, description, place, line, ready, action, succeeded = exitedWell, children } = props;
  const { t } = useTranslation();
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<{ readonly line: string; readonly words: string }>();
  const shownFailure = failure?.line === line ? failure.words : undefined;

  const run = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || running) return;
    setRunning(true);
    setFailure(undefined);
    const entry = await runCommand(stores, place, line);
    setRunning(false);
    if (entry === undefined || succeeded(entry)) close();
    else setFailure({ line, words: (entry.outcome.stderr || entry.outcome.stdout).trim() || t('dialog.failed') });
  };

  return (
    <DialogFrame>
      <form onSubmit={(event) => void run(event)} className={styles['form']} noValidate>
        <DialogHead title={title} description={description} />
        <div className={styles['body']}>{children}</div>
        <div className={styles['foot']}>
          <div className={styles['command']} role="group" aria-label={t('dialog.command')}>
            <code>
              <span className={styles['prompt']}>{nameOfPlace(place)}$</span> {line}
              {!ready && <span className={styles['missing']}> …</span>}
            </code>
            <CopyButton label={t('dialog.copy')} text={() => line} />
          </div>
          <div role="alert" className={styles['failure']}>
            {shownFailure}
          </div>
          <div className={styles['buttons']}>
            <Button onClick={close}>{t('dialog.cancel')}</Button>
            <Button type="submit" look="primary" disabled={!ready || running}>
              {action}
            </Button>
          </div>
        </div>
      </form>
    </DialogFrame>
  );
}
