import type { Direct } from './settings.ts';
import { emptyElement, readXml, tag, textElement, XML_HEAD } from './xml.ts';

/** The rules of iptables in /etc/firewalld/direct.xml (firewalld.direct(5)). */
export function readDirect(text: string): Direct {
  const direct: Direct = { chains: [], rules: [] };
  for (const { name, attributes, text: words } of readXml(text)?.children ?? []) {
    const { ipv = 'ipv4', table = 'filter', chain = '', priority = '0' } = attributes;
    if (name === 'chain') direct.chains.push({ ipv, table, chain });
    if (name === 'rule')
      direct.rules.push({ ipv, table, chain, priority: Number(priority), words: words.trim().split(/\s+/) });
  }
  return direct;
}

export function directText({ chains, rules }: Direct): string {
  const lines = [
    ...chains.map(({ ipv, table, chain }) => emptyElement('chain', { ipv, table, chain })),
    ...rules.map(({ ipv, table, chain, priority, words }) => {
      const element = textElement('rule', words.join(' '));
      return `${tag('rule', { ipv, table, chain, priority: String(priority) })}${element.slice('<rule'.length)}`;
    }),
  ];
  return `${XML_HEAD}<direct>\n${lines.map((line) => `  ${line}\n`).join('')}</direct>\n`;
}
