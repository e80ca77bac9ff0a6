import type { Passage } from '../../passage.ts';
import type { MarkMatch } from '../../table.ts';
import { bang, hex, parseMark, require, type MatchExtension } from '../extension.ts';

const markText = ({ value, mask }: { value: number; mask: number }): string =>
  mask === 0xffffffff ? hex(value) : `${hex(value)}/${hex(mask)}`;

function markExtension<K extends 'mark' | 'connmark'>(
  kind: K,
  positive: string,
  markOf: (passage: Passage) => number,
): MatchExtension<MarkMatch<K>> {
  return {
    options: [
      {
        names: ['mark'],
        words: 1,
        negatable: true,
        take(mark, { value, not }) {
          Object.assign(mark, parseMark(kind, 'mark', value), { not });
        },
      },
    ],
    create: () => ({ kind, not: false, value: 0, mask: 0xffffffff }),
    check: (_, finished) => require(kind, 'mark', finished),
    save: (mark) => `${bang(mark.not)}--mark ${markText(mark)}`,
    list: (mark) => `${kind} match ${mark.not ? '! ' : positive}${markText(mark)}`,
    matches: ({ not, value, mask }, passage) => ((markOf(passage) & mask) >>> 0 === value) !== not,
  };
}

/** `-m mark`, libxt_mark. */
export const mark = markExtension('mark', '', ({ packet }) => packet.mark ?? 0);

/** `-m connmark`, libxt_connmark. */
export const connmark = markExtension('connmark', ' ', ({ connection }) => connection?.connection?.mark ?? 0);
