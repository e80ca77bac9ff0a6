/**
 * Plays the shell script of a topology on a real engine and compares what it built with the model's:
 * npm run check:script -- FILE.scenario...
 */
import { shellScriptOf } from '../../src/formats/shell-script.ts';
import { checkAll } from './exported.ts';

await checkAll('check:script', ({ name, played }) => {
  const script = shellScriptOf(name, played);
  return () => script;
});
