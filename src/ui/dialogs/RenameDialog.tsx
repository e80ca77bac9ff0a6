import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quoted } from '../../shell/words.ts';
import { TextField } from '../controls/Field.tsx';
import { useWorld } from '../stores/stores.tsx';
import { CommandDialog } from './CommandDialog.tsx';
import { own } from '../../kernel/own.ts';

interface RenameDialogProps {
  readonly machine: string;
  readonly container: string;
}

export default function RenameDialog({ machine, container: id }: RenameDialogProps) {
  const { t } = useTranslation();
  const old = own(useWorld().machines, machine)?.engine?.containers[id]?.name ?? '';
  const [name, setName] = useState(old);
  return (
    <CommandDialog
      title={t('rename.title', { name: old })}
      description={t('rename.description')}
      place={machine}
      line={['docker', 'rename', old, name.trim()]
        .filter((word) => word !== '')
        .map(quoted)
        .join(' ')}
      ready={name.trim() !== '' && name.trim() !== old}
      action={t('rename.action')}
    >
      <TextField
        label={t('rename.name')}
        required
        value={name}
        onFocus={(event) => event.target.select()}
        onChange={setName}
      />
    </CommandDialog>
  );
}
