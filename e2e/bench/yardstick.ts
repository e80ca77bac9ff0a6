import { median, timed } from './measure.ts';

/**
 * A fixed piece of plain JavaScript, of what the simulator's own work is made of: records that are copied with a change, maps,
 * texts put together and taken apart, JSON. How long it takes is the unit in which machines can be compared.
 */
function work(): number {
  const rules = new Map<
    string,
    { readonly chain: string; readonly packets: number; readonly words: readonly string[] }
  >();
  let records: Readonly<
    Record<string, { readonly id: number; readonly name: string; readonly at: readonly number[] }>
  > = {};
  let checksum = 0;
  for (let i = 0; i < 700; i++) {
    const name = `veth${(i * 2654435761).toString(16)}`;
    records = { ...records, [name]: { id: i, name, at: [i, i + 1, i + 2] } };
    for (let rule = 0; rule < 60; rule++) {
      const words = `-A DOCKER -d 172.17.${rule}.${i % 256}/32 ! -i docker0 -p tcp --dport ${i} -j ACCEPT`.split(' ');
      rules.set(words.join(' '), { chain: words[1] ?? '', packets: i * rule, words });
    }
  }
  for (const [text, { packets, words }] of rules) checksum += text.length + packets + (words.at(-1)?.length ?? 0);
  for (let i = 0; i < 6; i++) {
    const copy = JSON.parse(JSON.stringify(records)) as typeof records;
    checksum += Object.values(copy).filter(({ at }) => at.includes(350)).length;
  }
  return checksum;
}

const RUNS = 5;
let known: number | undefined;

/** Milliseconds that the fixed piece of work takes on this machine: the median of five, measured once a run. */
export function yardstick(): number {
  if (known === undefined) {
    work(); // until it is compiled
    known = median(Array.from({ length: RUNS }, () => timed(work)));
  }
  return known;
}
