import { quote } from '../../rule/quote.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import { require, type MatchExtension } from '../extension.ts';

type Comment = Extract<Match, { kind: 'comment' }>;

/** XT_MAX_COMMENT_LEN, its final zero included. */
const LONGEST = 255;

/** `-m comment`, libxt_comment. */
export const comment: MatchExtension<Comment> = {
  options: [
    {
      names: ['comment'],
      words: 1,
      take(comment, { value }) {
        if (value.length > LONGEST) {
          throw new RuleError(`comment: option "--comment": string too long (max ${LONGEST} characters)`);
        }
        comment.text = value;
      },
    },
  ],
  create: () => ({ kind: 'comment', text: '' }),
  check: (_, finished) => require('comment', 'comment', finished),
  save: ({ text }) => `--comment ${quote(text)}`,
  list: ({ text }) => `/* ${text} */`,
  matches: () => true,
};
