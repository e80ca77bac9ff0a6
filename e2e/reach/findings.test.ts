import { expect, test } from 'vitest';
import { cases } from '../../src/doctor/findings/cases.table.ts';
import { examined } from '../../src/doctor/findings/doctor.ts';
import { severities } from '../../src/doctor/findings/finding.ts';
import { findings } from '../../src/i18n/en/findings.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { createLab } from '../../src/world/lab.ts';

const named = (text: string): readonly string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);

test('every kind has its texts', () => {
  expect(Object.keys(findings).sort()).toEqual(Object.keys(severities).sort());
});

test.each(cases.filter(({ hosts }) => hosts === undefined))('$kind: the texts of $name', async ({ kind, before }) => {
  const session = openSession(createLab({ seed: 1 }));
  for (const text of before) {
    const at = text.indexOf('$ ');
    await execute(session, text.slice(0, at), text.slice(at + 2));
  }
  const finding = examined(session.world).find((each) => each.kind === kind);
  const { title, reason, risk } = findings[kind];
  for (const name of [title, reason, risk].flatMap(named)) expect(finding?.values).toHaveProperty(name);
});
