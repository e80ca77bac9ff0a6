import { NAMED, PROTOCOLS } from './protocols.table.ts';
import { own } from '../../own.ts';
import { RuleError } from './rule-error.ts';

/** A protocol's number from its name or number, as iptables reads it. */
export function parseProtocol(text: string): number {
  const lower = text.toLowerCase();
  const number = /^(0x[0-9a-f]+|\d+)$/.test(lower) ? Number(lower) : (own(NAMED, lower) ?? own(PROTOCOLS, lower));
  if (number === undefined || number > 255) throw new RuleError(`unknown protocol "${text}" specified`);
  return number;
}

const namedByNumber = new Map(Object.entries(NAMED).map(([name, number]) => [number, name]));
for (const [name, number] of Object.entries(NAMED).reverse()) namedByNumber.set(number, name);
const listedByNumber = new Map(Object.entries(PROTOCOLS).map(([name, number]) => [number, name]));

/** The name a rule keeps: one that iptables knows by itself, otherwise the number. */
export const protocolName = (number: number): string => namedByNumber.get(number) ?? String(number);

/** The name that /etc/protocols gives to what a rule keeps. */
export const listedProtocol = (protocol: string): string => listedByNumber.get(Number(protocol)) ?? protocol;
