import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { storyOf } from '../../diagnosis/diagnosis.ts';
import { trafficOf } from '../../store/traffic.ts';
import type { Entry } from '../../store/steps.ts';
import { moved } from '../../store/making.ts';
import { asksAbout } from '../../teaching/guess.ts';
import type { Step } from '../../teaching/lesson.ts';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useHopIndex, useLab, usePlayback, useView } from '../stores/stores.tsx';
import styles from './Maker.module.css';
import { change } from './making.ts';
import { Part } from './Part.tsx';

/** What a step is about, besides its kind. */
function detailOf(step: Step): string {
  switch (step.kind) {
    case 'read':
      return '';
    case 'predict':
      return step.question.commands.at(-1)?.line ?? '';
    case 'watch':
      return step.commands.at(-1)?.line ?? '';
    case 'find':
      return step.find.what;
    case 'do':
      return String(step.goals.length);
  }
}

/** The steps in their order. */
export function StepsPart({ draft }: { readonly draft: MadeLesson }) {
  const { t } = useTranslation('lessons');
  const { steps } = draft;
  const set = (next: readonly Step[]) => change({ steps: next });
  const add = (step: Step) => set([...steps, step]);
  return (
    <Part title={t('maker.steps.title')}>
      <ol className={styles['steps']}>
        {steps.map((step, at) => (
          <li key={at}>
            <span className={styles['kind']}>{t(`maker.steps.${step.kind}`)}</span>
            <code>{detailOf(step)}</code>
            <IconButton
              icon={<ArrowUp />}
              label={t('maker.steps.up', { n: at + 1 })}
              disabled={at === 0}
              onClick={() => set(moved(steps, at, -1))}
            />
            <IconButton
              icon={<ArrowDown />}
              label={t('maker.steps.down', { n: at + 1 })}
              disabled={at === steps.length - 1}
              onClick={() => set(moved(steps, at, 1))}
            />
            <IconButton
              icon={<Trash2 />}
              label={t('maker.steps.remove', { n: at + 1 })}
              onClick={() => set(steps.toSpliced(at, 1))}
            />
          </li>
        ))}
      </ol>
      <div className={styles['buttons']} role="group" aria-label={t('maker.steps.add')}>
        <Button icon={<Plus />} onClick={() => add({ kind: 'read' })}>
          {t('maker.steps.read')}
        </Button>
        <FindButtons add={add} />
      </div>
      <ShownTraffic add={add} />
    </Part>
  );
}

/** An address of what is selected. */
function FindButtons({ add }: { readonly add: (step: Step) => void }) {
  const { t } = useTranslation('lessons');
  const selected = useView((view) => view.selected);
  const place = useLab(({ shownWorld }) => {
    if (selected?.kind !== 'container') return selected?.kind === 'machine' ? selected.machine : undefined;
    const container = shownWorld().machines[selected.machine]?.engine?.containers[selected.id];
    return container && `${selected.machine}/${container.name}`;
  });
  if (place === undefined) return null;
  return (
    <Button icon={<Plus />} onClick={() => add({ kind: 'find', find: { what: 'address', of: place } })}>
      {t('maker.steps.findOf')} {place}
    </Button>
  );
}

/** What can be made of the traffic that is shown: a question about it, or to watch it. */
function ShownTraffic({ add }: { readonly add: (step: Step) => void }) {
  const { t } = useTranslation('lessons');
  const id = usePlayback(({ entry }) => entry);
  const entry = useLab(({ entries }) => entries.find((each) => each.id === id));
  if (entry === undefined) return <p className={styles['hint']}>{t('maker.steps.predictNeeds')}</p>;
  return <StepsOf key={entry.id} entry={entry} add={add} />;
}

function StepsOf({ entry, add }: { readonly entry: Entry; readonly add: (step: Step) => void }) {
  const { t } = useTranslation('lessons');
  const shown = useHopIndex();
  const { place, line } = entry;
  const commands = [{ place, line }];
  const asks = useMemo(() => asksAbout(storyOf(entry, trafficOf(entry), entry.outcome)), [entry]);
  // What the hop that is shown tells comes first.
  const inOrder = asks.toSorted((a, b) => Math.abs((a.posed.hop ?? 0) - shown) - Math.abs((b.posed.hop ?? 0) - shown));
  return (
    <div className={styles['offer']}>
      <p className={styles['hint']}>{t('maker.steps.predictAbout', { line })}</p>
      <div className={styles['buttons']}>
        <Button icon={<Plus />} onClick={() => add({ kind: 'watch', commands })}>
          {t('maker.steps.watch')}
        </Button>
        {inOrder.map(({ ask, posed }) => (
          <Button
            key={JSON.stringify(ask)}
            icon={<Plus />}
            data-shown={posed.hop === shown || undefined}
            onClick={() => add({ kind: 'predict', question: { commands, ask } })}
          >
            {t('maker.steps.predict')}: {ask.about}
            {posed.hop === shown && <span className="visually-hidden"> ({t('maker.steps.atHop')})</span>}
          </Button>
        ))}
      </div>
    </div>
  );
}
