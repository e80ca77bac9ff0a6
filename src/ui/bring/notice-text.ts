import type { TFunction } from 'i18next';
import type { Notice } from '../../snapshot/notice.ts';
import { plainText, untouched } from '../controls/rich-text.ts';

/** A notice of the reader as a sentence; its values are put in as text. */
export const noticeText = (t: TFunction<'importing'>, { kind, values }: Notice): string =>
  plainText(t(`notice.${kind}`, untouched), values);
