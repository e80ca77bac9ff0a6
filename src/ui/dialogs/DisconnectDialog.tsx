import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quoted } from '../../shell/words.ts';
import { SelectField } from '../controls/Field.tsx';
import { useWorld } from '../stores/stores.tsx';
import { CommandDialog } from './CommandDialog.tsx';
import { own } from '../../kernel/own.ts';

interface DisconnectDialogProps {
  readonly machine: string;
  readonly container: string;
}

export default function DisconnectDialog({ machine, container: id }: DisconnectDialogProps) {
  const { t } = useTranslation();
  const container = own(useWorld().machines, machine)?.engine?.containers[id];
  const networks = Object.keys(container?.networks ?? {});
  const [network, setNetwork] = useState(networks.at(-1) ?? '');
  const name = container?.name ?? '';
  return (
    <CommandDialog
      title={t('disconnect.title', { name })}
      description={t('disconnect.description')}
      place={machine}
      line={['docker', 'network', 'disconnect', network, name].map(quoted).join(' ')}
      ready={network !== ''}
      action={t('disconnect.action')}
    >
      <SelectField label={t('disconnect.network')} value={network} onChange={setNetwork}>
        {networks.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </SelectField>
    </CommandDialog>
  );
}
