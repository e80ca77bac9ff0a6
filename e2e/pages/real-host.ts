import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';

const SAYS = [
  'docker inspect $(docker ps -aq)',
  'docker network inspect $(docker network ls -q)',
  'ip -j -d addr',
  'ip -j route',
  'iptables-save',
  'ss -Hlntup',
];

/** What a host prints of itself after some commands, as somebody pastes it: several outputs, one after the other. */
export async function printedBy(lines: readonly string[]): Promise<string> {
  const session = openSession(createLab({ seed: 5 }));
  for (const line of lines) {
    const { exit, stderr } = await execute(session, 'host1', line);
    if (exit !== 0) throw new Error(`${line}: ${stderr}`);
  }
  let text = '';
  for (const line of SAYS) text += (await execute(session, 'host1', line)).stdout;
  return text;
}

/** A shop whose database is open to everybody, and a rule that keeps two of its own apart. */
export const shop: readonly string[] = [
  'docker network create shop',
  'docker run -d --name web --network shop -p 8080:80 -e PASSWORD=hunter2-secret nginx',
  'docker run -d --name db --network shop -p 5432:5432 -e POSTGRES_PASSWORD=hunter2-secret postgres',
  'docker run -d --name box busybox sleep 1d',
  'iptables -I DOCKER-USER -p tcp --dport 80 -j DROP',
];
