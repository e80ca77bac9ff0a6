import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hop, Stage } from '../../kernel/hop.ts';
import { listKeys } from '../controls/list-keys.ts';
import { plainText } from '../controls/rich-text.ts';
import { explain, type ExplainContext } from '../inspector/explain.ts';
import { stageName } from '../inspector/hop/hop-texts.ts';
import { endsOfFrame } from '../inspector/views/endpoints.ts';
import { useHopIndex, usePlayback, useStores } from '../stores/stores.tsx';
import { useStoryWorld } from '../stores/story-world.ts';
import { spotsOf } from '../world/spots.ts';
import styles from './EventList.module.css';
import { choices, everything, listed, protocolOfHop, rowOf, timeText, toggled, type EventFilter } from './events.ts';
import { packetName, toneOf } from './story.ts';

/** Pixels. */
const ROW = 26;
/** Rows beyond what is seen, above and below. */
const SPARE = 6;

/** Every hop of the story in a line each, with filters. The hop that is shown is chosen in it. */
export default function EventList() {
  const { t } = useTranslation();
  const hops = usePlayback((state) => state.hops);
  const [filter, setFilter] = useState<EventFilter>(everything);
  const indices = useMemo(() => listed(hops, filter), [hops, filter]);
  return (
    <div className={styles['events']}>
      <Filters hops={hops} filter={filter} onChange={setFilter} count={indices.length} />
      {indices.length === 0 ? (
        <p className={styles['none']}>{t('events.none')}</p>
      ) : (
        <Rows hops={hops} indices={indices} />
      )}
    </div>
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
            onClick={() => onChange({ ...filter, stages: toggled<Stage>(filter.stages, stage) })}
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

interface RowsProps {
  readonly hops: readonly Hop[];
  readonly indices: readonly number[];
}

/** Only the rows that are seen are there; the keyboard goes through all. */
function Rows({ hops, indices }: RowsProps) {
  const { t } = useTranslation();
  const { playback, view } = useStores();
  const id = useId();
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(200);
  const row = rowOf(indices, useHopIndex());
  const world = useStoryWorld();
  const around = useMemo<ExplainContext>(() => ({ world, spots: spotsOf(world) }), [world]);
  const several = useMemo(() => hops.some(({ flow }) => flow !== hops[0]?.flow), [hops]);

  useEffect(() => {
    const box = body.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const box = body.current;
    if (box === null || row < 0) return;
    const at = row * ROW;
    if (at < box.scrollTop) box.scrollTop = at;
    else if (at + 2 * ROW > box.scrollTop + box.clientHeight) box.scrollTop = at + 2 * ROW - box.clientHeight; // below the head
  }, [row]);

  const show = (at: number) => {
    const index = indices[Math.min(indices.length - 1, Math.max(0, at))];
    if (index === undefined) return;
    playback.getState().pause();
    playback.getState().seek(index);
    view.getState().select(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = listKeys[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    show(row + by);
  };

  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(indices.length, Math.ceil((top + height) / ROW) + SPARE);
  const shown = indices.slice(first, last);
  return (
    <div
      ref={body}
      role="grid"
      tabIndex={0}
      className={styles['grid']}
      aria-label={t('events.label')}
      aria-rowcount={indices.length + 1}
      aria-activedescendant={row >= first && row < last ? `${id}${row}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => setTop(currentTarget.scrollTop)}
    >
      <div role="rowgroup" className={styles['headGroup']}>
        <div role="row" aria-rowindex={1} className={[styles['row'], styles['head']].join(' ')}>
          {(['number', 'time', 'place', 'device', 'stageName', 'packet', 'decision'] as const).map((column) => (
            <span key={column} role="columnheader" data-column={column}>
              {t(`events.column.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles['body']}>
        <div role="presentation" style={{ height: indices.length * ROW, position: 'relative' }}>
          {shown.map((index, at) => {
            const hop = hops[index];
            return (
              hop && (
                <EventRow
                  key={index}
                  id={`${id}${first + at}`}
                  hop={hop}
                  index={index}
                  row={first + at}
                  chosen={first + at === row}
                  around={around}
                  several={several}
                  onClick={() => show(first + at)}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface EventRowProps {
  readonly id: string;
  readonly hop: Hop;
  readonly index: number;
  readonly row: number;
  readonly chosen: boolean;
  readonly around: ExplainContext;
  readonly several: boolean;
  readonly onClick: () => void;
}

function EventRow({ id, hop, index, row, chosen, around, several, onClick }: EventRowProps) {
  const { t } = useTranslation();
  const { key, values } = explain(hop, around);
  const { source, destination } = endsOfFrame(hop.frame);
  return (
    <div
      id={id}
      role="row"
      className={styles['row']}
      aria-rowindex={row + 2}
      aria-selected={chosen}
      data-tone={toneOf(hop)}
      style={{ top: row * ROW }}
      onClick={onClick}
    >
      <span role="gridcell" data-column="number">
        {index + 1}
      </span>
      <span role="gridcell" data-column="time">
        {timeText(hop.time)}
      </span>
      <span role="gridcell" data-column="place">
        {around.spots.get(hop.namespace)?.name ?? hop.namespace}
      </span>
      <span role="gridcell" data-column="device">
        {hop.device?.name ?? ''}
      </span>
      <span role="gridcell" data-column="stageName">
        {stageName(hop, t)}
      </span>
      <span role="gridcell" data-column="packet">
        {several && (
          <span
            className={styles['flow']}
            data-flow={hop.flow % 6}
            title={t('events.flow', { number: hop.flow + 1 })}
          />
        )}
        <b>{nameOf(hop)}</b> <code>{`${source} → ${destination}`}</code>
      </span>
      <span role="gridcell" data-column="decision">
        {plainText(t(key, { skipInterpolation: true }), values)}
      </span>
    </div>
  );
}

/** What a packet is, with its protocol where that does not go without saying. */
function nameOf(hop: Hop): string {
  const [protocol, name] = [protocolOfHop(hop), packetName(hop.frame)];
  return name.startsWith(protocol) ? name : `${protocol} ${name}`;
}
