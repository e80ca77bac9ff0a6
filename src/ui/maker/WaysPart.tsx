import { Check, Trash2, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../history/history.ts';
import { doneAfter } from '../../store/making.ts';
import type { Solution } from '../../teaching/lesson.ts';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useLab } from '../stores/stores.tsx';
import { CommandLines } from './CommandLines.tsx';
import styles from './Maker.module.css';
import { change } from './making.ts';
import { Part } from './Part.tsx';

/** By what a way goes: the tool of its commands, as far as one can be told. */
function kindOf(commands: readonly Command[]): Solution['by'] {
  const tools = new Set(commands.map(({ line }) => line.trim().split(/\s+/)[0]));
  if (tools.size === 1)
    for (const tool of ['docker', 'ip', 'iptables', 'sysctl'] as const) if (tools.has(tool)) return tool;
  return tools.size === 0 ? 'docker' : 'other';
}

/** The ways that pass, and those that look right and do not: each is recorded by doing it. */
export function WaysPart({ draft }: { readonly draft: MadeLesson }) {
  const { t } = useTranslation('lessons');
  const entries = useLab((lab) => lab.entries);
  const count = useLab((lab) => lab.done);
  const { solutions, pitfalls } = draft;
  const commands = entries.slice(0, count).map(({ place, line }) => ({ place, line }));
  const done = doneAfter(draft.start, commands);
  return (
    <Part title={t('maker.ways.title')}>
      <p className={styles['hint']}>{t('maker.ways.text')}</p>
      <p role="status">
        {done === undefined ? t('maker.ways.elsewhere') : t('maker.ways.now', { count: done.length })}
      </p>
      {done !== undefined && done.length > 0 && (
        <>
          <CommandLines commands={done} />
          <div className={styles['buttons']}>
            <Button
              icon={<Check />}
              look="primary"
              onClick={() => change({ solutions: [...solutions, { by: kindOf(done), commands: done }] })}
            >
              {t('maker.ways.keepSolution')}
            </Button>
            <Button icon={<TriangleAlert />} onClick={() => change({ pitfalls: [...pitfalls, { commands: done }] })}>
              {t('maker.ways.keepPitfall')}
            </Button>
          </div>
        </>
      )}
      {solutions.map(({ commands }, i) => (
        <Way
          key={`solution ${i}`}
          name={t('maker.ways.solution', { n: i + 1 })}
          commands={commands}
          remove={() => change({ solutions: solutions.toSpliced(i, 1) })}
        />
      ))}
      {pitfalls.map(({ commands }, i) => (
        <Way
          key={`pitfall ${i}`}
          name={t('maker.ways.pitfall', { n: i + 1 })}
          commands={commands}
          remove={() => change({ pitfalls: pitfalls.toSpliced(i, 1) })}
        />
      ))}
    </Part>
  );
}

interface WayProps {
  readonly name: string;
  readonly commands: readonly Command[];
  readonly remove: () => void;
}

function Way({ name, commands, remove }: WayProps) {
  const { t } = useTranslation('lessons');
  return (
    <div className={styles['way']}>
      <h4>{name}</h4>
      <IconButton icon={<Trash2 />} label={t('maker.ways.remove', { name })} onClick={remove} />
      <CommandLines commands={commands} />
    </div>
  );
}
