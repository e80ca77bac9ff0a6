import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import { editor as editorTexts } from '../../src/i18n/en/editor.ts';
import { engine } from '../../src/i18n/en/engine.ts';
import { ko } from '../../src/i18n/ko.ts';
import { engine as korean } from '../../src/i18n/ko/engine.ts';
import { EngineDialog } from '../pages/engine-dialog.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Palette } from '../pages/palette.ts';
import { test } from '../test.ts';

async function openSettings(page: Page): Promise<EngineDialog> {
  await page.getByRole('application').press('Control+k');
  await new Palette(page, 'commands').choose(en.commands.engineSettings);
  const dialog = new EngineDialog(page);
  await expect(dialog.root).toBeVisible();
  return dialog;
}

test('the form writes the file, restarts the engine, and says before what stops', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  for (const line of ['docker run -d --name web nginx', 'docker run -d --name stays --restart always nginx'])
    await lab.terminal.type('host1', line);
  await expect(lab.outline).toContainText('stays');

  const dialog = await openSettings(page);
  await expect(dialog.consequence).toContainText(engine.stopped.replace('{{names}}', 'web'));
  await expect(dialog.consequence).toContainText(engine.restarted.replace('{{names}}', 'stays'));
  await dialog.text('bip').fill('10.20.0.1/24');
  await dialog.text('default-address-pools').fill('10.30.0.0/16 24');
  await dialog.switch('icc').uncheck();
  await expect(dialog.command).toContainText('"icc": false');
  await expect(dialog.command).toContainText('systemctl restart docker');
  await dialog.apply.click();
  await expect(dialog.root).toBeHidden();
  await lab.terminal.type(
    'host1',
    "docker network inspect -f '{{json .IPAM.Config}}' bridge; docker ps --format '{{.Names}}'",
  );
  await expect(lab.terminal.output).toContainText('[{"Subnet":"10.20.0.0/24","Gateway":"10.20.0.1"}]');

  const again = await openSettings(page);
  await expect(again.text('bip')).toHaveValue('10.20.0.1/24');
  await expect(again.text('default-address-pools')).toHaveValue('10.30.0.0/16 24');
  await expect(again.switch('icc')).not.toBeChecked();
});

test('what the daemon would refuse stands at its field, and the file is one step away', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  const dialog = await openSettings(page);
  await dialog.text('mtu').fill('big');
  await expect(dialog.text('mtu')).toHaveAccessibleDescription(
    /cannot unmarshal string into Go struct field Config.mtu of type int/,
  );
  await expect(dialog.apply).toBeDisabled();
  await dialog.text('mtu').fill('');
  await dialog.text('bip').fill('10.20.0.1/24');
  await dialog.text('bridge').fill('br7');
  await expect(dialog.failure.first()).toContainText('You specified -b & --bip, mutually exclusive options');
  await dialog.editFile.click();
  await expect(dialog.root).toBeHidden();
  await page.getByRole('button', { name: editorTexts.engineSettings }).click();
  await expect(dialog.root).toBeVisible();
});

test('in Korean', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.getByRole('button', { name: en.header.language }).click();
  await page.getByRole('menuitemradio', { name: '한국어' }).click();
  await page.getByRole('application').press('Control+k');
  await page.getByRole('dialog', { name: ko.palette.commands }).getByRole('combobox').fill(ko.commands.engineSettings);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: korean.title });
  await expect(dialog.getByRole('textbox', { name: korean.field.bip })).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: korean.field['live-restore'] })).not.toBeChecked();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the form fits the width', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    const dialog = await openSettings(page);
    await dialog.text('fixed-cidr').fill('10.45.0.0/24');
    await expect(dialog.apply).toBeInViewport();
    const box = await dialog.root.boundingBox();
    expect(box?.width).toBeLessThanOrEqual(390);
    expect(await dialog.root.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  });
});
