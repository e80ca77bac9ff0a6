/** What these commands do, loaded together at the first use of one. */
export { runInit, runJoin, runLeave } from './membership-run.ts';
export { runJoinToken, runCa, runUnlock, runUnlockKey } from './secrets-run.ts';
export { runUpdate } from './update-run.ts';
