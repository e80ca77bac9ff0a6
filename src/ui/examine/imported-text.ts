import type { TFunction } from 'i18next';
import type { Change, Lack } from '../../world/imported.ts';
import { plainText, untouched, type Sentence } from '../controls/rich-text.ts';

type T = TFunction<'imported'>;

/** What the lab lacks of a real host, as a sentence. */
export const lackSentence = (t: T, { kind, host, container = '', values }: Lack): Sentence => ({
  template: t(`lack.${kind}`, untouched),
  values: { ...values, host, container },
});

/** The same without marks. */
export function lackText(t: T, lack: Lack): string {
  const { template, values } = lackSentence(t, lack);
  return plainText(template, values);
}

/** What somebody changed on a real host, as a sentence without marks. */
export const changeText = (t: T, change: Change): string =>
  plainText(t(`change.${change.only}`, untouched), { host: whose(change), text: changeWords(change) });

/** The same in the words of the tool that shows it. */
export function changeWords({ what, family, table, text }: Change): string {
  const tool = what === 'route' ? 'ip route' : what === 'setting' ? 'sysctl' : family === 6 ? 'ip6tables' : 'iptables';
  return [tool, ...(table === undefined ? [] : [`-t ${table}`]), text].join(' ');
}

/** The host of a change, or the container of it. */
export const whose = ({ host, container }: Pick<Change, 'host' | 'container'>): string =>
  container === undefined ? host : `${host}/${container}`;
