import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { duplicateLine, freeName } from '../compose/duplicate.ts';
import { TextField } from '../controls/Field.tsx';
import { useWorld } from '../stores/stores.tsx';
import { CommandDialog } from './CommandDialog.tsx';
import { own } from '../../kernel/own.ts';

interface DuplicateDialogProps {
  readonly machine: string;
  readonly container: string;
}

export default function DuplicateDialog({ machine, container: id }: DuplicateDialogProps) {
  const { t } = useTranslation();
  const engine = own(useWorld().machines, machine)?.engine;
  const container = engine?.containers[id];
  const [name, setName] = useState(() =>
    engine === undefined || container === undefined ? '' : freeName(engine, container.name),
  );
  if (engine === undefined || container === undefined) return null;
  return (
    <CommandDialog
      title={t('duplicate.title', { name: container.name })}
      description={t('duplicate.description')}
      place={machine}
      line={duplicateLine(engine, container, name)}
      ready={name.trim() !== ''}
      action={t('duplicate.action')}
    >
      <TextField
        label={t('duplicate.name')}
        required
        value={name}
        onFocus={(event) => event.target.select()}
        onChange={setName}
      />
    </CommandDialog>
  );
}
