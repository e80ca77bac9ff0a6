import { Route } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Protocol, Target } from '../../doctor/reach/targets.ts';
import { parseIp } from '../../ip/address.ts';
import type { Answer, Endpoints } from '../../simulator/examining.ts';
import { runCommand } from '../../store/stores.ts';
import { Button } from '../controls/Button.tsx';
import { SelectField, TextField } from '../controls/Field.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import styles from './Examine.module.css';
import { ResultWord, RuleLine, Said, Waiting } from './parts.tsx';
import { useAnswer } from './use-answer.ts';

/** Chosen where none of the targets is meant. */
const OTHER = 'other';

/** 'Can A reach B on port P, and why not?' */
export function CanReach() {
  const world = useWorld();
  const { simulator } = useStores();
  const ends = useAnswer(() => simulator.ask('endpoints', world), [simulator, world]);
  return ends.state === 'done' ? <Question ends={ends.answer} /> : <Waiting state={ends.state} />;
}

/** What was asked, and what came of it. */
interface Told {
  readonly from: string;
  readonly place: string;
  readonly to: string;
  readonly answer: Answer;
}

function Question({ ends: { sources, targets } }: { readonly ends: Endpoints }) {
  const { t } = useTranslation('examining');
  const world = useWorld();
  const { simulator } = useStores();
  const [from, setFrom] = useState(sources[0]?.place ?? '');
  const [at, setAt] = useState(targets.length > 0 ? '0' : OTHER);
  const [address, setAddress] = useState('');
  const [port, setPort] = useState('80');
  const [protocol, setProtocol] = useState<Protocol>('tcp');
  const [told, setTold] = useState<Told | 'failed'>();

  const asked = at === OTHER ? { address: parseIp(address), port: Number(port), protocol } : targets[Number(at)];
  const isAddress = asked?.address !== undefined;
  const isPort = asked !== undefined && Number.isInteger(asked.port) && asked.port > 0 && asked.port < 65_536;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const source = sources.find(({ place }) => place === from);
    if (source === undefined || asked?.address === undefined || !isPort) return;
    const question = { address: asked.address, port: asked.port, protocol: asked.protocol };
    const to = 'to' in asked ? targetName(asked) : `${asked.address}:${asked.port}/${asked.protocol}`;
    simulator.ask('canReach', world, source.place, question).then(
      (answer) => setTold(answer && { from: source.name, place: source.place, to, answer }),
      () => setTold('failed'),
    );
  };
  return (
    <form className={styles['part']} onSubmit={submit} noValidate>
      <div className={styles['fields']}>
        <SelectField label={t('reach.from')} value={from} onChange={setFrom}>
          {sources.map(({ place, name }) => (
            <option key={place} value={place}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('reach.to')} value={at} onChange={setAt}>
          {targets.map((target, place) => (
            <option key={place} value={place}>
              {targetName(target)}
            </option>
          ))}
          <option value={OTHER}>{t('reach.other')}</option>
        </SelectField>
      </div>
      {at === OTHER && (
        <div className={styles['fields']}>
          <TextField
            label={t('reach.address')}
            hint={address === '' || isAddress ? undefined : t('reach.badAddress')}
            value={address}
            maxLength={60}
            aria-invalid={address !== '' && !isAddress}
            onChange={setAddress}
          />
          <TextField
            label={t('reach.port')}
            hint={isPort ? undefined : t('reach.badPort')}
            value={port}
            inputMode="numeric"
            maxLength={5}
            aria-invalid={!isPort}
            onChange={setPort}
          />
          <SelectField
            label={t('reach.protocol')}
            value={protocol}
            onChange={(value) => setProtocol(value === 'udp' ? 'udp' : 'tcp')}
          >
            <option value="tcp">TCP</option>
            <option value="udp">UDP</option>
          </SelectField>
        </div>
      )}
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" disabled={from === '' || !isAddress || !isPort}>
          {t('reach.ask')}
        </Button>
      </div>
      <div role="status" className={styles['part']}>
        {told === 'failed' && <p>{t('failed')}</p>}
        {told !== undefined && told !== 'failed' && <Reply told={told} />}
      </div>
    </form>
  );
}

const targetName = ({ to, host, address, port, protocol }: Target): string =>
  `${to} · ${host === undefined ? '' : `${host} · `}${address.includes(':') ? `[${address}]` : address}:${port}/${protocol}`;

function Reply({ told: { from, place, to, answer } }: { readonly told: Told }) {
  const { t } = useTranslation('examining');
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const { result, why, line } = answer;
  const show = () => {
    close();
    void runCommand(stores, place, line);
  };
  return (
    <section className={styles['card']} data-result={result} aria-labelledby="examine-answer">
      <h3 id="examine-answer">
        {result === 'answers'
          ? t('reach.yes', { from, to })
          : result === 'unknown'
            ? t('reach.unknown', { from, to })
            : t('reach.no', { from, to, result: t(`result.${result}`) })}{' '}
        <ResultWord result={result} />
      </h3>
      <p>
        <Said why={why} />
      </p>
      {why.rule !== undefined && (
        <>
          <p className={styles['hint']}>{t('reach.rule')}</p>
          <RuleLine rule={why.rule} />
        </>
      )}
      <div className={styles['buttons']}>
        <Button icon={<Route />} onClick={show}>
          {t('reach.show')}
        </Button>
      </div>
    </section>
  );
}
