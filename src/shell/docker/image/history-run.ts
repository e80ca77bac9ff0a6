import { imageHistory, type HistoryJson } from '../../../engine/api/images.ts';
import { humanDuration } from '../../../engine/human-duration.ts';
import type { Context } from '../cli/command.ts';
import { flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import { dateAndTime } from '../cli/format/go-time.ts';
import { listOf, printList, templateOf } from '../cli/format/list.ts';
import { ellipsis, humanSize, shortId } from '../cli/format/text.ts';
import { ask } from '../engine.ts';

interface Row {
  readonly step: HistoryJson;
  readonly truncate: boolean;
  readonly human: boolean;
  readonly now: number;
}

const createdAt = ({ Created }: HistoryJson): string => `${dateAndTime(Created).replace(' ', 'T')}Z`;
/** Columns of what made a layer (docker/cli formatter/history.go). */
const CREATED_BY = 45;

const rows = listOf<Row>('image.historyContext', {
  Comment: ['COMMENT', ({ step }) => step.Comment],
  CreatedAt: ['CREATED AT', ({ step }) => createdAt(step)],
  CreatedBy: ['CREATED BY', ({ step, truncate }) => createdBy(step.CreatedBy, truncate)],
  CreatedSince: [
    'CREATED',
    ({ step, human, now }) => (human ? `${humanDuration(now - step.Created)} ago` : createdAt(step)),
  ],
  ID: ['IMAGE', ({ step, truncate }) => (truncate ? shortId(step.Id) : step.Id)],
  Size: ['SIZE', ({ step, human }) => (human ? humanSize(step.Size, 3) : String(step.Size))],
});

function createdBy(text: string, truncate: boolean): string {
  const line = text.replaceAll('\t', ' ');
  return truncate ? ellipsis(line, CREATED_BY) : line;
}

/** `docker history`. */
export function runHistory(context: Context<'format' | 'human' | 'no-trunc' | 'platform' | 'quiet'>): number {
  const { call, flags } = context;
  const human = !isSet(flags, 'human') || flagOn(flags, 'human');
  const now = call.world().clock.now / 1000;
  const steps = ask(context, (host) => imageHistory(host, context.arguments[0] ?? ''));
  const items = steps.map((step) => ({ step, truncate: !flagOn(flags, 'no-trunc'), human, now }));
  const created = human ? '{{.CreatedSince}}' : '{{.CreatedAt}}';
  const layouts = {
    table: ['{{.ID}}', created, '{{.CreatedBy}}', '{{.Size}}', '{{.Comment}}'],
    raw: ['{{.ID}}'],
    rawId: 'image_id',
  };
  call.out(printList(rows, items, templateOf(flagText(flags, 'format'), flagOn(flags, 'quiet'), layouts)));
  return 0;
}
