import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { Choices } from '../../formats/compose/open/plan.ts';
import type { Opening } from '../../simulator/questions.ts';
import type { Stores } from '../../store/stores.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox, SelectField, TextField } from '../controls/Field.tsx';
import { DialogFrame, DialogHead } from '../dialogs/DialogFrame.tsx';
import dialog from '../dialogs/Dialog.module.css';
import { useLab, useStores, useView } from '../stores/stores.tsx';
import styles from './ComposeFiles.module.css';
import { planIn, open } from './open.ts';
import { Files } from './Files.tsx';
import { Preview, Summary, Wrong } from './Preview.tsx';

const HOST = 'host1';
/** Milliseconds after the last change until the files are read. */
const PAUSE = 200;

/** Opens compose files: what they come to, what is wrong, what is missing; then they are written and brought up. */
export default function ComposeFiles({ given }: { readonly given: readonly GivenFile[] }) {
  const { t } = useTranslation('composing');
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const busy = useLab(({ done }) => done > 0);
  const body = useRef<HTMLDivElement>(null);
  const [files, setFiles] = useState(given);
  const [name, setName] = useState(() => nameFor(given));
  const [variables, setVariables] = useState<Readonly<Record<string, string>>>({});
  const [profiles, setProfiles] = useState<readonly string[]>([]);
  const [lenient, setLenient] = useState(false);
  const [here, setHere] = useState(false);
  const plan = usePlan(stores, files, { host: HOST, name, variables, profiles, lenient }, here);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (plan?.ok !== true) return;
    close();
    void open(stores, plan, here);
  };
  const wanted = plan?.variables.filter(({ required, otherwise }) => required || otherwise === undefined) ?? [];
  const isRefused = plan !== undefined && !plan.ok && files.length > 0;

  return (
    <DialogFrame wide focus={given.length > 0 ? () => body.current?.focus() : undefined}>
      <form onSubmit={submit} className={dialog['form']} noValidate>
        <DialogHead title={t('title')} description={t('description', { host: HOST })} />
        <div ref={body} tabIndex={-1} className={dialog['body']}>
          <Files files={files} chosen={plan?.chosen ?? []} onChange={setFiles} />
          <div className={dialog['pair']}>
            <TextField
              label={t('name')}
              hint={isNamed(plan) ? t('named', { project: plan?.project }) : undefined}
              value={name}
              maxLength={60}
              onChange={setName}
            />
            {busy && (
              <SelectField label={t('into')} value={here ? 'here' : 'new'} onChange={(to) => setHere(to === 'here')}>
                <option value="new">{t('newLab')}</option>
                <option value="here">{t('thisLab')}</option>
              </SelectField>
            )}
          </div>
          {files.length > 0 && plan && <Wrong plan={plan} files={files} onChange={setFiles} />}
          {wanted.length > 0 && (
            <fieldset className={dialog['group']}>
              <legend className={dialog['legend']}>{t('variables')}</legend>
              <p className={styles['note']}>{t('variablesText')}</p>
              {wanted.map(({ name: variable, required }) => (
                <TextField
                  key={variable}
                  label={required ? `${variable} (${t('required')})` : variable}
                  value={variables[variable] ?? ''}
                  maxLength={400}
                  onChange={(value) => setVariables(withValue(variables, variable, value))}
                />
              ))}
            </fieldset>
          )}
          {(plan?.profiles.length ?? 0) > 0 && (
            <fieldset className={dialog['group']}>
              <legend className={dialog['legend']}>{t('profiles')}</legend>
              {plan?.profiles.map((profile) => (
                <Checkbox
                  key={profile}
                  label={profile}
                  checked={profiles.includes(profile)}
                  onChange={(on) =>
                    setProfiles(on ? [...profiles, profile] : profiles.filter((each) => each !== profile))
                  }
                />
              ))}
            </fieldset>
          )}
          {(isRefused || lenient) && (
            <Checkbox label={t('lenient')} hint={t('lenientText')} checked={lenient} onChange={setLenient} />
          )}
          {plan && files.length > 0 && <Preview plan={plan} />}
        </div>
        <div className={[dialog['foot'], styles['foot']].join(' ')}>
          <p role="status">{files.length === 0 ? t('nothing') : plan === undefined ? t('reading') : ''}</p>
          {files.length > 0 && plan?.ok === true && <Summary plan={plan} />}
          <div className={dialog['buttons']}>
            <Button onClick={close}>{t('cancel')}</Button>
            <Button type="submit" look="primary" disabled={plan?.ok !== true}>
              {t(plan?.failure ? 'openAnyway' : 'open')}
            </Button>
          </div>
        </div>
      </form>
    </DialogFrame>
  );
}

/** What opening them would do, as it is known by now; undefined while they are read anew. */
function usePlan(stores: Stores, files: readonly GivenFile[], choices: Choices, here: boolean): Opening | undefined {
  const [known, setKnown] = useState<{ readonly asked: string; readonly plan: Opening }>();
  const asked = JSON.stringify([files, choices, here]);
  useEffect(() => {
    if (files.length === 0) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      const [given, chosen, there] = JSON.parse(asked) as [GivenFile[], Choices, boolean];
      void planIn(stores, given, chosen, there).then((plan) => {
        if (current) setKnown({ asked, plan });
      });
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [stores, files, asked]);
  return known?.asked === asked ? known.plan : undefined;
}

/** What a project is called where nothing says it: as the one file is, where that is no usual name. */
function nameFor(files: readonly GivenFile[]): string {
  const stems = files.map(({ name }) => name.replace(/\.ya?ml$/i, ''));
  return stems.find((stem, i) => stem !== files[i]?.name && !/compose/.test(stem)) ?? 'app';
}

/** Whether the files say what the project is called, so that its folder alone goes by the name that was given. */
const isNamed = (plan: Opening | undefined): boolean =>
  plan !== undefined && plan.project !== '' && !plan.folder.endsWith(`/${plan.project}`);

/** Empty values are not set. */
const withValue = (
  variables: Readonly<Record<string, string>>,
  name: string,
  value: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(variables).filter(([each]) => each !== name),
    ...(value === '' ? [] : [[name, value] as const]),
  ]);
