import { ArrowRight, Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { emptyContainer, runLine, type ContainerForm, type PublishedPort } from '../compose/container.ts';
import { Button } from '../controls/Button.tsx';
import { Field, Select, SelectField, TextField, TextInput } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useWorld } from '../stores/stores.tsx';
import { networksFor } from '../../world/networks.ts';
import { CommandDialog } from './CommandDialog.tsx';
import styles from './Dialog.module.css';
import { HostField } from './HostField.tsx';
import { useEngineMachine } from './engine-machine.ts';

/** Images that are offered by one click. */
const popular = ['nginx', 'httpd', 'redis', 'postgres', 'busybox', 'ubuntu'];
const pseudo = ['host', 'none'];

const shortName = (image: string): string => image.replace(/:latest$/, '');

interface ContainerDialogProps {
  readonly machine?: string | undefined;
  readonly network?: string | undefined;
}

export default function ContainerDialog({ machine: given, network = '' }: ContainerDialogProps) {
  const { t } = useTranslation();
  const [{ name: machine, engine }, chooseMachine] = useEngineMachine(given);
  const [form, setForm] = useState<ContainerForm>({ ...emptyContainer, network: network === 'bridge' ? '' : network });
  const change = (part: Partial<ContainerForm>) => setForm((old) => ({ ...old, ...part }));
  const imagesId = useId();

  const images = Object.values(engine.images);
  const networks = networksFor(useWorld(), machine);
  const made = networks.filter((each) => each !== 'bridge' && !pseudo.includes(each));
  const exposed = images.find((image) => shortName(image.name) === shortName(form.image.trim()))?.expose ?? [];
  const ofOwn = form.network !== '' && !pseudo.includes(form.network);

  const addPort = () => {
    const [key = '80/tcp'] = exposed;
    const container = String(Number.parseInt(key, 10));
    change({ ports: [...form.ports, { host: freePort(form.ports), container, protocol: 'tcp' }] });
  };
  const freePort = (ports: readonly PublishedPort[]): string => {
    const taken = new Set([
      ...ports.map(({ host }) => Number(host)),
      ...Object.values(engine.containers).flatMap((container) => container.ports.map(({ hostPort }) => hostPort)),
    ]);
    let port = 8080;
    while (taken.has(port)) port += 1;
    return String(port);
  };
  const changePort = (at: number, part: Partial<PublishedPort>) =>
    change({ ports: form.ports.map((port, index) => (index === at ? { ...port, ...part } : port)) });

  return (
    <CommandDialog
      title={t('container.title')}
      description={t('container.description', { host: machine })}
      place={machine}
      line={runLine(form)}
      ready={form.image.trim() !== ''}
      action={t('container.action')}
    >
      <HostField
        value={machine}
        onChange={(name) => {
          chooseMachine(name);
          change({ network: '' });
        }}
      />
      <Field
        label={t('container.image')}
        hint={
          <div className={styles['chips']}>
            {popular.map((image) => (
              <button
                key={image}
                type="button"
                className={styles['chip']}
                aria-pressed={form.image === image}
                onClick={() => change({ image })}
              >
                {image}
              </button>
            ))}
          </div>
        }
      >
        {({ id }) => (
          <>
            <TextInput
              id={id}
              mono
              required
              list={imagesId}
              placeholder="nginx"
              value={form.image}
              onChange={(event) => change({ image: event.target.value })}
            />
            <datalist id={imagesId}>
              {images.map((image) => (
                <option key={image.id} value={shortName(image.name)} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <div className={styles['pair']}>
        <TextField
          label={t('container.name')}
          hint={t('container.nameHint')}
          placeholder="web"
          value={form.name}
          onChange={(name) => change({ name })}
        />
        <SelectField
          label={t('container.network')}
          hint={ofOwn ? t('container.networkDns') : t('container.networkHint')}
          value={form.network}
          onChange={(chosen) => change({ network: chosen })}
        >
          <option value="">{t('container.networkDefault')}</option>
          {[...made, ...pseudo].map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
      </div>
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>{t('container.ports')}</legend>
        {form.ports.map((port, at) => (
          <div key={at} className={styles['port']}>
            <TextInput
              mono
              inputMode="numeric"
              aria-label={t('container.hostPort', { number: at + 1 })}
              placeholder="8080"
              value={port.host}
              onChange={(event) => changePort(at, { host: event.target.value })}
            />
            <ArrowRight aria-hidden />
            <TextInput
              mono
              inputMode="numeric"
              aria-label={t('container.containerPort', { number: at + 1 })}
              placeholder="80"
              value={port.container}
              onChange={(event) => changePort(at, { container: event.target.value })}
            />
            <Select
              aria-label={t('container.protocol', { number: at + 1 })}
              value={port.protocol}
              onChange={(event) => changePort(at, { protocol: event.target.value === 'udp' ? 'udp' : 'tcp' })}
            >
              <option>tcp</option>
              <option>udp</option>
            </Select>
            <IconButton
              label={t('container.removePort', { number: at + 1 })}
              icon={<X />}
              onClick={() => change({ ports: form.ports.filter((_, index) => index !== at) })}
            />
          </div>
        ))}
        <Button className={styles['add']} icon={<Plus />} onClick={addPort}>
          {t('container.addPort')}
        </Button>
      </fieldset>
      <details className={styles['more']}>
        <summary>{t('container.more')}</summary>
        <div className={styles['moreBody']}>
          <TextField
            label={t('container.command')}
            hint={t('container.commandHint')}
            placeholder="sleep infinity"
            value={form.command}
            onChange={(command) => change({ command })}
          />
          <TextField
            label={t('container.alias')}
            hint={t('container.aliasHint')}
            value={form.alias}
            onChange={(alias) => change({ alias })}
          />
          <Field label={t('container.environment')} hint={t('container.environmentHint')}>
            {(ids) => (
              <textarea
                {...ids}
                className={styles['area']}
                spellCheck={false}
                placeholder="NAME=value"
                value={form.environment.join('\n')}
                onChange={(event) => change({ environment: event.target.value.split('\n') })}
              />
            )}
          </Field>
        </div>
      </details>
    </CommandDialog>
  );
}
