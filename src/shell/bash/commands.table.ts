/** Commands and builtins that the bash library brings and no tool of ours replaces everywhere. */
const NAMES = new Set(
  `echo printf mkdir rmdir touch rm cp mv ln chmod stat sed awk comm nl fold expand unexpand split join tee find basename dirname du jq base64 diff expr md5sum sha1sum
sha256sum od gzip gunzip zcat
alias unalias set unset local return break continue shift getopts read eval source . declare typeset readonly let
command builtin type hash test [ [[ exec wait`.split(/\s+/),
);

/** Whether a line that begins with this name is one for the bash library. */
export const isCommandOfBash = (name: string): boolean => NAMES.has(name);
