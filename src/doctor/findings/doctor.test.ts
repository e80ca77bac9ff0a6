import { describe, expect, test } from 'vitest';
import type { Command } from '../../history/history.ts';
import { execute } from '../../shell/run.ts';
import { openSession, type Session } from '../../shell/session.ts';
import { createLab } from '../../world/lab.ts';
import { cases } from './cases.table.ts';
import { examined } from './doctor.ts';
import { severities } from './finding.ts';

const commandOf = (text: string): Command => {
  const at = text.indexOf('$ ');
  return { place: text.slice(0, at), line: text.slice(at + 2) };
};

async function done(session: Session, { place, line }: Command): Promise<void> {
  const { exit, stdout, stderr } = await execute(session, place, line);
  expect(`${place}$ ${line}: ${exit} ${stdout}${stderr}`).toBe(`${place}$ ${line}: 0 ${stdout}${stderr}`);
}

const tried = async (session: Session, text: string): Promise<'works' | 'fails'> => {
  const { place, line } = commandOf(text);
  return (await execute(session, place, line)).exit === 0 ? 'works' : 'fails';
};

async function planted(hosts: readonly string[], before: readonly string[]): Promise<Session> {
  const session = openSession(createLab({ seed: 1, hosts }));
  const token = async (): Promise<string> =>
    (await execute(session, 'host1', 'docker swarm join-token -q worker')).stdout.trim();
  for (const text of before) {
    const { place, line } = commandOf(text);
    await done(session, { place, line: line.includes('TOKEN') ? line.replace('TOKEN', await token()) : line });
  }
  return session;
}

const kindsIn = ({ world }: Session): readonly string[] => examined(world).map(({ kind }) => kind);

describe('finds what was planted, mends it, and finds it no more', () => {
  test.each(cases)('$kind: $name', async ({ kind, hosts = ['host1'], before, besides = [], probe }) => {
    const session = await planted(hosts, before);
    const found = examined(session.world);
    expect(found.map((each) => each.kind).sort()).toEqual([kind, ...besides].sort());
    const finding = found.find((each) => each.kind === kind);
    for (const value of Object.values(finding?.values ?? {})) expect(String(value)).not.toMatch(/undefined|^$/);
    expect(finding?.fix).not.toEqual([]);
    if (probe) expect(await tried(session, probe.line)).toBe(probe.before);
    for (const command of finding?.fix ?? []) await done(session, command);
    expect(kindsIn(session)).toEqual(besides);
    if (probe) expect(await tried(session, probe.line)).toBe(probe.after);
  });

  test('every kind is planted once at least', () => {
    expect(Object.keys(severities).filter((kind) => !cases.some((each) => each.kind === kind))).toEqual([]);
  });
});

test.each([
  { name: 'a new lab', before: [] },
  {
    name: 'a healthy lab',
    before: [
      'host1$ docker network create shop',
      'host1$ docker run -d --name web --network shop -p 8080:80 nginx',
      'host1$ docker run -d --name db --network shop -p 127.0.0.1:5432:5432 postgres',
      'host1$ docker run -d --name old busybox true',
    ],
  },
])('finds nothing in $name', async ({ before }) => {
  expect(kindsIn(await planted(['host1'], before))).toEqual([]);
});
