import { ChevronDown, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Hop } from '../../kernel/hop.ts';
import { plainText } from '../controls/rich-text.ts';
import { stageName, tellHop } from '../inspector/hop/hop-texts.ts';
import { endsOfFrame } from '../inspector/views/endpoints.ts';
import { tellStep, type Tale } from '../story/tell.ts';
import { packetName } from '../world/packet-name.ts';
import { isInSwitch, placeOfHop } from '../../world/spots.ts';
import styles from './EventList.module.css';
import { protocolOfHop, timeText, type ListRow } from './events.ts';
import { momentName, toneOf } from './story.ts';
import { useStoryWords } from './story-words.ts';

/** What a row needs to know of the story. */
export interface Around extends Tale {
  /** Whether there is more than one flow. */
  readonly several: boolean;
}

interface EventRowProps {
  readonly id: string;
  readonly row: ListRow;
  /** Its place in the list, and in pixels. */
  readonly at: number;
  readonly top: number;
  readonly isChosen: boolean;
  /** Whether a step's hops are listed; undefined for a hop. */
  readonly isOpen: boolean | undefined;
  /** Whether it is a hop below its step. */
  readonly isInner: boolean;
  readonly around: Around;
  readonly onClick: () => void;
}

/** A line of the list: a hop, or a step by the hop that is shown for it. */
export function EventRow({ id, row, at, top, isChosen, isOpen, isInner, around, onClick }: EventRowProps) {
  const { t } = useTranslation();
  const words = useStoryWords();
  const { hops, steps, spots, grain, several } = around;
  const step = row.kind === 'step' ? steps[row.step] : undefined;
  const index = row.kind === 'step' ? (step?.hop ?? 0) : row.hop;
  const hop = hops[index];
  if (hop === undefined) return null;
  const { source, destination } = endsOfFrame(hop.frame);
  const told = row.kind === 'step' ? tellStep(around, row.step, t) : tellHop(hops, index, around, t);
  const sentence = plainText(told.sentence.template, told.sentence.values);
  return (
    <div
      id={id}
      role="row"
      className={styles['row']}
      aria-level={isInner ? 2 : 1}
      aria-expanded={isOpen}
      aria-rowindex={at + 2}
      aria-selected={isChosen}
      data-tone={toneOf(hop, step?.moment)}
      data-inner={isInner || undefined}
      style={{ top }}
      onClick={onClick}
    >
      <span role="gridcell" data-column="number">
        {isOpen !== undefined && (isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />)}
        {(row.kind === 'step' && grain !== 'hops' ? row.step : index) + 1}
      </span>
      <span role="gridcell" data-column="time">
        {timeText(hop.time)}
      </span>
      <span role="gridcell" data-column="place">
        {placeOfHop(hop, spots)}
      </span>
      <span role="gridcell" data-column="device">
        {isInSwitch(hop, spots.get(hop.namespace)) ? '' : hop.device?.name}
      </span>
      <span role="gridcell" data-column="stageName">
        {step?.moment === undefined ? stageName(hop, spots, t) : momentName(step.moment, hop, words)}
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
      <span role="gridcell" data-column="decision" title={sentence}>
        {sentence}
      </span>
    </div>
  );
}

/** What a packet is, with its protocol where that does not go without saying. */
function nameOf(hop: Hop): string {
  const [protocol, name] = [protocolOfHop(hop), packetName(hop.frame)];
  return name.startsWith(protocol) ? name : `${protocol} ${name}`;
}
