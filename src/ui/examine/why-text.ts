import i18next from 'i18next';
import type { Target } from '../../doctor/reach/targets.ts';
import type { Why } from '../../doctor/reach/why.ts';
import { plainText, untouched, type Sentence } from '../controls/rich-text.ts';

/** What decided, as a sentence in the language of the page. */
export function whySentence({ kind, values }: Why): Sentence {
  const t = i18next.getFixedT(i18next.language, ['doctor', 'translation']);
  const template = isOwn(kind) ? t(`doctor:reach.${kind}`, untouched) : t(`translation:diagnosis.${kind}`, untouched);
  return { template, values };
}

/** The same without marks. */
export function whyText(why: Why): string {
  const { template, values } = whySentence(why);
  return plainText(template, values);
}

const OWN = [
  'itself',
  'same-network',
  'from-host',
  'published-rule',
  'published-proxy',
  'way-out',
  'let-through',
  'routed',
  'another',
  'rule-unknown',
  'heard',
  'no-listener',
  'ended',
  'not-sent',
] as const;
const isOwn = (kind: Why['kind']): kind is (typeof OWN)[number] => (OWN as readonly string[]).includes(kind);

/** An address and port as they are written together. */
export const targetAddress = ({ address, port, protocol }: Pick<Target, 'address' | 'port' | 'protocol'>): string =>
  `${address.includes(':') ? `[${address}]` : address}:${port}/${protocol}`;
