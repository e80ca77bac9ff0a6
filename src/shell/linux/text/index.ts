import type { Tool } from '../../tool/tool.ts';
import { cmp } from './cmp.ts';
import { cut } from './cut.ts';
import { diff } from './diff.ts';
import { egrep, fgrep, grep } from './grep.ts';
import { head, tail } from './head-tail.ts';
import { less, more } from './pagers.ts';
import { seq } from './seq.ts';
import { paste, tac, yes } from './small.ts';
import { sort } from './sort.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';
import { xargs } from './xargs.ts';

/** Tools that work on text, to the letter as GNU's; sed, awk and jq are the bash library's. */
export const textTools: readonly Tool[] = [
  cmp,
  cut,
  diff,
  egrep,
  fgrep,
  grep,
  head,
  less,
  more,
  paste,
  seq,
  sort,
  tac,
  tail,
  tr,
  uniq,
  wc,
  xargs,
  yes,
];
