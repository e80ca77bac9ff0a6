import { ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../store/steps.ts';
import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';
import { sendKinds, sendLine, type SendKind } from '../compose/send.ts';
import { SelectField, TextField } from '../controls/Field.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useWorld } from '../stores/stores.tsx';
import { endsOf, type End } from '../../world/ends.ts';
import { targetsOf } from '../world/targets.ts';
import { CommandDialog } from './CommandDialog.tsx';
import styles from './Dialog.module.css';

interface SendDialogProps {
  readonly from?: Place | undefined;
  readonly to?: Place | undefined;
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
        <TextField
          label={kind === 'dns' ? t('send.name') : t('send.address')}
          hint={t(`send.hint.${kind}`)}
          suggestions={[...new Set(targets.map(({ host }) => host))]}
          value={target}
          onChange={setTypedTarget}
        />
        {kind === 'curl' && (
          <TextField
            label={t('send.port')}
            inputMode="numeric"
            suggestions={ports.map(String)}
            value={port}
            onChange={setTypedPort}
          />
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
    <SelectField label={label} value={value} onChange={onChange}>
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
    </SelectField>
  );
}
