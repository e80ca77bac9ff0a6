import { expect, type Page } from '@playwright/test';
import { fragmentOf } from '../../src/formats/link.ts';
import type { Command } from '../../src/history/history.ts';
import { en } from '../../src/i18n/en.ts';
import { LAN } from '../../src/world/world.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Picture, type Label } from '../pages/picture.ts';
import { test } from '../test.ts';

function problems(labels: readonly Label[]): string[] {
  return labels.flatMap((a, i) =>
    labels
      .slice(i + 1)
      .filter((b) => a.x < b.x + b.w - 0.5 && b.x < a.x + a.w - 0.5 && a.y < b.y + b.h - 0.5 && b.y < a.y + a.h - 0.5)
      .map((b) => `${a.text} is over ${b.text}`),
  );
}

/** Looks at every level: all of it, and near by, where everything is written. */
async function expectLegible(page: Page, picture: Picture): Promise<void> {
  const expectNoProblems = (where: string) =>
    expect.poll(async () => problems(await picture.labels()), { message: where }).toEqual([]);
  for (const level of ['overview', 'wiring', 'netfilter'] as const) {
    await page.getByRole('radio', { name: en.level[level], exact: true }).check({ force: true });
    await expect.poll(async () => (await picture.labels()).length, { message: level }).toBeGreaterThan(8);
    await page.waitForTimeout(400);
    await expectNoProblems(level);
    for (let i = 0; i < 5; i++) await picture.button('zoomIn').click();
    await page.waitForTimeout(500);
    await expectNoProblems(`${level}, near by`);
    await picture.button('fit').click();
  }
}

for (const count of [10, 250]) {
  test(`${count} containers: at every level all labels stand apart, also near by`, async ({ page }) => {
    test.slow();
    if (count === 250) test.setTimeout(240_000);
    const picture = new Picture(page);
    await picture.watch();
    const lab = new LabPage(page);
    await lab.open();
    const networks = Math.max(1, Math.min(28, Math.ceil(count / 5)));
    await lab.terminal.type('host1', `for i in $(seq 1 ${networks}); do docker network create net-$i; done`);
    const run = `docker run -d --name app-$i --network net-$((i % ${networks} + 1)) nginx`;
    await lab.terminal.type('host1', `for i in $(seq 1 ${count}); do ${run}; done > /dev/null; echo all are there`);
    // The outline holds the first 200 of a list.
    await expect(lab.terminal.output.getByText('all are there', { exact: true })).toBeVisible({ timeout: 200_000 });
    await expectLegible(page, picture);
  });
}

/** Hosts in a swarm, with a container of each on one overlay network, and some more of what stands on several hosts. */
function severalHosts(count: number): Command[] {
  const hosts = Array.from({ length: count }, (_, i) => `host${i + 1}`);
  return [
    ...hosts.slice(1).map((host) => ({ place: LAN, line: `add host ${host}` })),
    { place: LAN, line: 'add client printer' },
    { place: 'host1', line: 'docker swarm init --advertise-addr 192.168.65.10' },
    { place: 'host1', line: 'docker swarm join-token -q worker > /run/sock/token' },
    ...hosts
      .slice(1)
      .map((place) => ({ place, line: 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377' })),
    { place: 'host1', line: 'docker network create -d overlay --attachable mesh' },
    ...hosts.map((place) => ({ place, line: `docker run -d --name app-${place} --network mesh nginx` })),
    { place: 'host1', line: 'docker run -d --name web -p 8080:80 nginx' },
    { place: 'host1', line: 'docker network create -d macvlan --subnet 10.5.0.0/24 -o parent=eth0.10 tagged' },
    { place: 'host1', line: 'docker run -d --name neighbour --network tagged nginx' },
    { place: 'host2', line: 'docker network connect mesh $(docker run -d --name both nginx)' },
  ];
}

for (const count of [2, 8]) {
  test(`${count} hosts: at every level all labels are whole and stand apart`, async ({ page }) => {
    test.setTimeout(180_000);
    const picture = new Picture(page);
    await picture.watch();
    const lab = new LabPage(page);
    await lab.open();
    const history = { seed: 1, commands: severalHosts(count) };
    await page.goto(`./#${fragmentOf({ name: '', history, positions: {} })}`);
    await expect(lab.outline.getByRole('button', { name: 'both', exact: true })).toBeAttached({ timeout: 60_000 });
    await expectLegible(page, picture);
  });
}
