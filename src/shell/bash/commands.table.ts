/** Commands and builtins that the bash library brings and no tool of ours replaces everywhere. */
const NAMES = new Set(
  `echo printf mkdir rmdir touch rm cp mv ln chmod readlink head tail wc stat grep fgrep egrep sed awk sort uniq comm cut
paste tr rev nl fold expand unexpand strings split column join tee find basename dirname du xargs jq base64 diff seq expr
md5sum sha1sum sha256sum file tac od gzip gunzip zcat
alias unalias set unset local return break continue shift getopts read eval source . declare typeset readonly let
command builtin type hash test [ [[ exec wait trap umask ulimit`.split(/\s+/),
);

/** Whether a line that begins with this name is one for the bash library. */
export const isCommandOfBash = (name: string): boolean => NAMES.has(name);
