/** What the tools of this folder do, loaded together at the first use of one. */
export { runCut } from './cut-run.ts';
export { runDiff } from './diff-run.ts';
export { runSeq } from './seq-run.ts';
export { runTac, runPaste, runYes } from './small-run.ts';
export { runSort } from './sort-run.ts';
export { runTr } from './tr-run.ts';
export { runUniq } from './uniq-run.ts';
export { runWc } from './wc-run.ts';
export { runXargs } from './xargs-run.ts';
export { runEgrep, runFgrep, runGrep } from './grep-run.ts';
export { runHead, runTail } from './head-tail-run.ts';
