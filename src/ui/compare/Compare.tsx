import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../../store/steps.ts';
import type { Pair } from '../../story/aligned.ts';
import { nameOfPlace } from '../../world/spots.ts';
import { Button } from '../controls/Button.tsx';
import { SelectField } from '../controls/Field.tsx';
import { Sheet } from '../dialogs/Sheet.tsx';
import { useLab } from '../stores/stores.tsx';
import styles from './Compare.module.css';
import { comparisonIds } from './examples.ts';
import { aspects, differences, isDifferent, momentsTold, sideBySide, type Told } from './sides.ts';
import { hasTraffic, useSides, type Choice, type Sides } from './subjects.ts';

/** So many of the latest commands are offered. */
const MOST = 60;

/** Two traffics one above the other, with what differs marked: of this lab, of this lab at another point, or of an example. */
export default function Compare() {
  const { t } = useTranslation('talk');
  const entries = useLab((lab) => lab.entries);
  const sent = useMemo(() => entries.filter(hasTraffic).slice(-MOST), [entries]);
  const [chosen, choose] = useState<Choice>();
  const choice = chosen ?? firstChoice(entries, sent);
  const found = useSides(choice);
  return (
    <Sheet title={t('compare.title')} description={t('compare.text')} wide>
      <div className={styles['compare']}>
        <div className={styles['examples']} role="group" aria-label={t('compare.examples')}>
          {comparisonIds.map((id) => (
            <Button
              key={id}
              aria-pressed={choice?.kind === 'example' && choice.id === id}
              onClick={() => choose({ kind: 'example', id })}
            >
              {t(`compare.example.${id}`)}
            </Button>
          ))}
        </div>
        {sent.length > 0 && <Choices sent={sent} choice={choice} onChoose={choose} />}
        {choice === undefined && <p>{t('compare.nothing')}</p>}
        {found?.state === 'busy' && <p role="status">{t('compare.busy')}</p>}
        {found?.state === 'failed' && <p role="alert">{t('compare.failed')}</p>}
        {found?.state === 'found' && <Both key={JSON.stringify(choice)} {...found} />}
      </div>
    </Sheet>
  );
}

/** The last two traffics; of a single one what it would be at the start of the lab. */
function firstChoice(entries: readonly Entry[], sent: readonly Entry[]): Choice | undefined {
  const [second, first] = [sent.at(-1), sent.at(-2)];
  if (second === undefined) return undefined;
  if (first !== undefined) return { kind: 'traffics', first: first.id, second: second.id };
  return { kind: 'again', first: second.id, done: Math.max(0, entries.indexOf(second) - 1) };
}

interface ChoicesProps {
  readonly sent: readonly Entry[];
  readonly choice: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
}

