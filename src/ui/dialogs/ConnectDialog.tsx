import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quoted } from '../../shell/words.ts';
import { SelectField, TextField } from '../controls/Field.tsx';
import { useWorld } from '../stores/stores.tsx';
import { networksFor } from '../../world/networks.ts';
import { CommandDialog } from './CommandDialog.tsx';
import styles from './Dialog.module.css';
import { own } from '../../kernel/own.ts';

interface ConnectDialogProps {
  readonly machine: string;
  readonly container: string;
}

const notToConnect = new Set(['host', 'none']);

export default function ConnectDialog({ machine, container: id }: ConnectDialogProps) {
  const { t } = useTranslation();
  const world = useWorld();
  const engine = own(world.machines, machine)?.engine;
  const container = engine?.containers[id];
  const others = networksFor(world, machine).filter(
    (name) => !notToConnect.has(name) && own(container?.networks, name) === undefined,
  );
  const [network, setNetwork] = useState(others[0] ?? '');
  const [alias, setAlias] = useState('');
  const name = container?.name ?? '';
  const words = [
    'docker',
    'network',
    'connect',
    ...(alias.trim() === '' ? [] : ['--alias', alias.trim()]),
    network,
    name,
  ];

  return (
    <CommandDialog
      title={t('connect.title', { name })}
      description={others.length > 0 ? t('connect.description') : t('connect.noneLeft')}
      place={machine}
      line={words.map(quoted).join(' ')}
      ready={network !== ''}
      action={t('connect.action')}
    >
      <div className={styles['pair']}>
        <SelectField label={t('connect.network')} value={network} onChange={setNetwork}>
          {others.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
        <TextField label={t('container.alias')} hint={t('container.aliasHint')} value={alias} onChange={setAlias} />
      </div>
    </CommandDialog>
  );
}
