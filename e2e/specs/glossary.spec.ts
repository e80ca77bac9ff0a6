import { expect } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { glossary } from '../../src/i18n/en/glossary.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Palette } from '../pages/palette.ts';
import { test } from '../test.ts';

test('the palette opens what a term means, and the lab shows one', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.terminal.type('host1', 'docker run -d --name web -p 8080:80 nginx');
  await expect(lab.outline).toContainText('web');
  const palette = new Palette(page, 'commands');
  await lab.terminal.input('host1').press('Control+k');
  await palette.input.fill('veth');
  await palette.option('Glossary: veth').click();
  const sheet = page.getByRole('dialog', { name: glossary.veth.term });
  await expect(sheet).toContainText(glossary.veth.text);

  await sheet.getByRole('button', { name: glossary.dnat.term, exact: true }).click();
  const next = page.getByRole('dialog', { name: glossary.dnat.term });
  await expect(next).toContainText(glossary.dnat.text);
  await next.getByRole('button', { name: en.terms.show }).click();
  await expect(next).toBeHidden();
  await expect(lab.inspector.title).toHaveText('netfilter PREROUTING');
  await expect(lab.inspector.section('nat DOCKER')).toBeVisible();
  await expect(lab.inspector.section('filter FORWARD')).toBeHidden();
});

test('a term in the inspector explains itself on focus, on hover and on a tap', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('navigation').getByRole('button', { name: 'host1', exact: true }).focus();
  await page.keyboard.press('Enter');
  const { interfaces } = en.inspector;
  const term = lab.inspector.section(interfaces).getByRole('button', { name: interfaces, exact: true });
  const { text } = glossary.interface;
  const tip = page.getByRole('tooltip').filter({ hasText: text });
  await term.focus();
  await expect(tip).toBeVisible();
  await expect(term).toHaveAccessibleDescription(new RegExp(text.slice(0, 30)));
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await term.click();
  await expect(tip).toBeVisible();
});
