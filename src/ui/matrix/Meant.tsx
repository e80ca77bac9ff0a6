import { Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deviation } from '../../doctor/policy/policy.ts';
import { undo } from '../../store/stores.ts';
import { closed, isClosed, isSameProbe, type Broken } from '../../world/intents.ts';
import type { Probe } from '../../world/reach.ts';
import { useAnswer } from '../asking/use-answer.ts';
import { Waiting } from '../asking/Waiting.tsx';
import { Button } from '../controls/Button.tsx';
import { Checkbox } from '../controls/Field.tsx';
import { useLab, useStores, useWorld } from '../stores/stores.tsx';
import styles from './Matrix.module.css';
import { probeText } from './probe-text.ts';

/** So many differences are listed. */
const LISTED = 100;

interface MeantProps {
  readonly probe: Probe;
  readonly marking: boolean;
  /** What is known to differ of the probe. */
  readonly broken: readonly Broken[];
  /** Marks all cells as they are; undefined while not all is known. */
  readonly asNow: (() => void) | undefined;
}

/** What is not as it was meant, by this probe and the others, and marks for all cells at once. */
export function Meant({ probe, marking, broken, asNow }: MeantProps) {
  const { t } = useTranslation();
  const { t: said } = useTranslation('examining');
  const stores = useStores();
  const intents = useLab((lab) => lab.intents);
  const mean = useLab((lab) => lab.mean);
  const isLatest = useLab(({ past, done }) => past.at(-1)?.change === 'meant' && past.at(-1)?.at === done);
  const isMarked = intents.length > 0;
  const hasOthers = intents.some((intent) => !isSameProbe(intent.probe, probe));
  if (!marking && !isMarked) return null;
  return (
    <section className={styles['meant']} aria-labelledby="matrix-meant">
      <h3 id="matrix-meant">{t('matrix.meant')}</h3>
      {marking && (
        <Checkbox
          label={said('meant.closed', { probe: probeText(probe) })}
          hint={said('meant.closedText')}
          checked={isClosed(intents, probe)}
          onChange={(isTo) => mean(closed(intents, probe, isTo))}
        />
      )}
      <p role="status">
        {isMarked ? `${probeText(probe)}: ${t('matrix.differences', { count: broken.length })}` : t('matrix.markHint')}
      </p>
      <BrokenList broken={broken} />
      {hasOthers && <Others probe={probe} />}
      {(marking || isLatest) && (
        <div className={styles['buttons']}>
          {marking && (
            <>
              <Button disabled={asNow === undefined} onClick={asNow}>
                {t('matrix.asNow')}
              </Button>
              <Button look="quiet" disabled={!isMarked} onClick={() => mean([])}>
                {t('matrix.clear')}
              </Button>
            </>
          )}
          <Button look="quiet" icon={<Undo2 />} disabled={!isLatest} onClick={() => undo(stores)}>
            {said('meant.undo')}
          </Button>
        </div>
      )}
      <p className={styles['kept']}>{said('meant.kept')}</p>
    </section>
  );
}

/** What differs by other probes that marks were made for. */
function Others({ probe }: { readonly probe: Probe }) {
  const { t } = useTranslation();
  const { simulator } = useStores();
  const world = useWorld();
  const intents = useLab((lab) => lab.intents);
  const others = useMemo(() => intents.filter((intent) => !isSameProbe(intent.probe, probe)), [intents, probe]);
  const asked = useAnswer(
    (follower) => simulator.follow(follower, 'deviations', world, others),
    [simulator, world, others],
  );
  if (asked.state !== 'done') return <Waiting asked={asked} />;
  const byProbe = new Map<string, Deviation[]>(others.map((intent) => [probeText(intent.probe), []]));
  for (const each of asked.answer) byProbe.get(probeText(each.probe))?.push(each);
  return [...byProbe].map(([name, broken]) => (
    <div key={name}>
      <p>
        {name}: {t('matrix.differences', { count: broken.length })}
      </p>
      <BrokenList broken={broken} />
    </div>
  ));
}

function BrokenList({ broken }: { readonly broken: readonly Broken[] }) {
  const { t } = useTranslation();
  if (broken.length === 0) return null;
  return (
    <ul>
      {broken.slice(0, LISTED).map(({ from, to, reach, meaning }) => (
        <li key={`${from.place} ${to.place}`}>
          {t(meaning === 'must' ? 'matrix.shouldReach' : 'matrix.shouldNotReach', {
            from: from.name,
            to: to.name,
            reach: t(`matrix.${reach}`),
          })}
        </li>
      ))}
      {broken.length > LISTED && <li>{t('matrix.more', { count: broken.length - LISTED })}</li>}
    </ul>
  );
}
