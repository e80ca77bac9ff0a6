import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox, Field, TextInput } from '../controls/Field.tsx';
import { createLine, emptyNetwork, type NetworkForm } from '../compose/network.ts';
import { useWorld } from '../lab/stores.tsx';
import { CommandDialog } from './CommandDialog.tsx';
import styles from './Dialog.module.css';
import { engineMachine } from './engine-machine.ts';

export default function NetworkDialog() {
  const { t } = useTranslation();
  const { name: machine } = engineMachine(useWorld());
  const [form, setForm] = useState<NetworkForm>(emptyNetwork);
  const change = (part: Partial<NetworkForm>) => setForm((old) => ({ ...old, ...part }));

  return (
    <CommandDialog
      title={t('network.title')}
      description={t('network.description')}
      place={machine}
      line={createLine(form)}
      ready={form.name.trim() !== ''}
      action={t('network.action')}
    >
      <Field label={t('network.name')}>
        {(ids) => (
          <TextInput
            {...ids}
            mono
            required
            placeholder="shop"
            value={form.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <div className={styles['pair']}>
        <Field label={t('network.subnet')} hint={t('network.subnetHint')}>
          {(ids) => (
            <TextInput
              {...ids}
              mono
              placeholder="172.20.0.0/16"
              value={form.subnet}
              onChange={(event) => change({ subnet: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('network.gateway')} hint={t('network.gatewayHint')}>
          {(ids) => (
            <TextInput
              {...ids}
              mono
              placeholder="172.20.0.1"
              value={form.gateway}
              onChange={(event) => change({ gateway: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Checkbox
        label={t('network.internal')}
        hint={t('network.internalHint')}
        checked={form.internal}
        onChange={(internal) => change({ internal })}
      />
      <Checkbox
        label={t('network.talk')}
        hint={t('network.talkHint')}
        checked={form.talk}
        onChange={(talk) => change({ talk })}
      />
    </CommandDialog>
  );
}
