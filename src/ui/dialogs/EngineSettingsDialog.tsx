import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CONFIG_FILE } from '../../engine/daemon/start.ts';
import { own } from '../../kernel/own.ts';
import {
  applyLine,
  consequencesOf,
  emptyForm,
  formOf,
  problemsOf,
  switchSettings,
  textSettings,
  type SettingsForm,
} from '../compose/engine-settings.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox, TextField } from '../controls/Field.tsx';
import { openFile } from '../editor/open-file.ts';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import { CommandDialog } from './CommandDialog.tsx';
import styles from './Dialog.module.css';
import { useEngineMachine } from './engine-machine.ts';
import { HostField } from './HostField.tsx';

/** An engine's settings, one a field: the file is written, and the engine started anew. */
export default function EngineSettingsDialog({ machine: given }: { readonly machine?: string | undefined }) {
  const { t } = useTranslation('engine');
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const [{ name: machine, engine }, chooseMachine] = useEngineMachine(given);
  const text = own(own(useWorld().machines, machine)?.files, CONFIG_FILE) ?? '';
  const inFile = formOf(text);
  const [changed, setChanged] = useState<{ readonly machine: string; readonly form: SettingsForm }>();
  const form = changed?.machine === machine ? changed.form : (inFile ?? emptyForm());
  const change = (part: Partial<SettingsForm>) => setChanged({ machine, form: { ...form, ...part } });
  const problems = problemsOf(form);
  const edit = () => {
    close();
    openFile(stores, machine, CONFIG_FILE);
  };

  return (
    <CommandDialog
      title={t('title')}
      description={t('description', { host: machine })}
      place={machine}
      line={applyLine(form)}
      ready={Object.keys(problems).length === 0}
      action={t('action')}
    >
      <HostField value={machine} onChange={chooseMachine} />
      <Consequence engine={engine} />
      {inFile === undefined && <p role="status">{t('unreadable')}</p>}
      {problems[''] !== undefined && (
        <div role="alert" className={styles['failure']}>
          {problems['']}
        </div>
      )}
      {textSettings.map((name) => (
        <TextField
          key={name}
          label={t(`field.${name}`)}
          hint={problems[name] ?? t(`hint.${name}`)}
          aria-invalid={problems[name] !== undefined}
          value={form.texts[name]}
          onChange={(value) => change({ texts: { ...form.texts, [name]: value } })}
        />
      ))}
      {switchSettings.map((name) => (
        <Checkbox
          key={name}
          label={t(`field.${name}`)}
          hint={t(`hint.${name}`)}
          checked={form.switches[name]}
          onChange={(on) => change({ switches: { ...form.switches, [name]: on } })}
        />
      ))}
      <div>
        <Button onClick={edit}>{t('editFile')}</Button>
      </div>
    </CommandDialog>
  );
}

/** What a restart does to the containers, said before it is done. */
function Consequence({ engine }: { readonly engine: Parameters<typeof consequencesOf>[0] }) {
  const { t } = useTranslation('engine');
  const told = Object.entries(consequencesOf(engine)) as ['stopped' | 'restarted' | 'kept', readonly string[]][];
  const some = told.filter(([, names]) => names.length > 0);
  return (
    <div role="status">
      {some.length === 0 ? (
        <p>{t('nothing')}</p>
      ) : (
        some.map(([what, names]) => <p key={what}>{t(what, { names: names.join(', ') })}</p>)
      )}
    </div>
  );
}
