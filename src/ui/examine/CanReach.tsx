import { Route } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Protocol, Target } from '../../doctor/reach/targets.ts';
import { parseIp } from '../../ip/address.ts';
import type { Answer, Ask, Since } from '../../doctor/reach/ask.ts';
import type { Ends } from '../../simulator/examining.ts';
import { runCommand } from '../../store/stores.ts';
import { shownLine } from '../commands/shown-line.ts';
import { useAnswer, useLatest } from '../asking/use-answer.ts';
import { Waiting } from '../asking/Waiting.tsx';
import { Button } from '../controls/Button.tsx';
import { SelectField, TextField } from '../controls/Field.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import styles from './Examine.module.css';
import { ResultWord, RuleLine, Said } from './parts.tsx';
import { targetAddress } from './why-text.ts';

/** Chosen where none of the targets is meant. */
const OTHER = 'other';

/** 'Can A reach B on port P, and why not?' */
export function CanReach() {
  const world = useWorld();
  const { simulator } = useStores();
  const ends = useLatest(() => simulator.ask('ends', world), [simulator, world]);
  return ends.state === 'done' ? <QuestionForm ends={ends.answer} /> : <Waiting asked={ends} />;
}

/** What is asked, and what its ends are called. */
interface Question {
  readonly from: string;
  readonly to: string;
  readonly ask: Ask;
}

function QuestionForm({ ends: { sources, targets } }: { readonly ends: Ends }) {
  const { t } = useTranslation('examining');
  const [from, setFrom] = useState((sources.find(({ kind }) => kind === 'lan') ?? sources[0])?.place ?? '');
  const [at, setAt] = useState(() => firstTarget(targets));
  const [address, setAddress] = useState('');
  const [port, setPort] = useState('80');
  const [protocol, setProtocol] = useState<Protocol>('tcp');
  const [question, setQuestion] = useState<Question>();

  const asked =
    at === OTHER
      ? { address: parseIp(address), port: Number(port), protocol }
      : targets.find((target) => keyOf(target) === at);
  const isAddress = asked?.address !== undefined;
  const isPort = asked !== undefined && Number.isInteger(asked.port) && asked.port > 0 && asked.port < 65_536;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const source = sources.find(({ place }) => place === from);
    if (source === undefined || asked?.address === undefined || !isPort) return;
    const ask: Ask = {
      ...{ from: source.place, to: asked.address, port: asked.port, protocol: asked.protocol },
      ...('place' in asked && { whose: asked.place }),
    };
    const to = 'to' in asked ? targetName(asked) : targetAddress({ ...asked, address: asked.address });
    setQuestion({ from: source.name, to, ask });
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
          {targets.map((target) => (
            <option key={keyOf(target)} value={keyOf(target)}>
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
      <div aria-live="polite" className={styles['part']}>
        {question !== undefined && <Told key={JSON.stringify(question)} question={question} />}
      </div>
    </form>
  );
}

/** A published port first: that is what is mostly asked about. */
function firstTarget(targets: readonly Target[]): string {
  const first = targets.find(({ host }) => host !== undefined) ?? targets[0];
  return first === undefined ? OTHER : keyOf(first);
}

/** What tells a target from all others, also when more of them come. */
const keyOf = (target: Target): string => `${target.namespace} ${targetName(target)}`;

const targetName = (target: Target): string =>
  [target.to, ...(target.host === undefined ? [] : [target.host]), targetAddress(target)].join(' · ');

/** What comes of a question, also when the lab goes on meanwhile. */
function Told({ question }: { readonly question: Question }) {
  const { t } = useTranslation('examining');
  const { simulator } = useStores();
  const world = useWorld();
  const asked = useLatest(() => simulator.ask('canReach', world, question.ask), [simulator, world, question]);
  if (asked.state !== 'done') return <Waiting asked={asked} />;
  return asked.answer === undefined ? <p>{t('failed')}</p> : <Reply question={question} answer={asked.answer} />;
}

function Reply({ question, answer }: { readonly question: Question; readonly answer: Answer }) {
  const { t } = useTranslation('examining');
  const stores = useStores();
  const close = useView((view) => view.closeDialog);
  const { from, to, ask } = question;
  const { result, why, line } = answer;
  const show = () => {
    close();
    void runCommand(stores, ask.from, line);
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
      <SinceWhen key={JSON.stringify(ask)} ask={ask} />
      <div className={styles['buttons']}>
        <Button icon={<Route />} onClick={show}>
          {t('reach.show')}
        </Button>
      </div>
    </section>
  );
}

/** Since which command it is so, and which made the rule that decides. */
function SinceWhen({ ask }: { readonly ask: Ask }) {
  const { t } = useTranslation('examining');
  const { t: page } = useTranslation();
  const { lab, simulator } = useStores();
  const world = useWorld();
  const asked = useAnswer(() => {
    const { seed, entries, done } = lab.getState();
    const commands = entries.slice(0, done).map(({ place, line }) => ({ place, line }));
    return simulator.ask('sinceWhen', world, { seed, commands }, ask);
  }, [simulator, lab, world, ask]);
  if (asked.state !== 'done') return <Waiting asked={asked} />;
  const { command, rule } = asked.answer;
  const told = (key: 'since' | 'ruleSince', { index, line }: NonNullable<Since['command']>) =>
    t(`reach.${key}`, { number: index + 1, line: shownLine(line, page) });
  return (
    <ul className={styles['said']}>
      <li>{command === undefined ? t('reach.fromStart') : told('since', command)}</li>
      {rule !== undefined && <li>{told('ruleSince', rule)}</li>}
    </ul>
  );
}