function Choices({ sent, choice, onChoose }: ChoicesProps) {
  const { t } = useTranslation('talk');
  const entries = useLab((lab) => lab.entries);
  const first = choice === undefined || choice.kind === 'example' ? (sent[0]?.id ?? 0) : choice.first;
  const second = choice?.kind === 'traffics' ? `t${choice.second}` : choice?.kind === 'again' ? `w${choice.done}` : '';
  const lineOf = ({ place, line }: Entry) => `${nameOfPlace(place)}$ ${line}`;
  const pick = (from: number, value: string) => {
    const number = Number(value.slice(1));
    if (value.startsWith('w')) onChoose({ kind: 'again', first: from, done: number });
    else onChoose({ kind: 'traffics', first: from, second: value === '' ? (sent.at(-1)?.id ?? from) : number });
  };
  const points = Array.from({ length: Math.min(MOST, entries.length + 1) }, (_, back) => entries.length - back);
  return (
    <div className={styles['choices']}>
      <SelectField label={t('compare.first')} value={String(first)} onChange={(id) => pick(Number(id), second)}>
        {sent.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {lineOf(entry)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('compare.second')} value={second} onChange={(value) => pick(first, value)}>
        {second === '' && <option value="">{t('compare.choose')}</option>}
        <optgroup label={t('compare.other')}>
          {sent.map((entry) => (
            <option key={entry.id} value={`t${entry.id}`}>
              {lineOf(entry)}
            </option>
          ))}
        </optgroup>
        <optgroup label={t('compare.again')}>
          {points.map((done) => {
            const last = entries[done - 1];
            return (
              <option key={done} value={`w${done}`}>
                {last === undefined ? t('compare.atStart') : t('compare.after', { number: done, line: lineOf(last) })}
              </option>
            );
          })}
        </optgroup>
      </SelectField>
    </div>
  );
}

function Both({ first, second }: Sides) {
  const { t } = useTranslation('talk');
  const page = useTranslation().t;
  const pairs = useMemo(() => sideBySide(momentsTold(first, page), momentsTold(second, page)), [first, second, page]);
  const [chosen, choose] = useState(() => Math.max(0, pairs.findIndex(isDifferent)));
  const pair = pairs[chosen];
  const only = (side: 'first' | 'second') =>
    pairs.filter((each) => each[side] !== undefined && (each.first === undefined || each.second === undefined)).length;
  const other = pairs.filter((each) => differences(each).length > 0).length;
  return (
    <>
      <p role="status">
        {pairs.some(isDifferent)
          ? t('compare.summary', { first: only('first'), second: only('second'), other })
          : t('compare.same')}
      </p>
      <p className={styles['line']}>
        <CommandLine {...first} />
      </p>
      <ol className={styles['moments']} aria-label={t('compare.moments')} tabIndex={0}>
        {pairs.map((each, at) => (
          <li key={at}>
            <button
              type="button"
              className={styles['pair']}
              aria-pressed={at === chosen}
              data-differs={isDifferent(each) || undefined}
              onClick={() => choose(at)}
            >
              <Moment told={each.first} />
              <Moment told={each.second} />
              {isDifferent(each) && <span className="visually-hidden">{t('compare.differs')}</span>}
            </button>
          </li>
        ))}
      </ol>
      <p className={styles['line']}>
        <CommandLine {...second} />
      </p>
      {pair !== undefined && <Details pair={pair} />}
    </>
  );
}

const CommandLine = ({ place, line }: Entry) => (
  <code>
    <span>{nameOfPlace(place)}$</span> {line}
  </code>
);

function Moment({ told }: { readonly told: Told | undefined }) {
  const { t } = useTranslation('talk');
  const page = useTranslation().t;
  if (told === undefined)
    return (
      <span className={styles['none']}>
        <span className="visually-hidden">{t('compare.notHere')}</span>
      </span>
    );
  return (
    <span className={styles['moment']}>
      <b>{page(`timeline.moment.${told.kind}`)}</b> {told.place}
    </span>
  );
}

/** A pair of moments in full, what differs marked. */
function Details({ pair }: { readonly pair: Pair<Told> }) {
  const { t } = useTranslation('talk');
  const differ = new Set<string>(differences(pair));
  return (
    <div className={styles['details']}>
      {([pair.first, pair.second] as const).map((told, side) => (
        <section key={side} className={styles['side']} aria-label={t(side === 0 ? 'compare.first' : 'compare.second')}>
          {told === undefined ? (
            <p className={styles['missing']}>{t('compare.notHere')}</p>
          ) : (
            <>
              <p className={styles['sentence']}>{told.sentence}</p>
              <dl>
                {aspects.map(
                  (aspect) =>
                    told[aspect] !== '' && (
                      <div key={aspect}>
                        <dt>{t(`compare.${aspect}`)}</dt>
                        <dd>{differ.has(aspect) ? <mark>{told[aspect]}</mark> : told[aspect]}</dd>
                      </div>
                    ),
                )}
              </dl>
            </>
          )}
        </section>
      ))}
    </div>
  );
}
