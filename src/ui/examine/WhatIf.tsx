import { Play } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhatIf as Found } from '../../doctor/compare/what-if.ts';
import type { Command } from '../../history/history.ts';
import { runCommand } from '../../store/stores.ts';
import { endsOf } from '../../world/ends.ts';
import type { World } from '../../world/world.ts';
import { useWork } from '../asking/use-answer.ts';
import { Waiting } from '../asking/Waiting.tsx';
import { Button } from '../controls/Button.tsx';
import { Field, SelectField, TextArea } from '../controls/Field.tsx';
import { useStores, useView, useWorld } from '../stores/stores.tsx';
import { Differences } from './Comparison.tsx';
import styles from './Examine.module.css';

interface Told {
  readonly world: World;
  readonly commands: readonly Command[];
  readonly found: Found;
}

/** What would happen if some commands ran: on a copy; nothing is changed until one says so. */
export function WhatIf() {
  const { t } = useTranslation('examining');
  const stores = useStores();
  const world = useWorld();
  const close = useView((view) => view.closeDialog);
  const places = endsOf(world).filter(({ running }) => running);
  const [place, setPlace] = useState(
    places.find(({ place: each }) => each === 'host1')?.place ?? places[0]?.place ?? '',
  );
  const [text, setText] = useState('');
  const { told, begin } = useWork<Told>();
  const commands = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ place, line }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (commands.length === 0) return;
    begin(async (follower) => ({
      world,
      commands,
      found: await stores.simulator.follow(follower, 'whatIf', world, commands),
    }));
  };
  const doIt = async () => {
    if (told?.state !== 'done') return;
    close();
    for (const { place: at, line } of told.answer.commands)
      if ((await runCommand(stores, at, line)) === undefined) return;
  };
  const current = told?.state === 'done' && told.answer.world !== world ? undefined : told;
  return (
    <form className={styles['part']} onSubmit={submit} noValidate>
      <p className={styles['hint']}>{t('whatIf.text')}</p>
      <SelectField label={t('whatIf.place')} value={place} onChange={setPlace}>
        {places.map(({ place: each, name }) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </SelectField>
      <Field label={t('whatIf.commands')}>
        {(ids) => (
          <TextArea
            {...ids}
            rows={4}
            maxLength={20_000}
            placeholder="iptables -I DOCKER-USER -p tcp --dport 5432 -j DROP"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" disabled={commands.length === 0}>
          {t('whatIf.compare')}
        </Button>
        {current?.state === 'done' && (
          <Button icon={<Play />} onClick={() => void doIt()}>
            {t('whatIf.doIt', { count: current.answer.commands.length })}
          </Button>
        )}
      </div>
      {current !== undefined && current.state !== 'done' && <Waiting asked={current} />}
      {current?.state === 'done' && (
        <>
          {current.answer.found.failed.map(({ line, text: words }) => (
            <p key={line} role="alert" className={styles['bad']}>
              {t('whatIf.fails', { line })} <code>{words}</code>
            </p>
          ))}
          <Differences comparison={current.answer.found} />
        </>
      )}
    </form>
  );
}
