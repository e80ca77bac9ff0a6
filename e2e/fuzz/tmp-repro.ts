import { readFileSync } from 'node:fs';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';
const lines = readFileSync(process.argv[2] ?? '', 'utf8')
  .split('\n')
  .filter(Boolean);
let session = openSession(createLab({ seed: 1 }));
for (const each of lines) {
  if (each.startsWith('==')) {
    session = openSession(createLab({ seed: 1 }));
    console.log(each);
    continue;
  }
  const at = each.indexOf('$ ');
  const t = performance.now();
  try {
    const o = await execute(session, each.slice(0, at), JSON.parse(`"${each.slice(at + 2).replace(/"/g, '\\"')}"`));
    const text = o.stdout + o.stderr;
    console.log(
      `${each}\n   [${o.exit}] ${(performance.now() - t).toFixed(0)}ms hops=${o.traces.reduce((n, x) => n + x.hops.length, 0)} ${text.length > 600 ? text.slice(0, 600) + '…' + text.length : text}`,
    );
  } catch (e) {
    console.log(`${each}\n   !!! ${(e as Error).stack?.split('\n').slice(0, 6).join('\n')}`);
  }
}
