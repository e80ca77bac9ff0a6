import type { TFunction } from 'i18next';
import type { AssumedKind, DiscardKind, Notice, ReasonKind } from '../../snapshot/notice.ts';
import { plainText, untouched } from '../controls/rich-text.ts';

type T = TFunction<'importing'>;

/*
 * What is said of a reading, as sentences: values are put in as text.
 */

export const reasonText = (t: T, { kind, values }: Notice<ReasonKind>): string =>
  plainText(t(`reason.${kind}`, untouched), values);

export const discardText = (t: T, { kind, values }: Notice<DiscardKind>): string =>
  plainText(t(`discarded.${kind}`, { ...untouched, count: Number(values['count']) }), values);

export const assumedText = (t: T, { kind, values }: Notice<AssumedKind>): string =>
  plainText(t(`assumed.${kind}`, untouched), values);
