import { ChevronDown, ChevronRight } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Hop } from '../../kernel/hop.ts';
import type { Step } from '../../story/steps.ts';
import { plainText } from '../controls/rich-text.ts';
import { explain } from '../inspector/explain.ts';
import { stageName } from '../inspector/hop/hop-texts.ts';
import { endsOfFrame } from '../inspector/views/endpoints.ts';
import { momentText, type MomentContext } from '../story/moment-text.ts';
import styles from './EventList.module.css';
import { protocolOfHop, timeText, type ListRow } from './events.ts';
import { momentName, packetName, toneOf, type StoryWords } from './story.ts';
import { useStoryWords } from './story-words.ts';

/** What a row needs to know of the story. */
export interface Around extends MomentContext {
  readonly steps: readonly Step[];
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
  const step = row.kind === 'step' ? around.steps[row.step] : undefined;
  const hop = around.hops[row.kind === 'step' ? (step?.hop ?? 0) : row.hop];
  if (hop === undefined) return null;
  const { source, destination } = endsOfFrame(hop.frame);
  const { stage, sentence } = textsOf(hop, step, around, words, t);
  return (
    <div
      id={id}
      role="row"
      className={styles['row']}
      aria-level={isOpen === undefined ? (isInner ? 2 : undefined) : 1}
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
        {(row.kind === 'step' ? row.step : row.hop) + 1}
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
        {stage}
      </span>
      <span role="gridcell" data-column="packet">
        {around.several && (
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

/** Where something happens and what, for a moment or for a hop. */
function textsOf(hop: Hop, step: Step | undefined, around: Around, words: StoryWords, t: TFunction) {
  const moment = step?.moment;
  if (moment === undefined) {
    const { key, values } = explain(hop, around);
    return { stage: stageName(hop, t), sentence: plainText(t(key, { skipInterpolation: true }), values) };
  }
  const { keys, values } = momentText(moment, around);
  const sentence = keys.map((key) => plainText(t(key, { skipInterpolation: true }), values)).join(' ');
  return { stage: momentName(moment, hop, words), sentence };
}

/** What a packet is, with its protocol where that does not go without saying. */
function nameOf(hop: Hop): string {
  const [protocol, name] = [protocolOfHop(hop), packetName(hop.frame)];
  return name.startsWith(protocol) ? name : `${protocol} ${name}`;
}
