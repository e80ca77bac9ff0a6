import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hop, HopStage } from '../../kernel/hop.ts';
import { usePlayback } from '../stores/stores.tsx';
import styles from './EventList.module.css';
import { EventRows } from './EventRows.tsx';
import { choices, everything, listed, toggled, type EventFilter } from './events.ts';

/** The story in a line each step, or hop, with filters. The one that is shown is chosen in it. */
export default function EventList() {
  const { t } = useTranslation();
  const hops = usePlayback((state) => state.hops);
  const entry = usePlayback((state) => state.entry);
  const grain = usePlayback((state) => state.grain);
  const [filter, setFilter] = useState<EventFilter>(everything);
  const indices = useMemo(() => listed(hops, filter), [hops, filter]);
  return (
    <>
      <Filters hops={hops} filter={filter} onChange={setFilter} count={indices.length} />
      {indices.length === 0 ? (
        <p className={styles['none']}>{t('events.none')}</p>
      ) : (
        <EventRows key={`${entry} ${grain}`} hops={hops} indices={indices} />
      )}
    </>
  );
}

interface FiltersProps {
  readonly hops: readonly Hop[];
  readonly filter: EventFilter;
  readonly count: number;
  readonly onChange: (filter: EventFilter) => void;
}

function Filters({ hops, filter, count, onChange }: FiltersProps) {
  const { t } = useTranslation();
  const { protocols, stages, flows } = useMemo(() => choices(hops), [hops]);
  return (
    <div className={styles['filters']}>
      <div className={styles['chips']}>
        <div role="group" aria-label={t('events.protocols')} className={styles['group']}>
          {protocols.map((protocol) => (
            <Chip
              key={protocol}
              label={protocol}
              pressed={filter.protocols.has(protocol)}
              onClick={() => onChange({ ...filter, protocols: toggled(filter.protocols, protocol) })}
            />
          ))}
        </div>
        <div role="group" aria-label={t('events.stages')} className={styles['group']}>
          {stages.map((stage) => (
            <Chip
              key={stage}
              label={t(`events.stage.${stage}`)}
              pressed={filter.stages.has(stage)}
              onClick={() => onChange({ ...filter, stages: toggled<HopStage>(filter.stages, stage) })}
            />
          ))}
        </div>
        {flows.length > 1 && (
          <div role="group" aria-label={t('events.flows')} className={styles['group']}>
            {flows.map((flow) => (
              <Chip
                key={flow}
                label={t('events.flow', { number: flow + 1 })}
                flow={flow}
                pressed={filter.flows.has(flow)}
                onClick={() => onChange({ ...filter, flows: toggled(filter.flows, flow) })}
              />
            ))}
          </div>
        )}
      </div>
      <span className={styles['count']} role="status">
        {t('events.count', { shown: count, all: hops.length })}
      </span>
    </div>
  );
}

interface ChipProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly flow?: number | undefined;
  readonly onClick: () => void;
}

function Chip({ label, pressed, flow, onClick }: ChipProps) {
  return (
    <button type="button" className={styles['chip']} aria-pressed={pressed} onClick={onClick}>
      {flow !== undefined && <span className={styles['flow']} data-flow={flow % 6} aria-hidden />}
      {label}
    </button>
  );
}
