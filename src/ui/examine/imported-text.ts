import type { TFunction } from 'i18next';
import type { Change, Lack } from '../../world/imported.ts';
import { plainText, untouched } from '../controls/rich-text.ts';

/** What the lab lacks of a real host, as a sentence. */
export const lackText = (t: TFunction<'examining'>, { kind, host, container, values }: Lack): string =>
  `${whose(host, container)}: ${plainText(t(`lack.${kind}`, untouched), values)}`;

/** What was changed by hand, in the words of the tool that shows it. */
export function changeText({ what, family, table, text }: Change): string {
  const tool = what === 'route' ? 'ip route' : what === 'setting' ? 'sysctl' : family === 6 ? 'ip6tables' : 'iptables';
  return [tool, ...(table === undefined ? [] : [`-t ${table}`]), text].join(' ');
}

export const whose = (host: string, container: string | undefined): string =>
  container === undefined ? host : `${host}/${container}`;
