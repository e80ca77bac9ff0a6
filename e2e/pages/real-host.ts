import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';

const SAYS = {
  inspect: ['docker inspect $(docker ps -aq)', 'docker network inspect $(docker network ls -q)'],
  addresses: ['ip -j -d addr'],
  routes: ['ip -j route'],
  rules: ['iptables-save'],
  sockets: ['ss -Hlntup'],
} as const;

/** What a host prints of itself after some commands, by what it is about. */
export async function outputsOf(lines: readonly string[]): Promise<Readonly<Record<keyof typeof SAYS, string>>> {
  const session = openSession(createLab({ seed: 5 }));
  const run = async (line: string) => {
    const { exit, stdout, stderr } = await execute(session, 'host1', line);
    if (exit !== 0) throw new Error(`${line}: ${stderr}`);
    return stdout;
  };
  for (const line of lines) await run(line);
  const outputs = { inspect: '', addresses: '', routes: '', rules: '', sockets: '' };
  for (const about of Object.keys(outputs) as (keyof typeof outputs)[])
    for (const line of SAYS[about]) outputs[about] += await run(line);
  return outputs;
}

/** The same as somebody pastes it: several outputs, one after the other. */
export const printedBy = async (lines: readonly string[]): Promise<string> =>
  Object.values(await outputsOf(lines)).join('');

/** A file to be picked. */
export const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) });

/** A shop whose database is open to everybody, and a rule that keeps two of its own apart. */
export const shop: readonly string[] = [
  'docker network create shop',
  'docker run -d --name web --network shop -p 8080:80 -e PASSWORD=hunter2-secret nginx',
  'docker run -d --name db --network shop -p 5432:5432 -e POSTGRES_PASSWORD=hunter2-secret postgres',
  'docker run -d --name box busybox sleep 1d',
  'iptables -I DOCKER-USER -p tcp --dport 80 -j DROP',
];
