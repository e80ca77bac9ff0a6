import { options, type Grammar } from '../tool/grammar.ts';
import type { Program } from '../tool/tool.ts';

const FILES: Grammar = { operands: ['file'] };

/** Tools that the bash library brings. */
export const bashTools: readonly Program[] = [
  { name: 'awk', grammar: { operands: ['text', 'file'] } },
  { name: 'jq', grammar: { options: options({ '-c -r': 'none' }), operands: ['text', 'file'] } },
  { name: 'sed', grammar: { options: options({ '-n -E -i': 'none' }), operands: ['text', 'file'] } },
  { name: 'tee', grammar: FILES },
];

/** Its further commands and builtins, which no tool of ours replaces. */
export const bashCommands: readonly Program[] =
  `printf mkdir rmdir cp mv stat comm nl fold expand unexpand split join find basename dirname du base64 expr md5sum sha1sum
sha256sum od gzip gunzip zcat
alias unalias set unset local return break continue shift getopts read eval source . declare typeset readonly let
mapfile readarray command builtin type hash test [ [[ exec wait`
    .split(/\s+/)
    .map((name) => ({ name, grammar: FILES }));
