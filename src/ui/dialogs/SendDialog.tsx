import { ArrowRightLeft } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../store/steps.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';
import { sendKinds, sendLine, type SendKind } from '../compose/send.ts';
import { Field, Select, TextInput } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useWorld } from '../stores/stores.tsx';
import { endsOf, targetsOf, type End } from '../world/targets.ts';
import { CommandDialog } from './CommandDialog.tsx';
import styles from './Dialog.module.css';

interface SendDialogProps {
  readonly from?: Place;
  readonly to?: Place;
}

/** Traffic that was sent tells its own story on the timeline, however it ended. */
const sentAnything = ({ outcome }: Entry): boolean =>
  outcome.exit === 0 || outcome.traces.some(({ hops }) => hops.length > 0);

export default function SendDialog({ from: givenFrom, to: givenTo }: SendDialogProps) {
  const { t } = useTranslation();
  const world = useWorld();
  const ends = endsOf(world);
  const running = ends.filter((end) => end.running);
  const [from, setFrom] = useState(givenFrom ?? 'client');
  const [to, setTo] = useState(givenTo ?? usualTarget(world, running, from));
  const [kind, setKind] = useState<SendKind>('curl');
  const [typedTarget, setTypedTarget] = useState<string>();
  const [typedPort, setTypedPort] = useState<string>();
  const hostsId = useId();
  const portsId = useId();

  const targets = targetsOf(world, from, to, kind);
  const target = typedTarget ?? targets[0]?.host ?? '';
  const ports = [...new Set(targets.filter(({ host }) => host === target).flatMap((each) => each.port ?? []))];
  const port = typedPort ?? String(ports[0] ?? 80);
  const forget = () => {
    setTypedTarget(undefined);
    setTypedPort(undefined);
  };
  const line = sendLine({ kind, target, port });

  return (
    <CommandDialog
      title={t('send.title')}
      description={t('send.description')}
      place={from}
      line={line}
      ready={target.trim() !== ''}
      action={t('send.action')}
      succeeded={sentAnything}
    >
      <div className={styles['ends']}>
        <EndSelect
          label={t('send.from')}
          ends={running}
          value={from}
          onChange={(place) => {
            setFrom(place);
            forget();
          }}
        />
        <IconButton
          className={styles['swap']}
          label={t('send.swap')}
          icon={<ArrowRightLeft />}
          onClick={() => {
            setFrom(to);
            setTo(from);
            forget();
          }}
        />
        <EndSelect
          label={t('send.to')}
          ends={ends}
          value={to}
          onChange={(place) => {
            setTo(place);
            forget();
          }}
        />
      </div>
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>{t('send.kind')}</legend>
        <div className={styles['kinds']}>
          {sendKinds.map((each) => (
            <label key={each} className={styles['kind']}>
              <input
                type="radio"
                name="kind"
                checked={kind === each}
                onChange={() => {
                  setKind(each);
                  forget();
                }}
              />
              <span>{t(`send.kinds.${each}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className={styles['target']} data-alone={kind !== 'curl' || undefined}>
        <Field label={kind === 'dns' ? t('send.name') : t('send.address')} hint={t(`send.hint.${kind}`)}>
          {(ids) => (
            <>
              <TextInput
                {...ids}
                mono
                list={hostsId}
                value={target}
                onChange={(event) => setTypedTarget(event.target.value)}
              />
              <datalist id={hostsId}>
                {[...new Set(targets.map(({ host }) => host))].map((host) => (
                  <option key={host} value={host} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        {kind === 'curl' && (
          <Field label={t('send.port')}>
            {(ids) => (
              <>
                <TextInput
                  {...ids}
                  mono
                  inputMode="numeric"
                  list={portsId}
                  value={port}
                  onChange={(event) => setTypedPort(event.target.value)}
                />
                <datalist id={portsId}>
                  {ports.map((each) => (
                    <option key={each} value={each} />
                  ))}
                </datalist>
              </>
            )}
          </Field>
        )}
      </div>
    </CommandDialog>
  );
}

/** Whom one writes to first: the newest container, of those with a published port where there are any, or else the host. */
function usualTarget(world: World, ends: readonly End[], from: Place): Place {
  const containers = ends.filter(({ kind, place }) => kind === 'container' && place !== from);
  const published = containers.filter(({ place }) => (locate(world, place)?.container?.ports.length ?? 0) > 0);
  const usual = published.at(-1) ?? containers.at(-1) ?? ends.find(({ place }) => place !== from);
  return usual?.place ?? from;
}

interface EndSelectProps {
  readonly label: string;
  readonly ends: readonly End[];
  readonly value: Place;
  readonly onChange: (place: Place) => void;
}

function EndSelect({ label, ends, value, onChange }: EndSelectProps) {
  const { t } = useTranslation();
  const of = (kind: End['kind']) => ends.filter((end) => end.kind === kind);
  return (
    <Field label={label}>
      {(ids) => (
        <Select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          <optgroup label={t('send.machines')}>
            {of('machine').map(({ place, name }) => (
              <option key={place} value={place}>
                {name}
              </option>
            ))}
          </optgroup>
          {of('container').length > 0 && (
            <optgroup label={t('send.containers')}>
              {of('container').map(({ place, name, running }) => (
                <option key={place} value={place}>
                  {running ? name : t('send.stopped', { name })}
                </option>
              ))}
            </optgroup>
          )}
        </Select>
      )}
    </Field>
  );
}
