import { expect, type Page } from '@playwright/test';
import { editor as texts } from '../../src/i18n/en/editor.ts';
import { en } from '../../src/i18n/en.ts';
import { editor as korean } from '../../src/i18n/ko/editor.ts';
import { ko } from '../../src/i18n/ko.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { Editor } from '../pages/editor.ts';
import { LabPage } from '../pages/lab-page.ts';
import { test } from '../test.ts';

const PATH = '/root/compose.yaml';
const compose = `services:
  web:
    image: nginx
    ports:
      - "8080:80"
`;

/** Ms in which the editor takes Enter for a line's end, though a completion has just come up. */
const CALM = 200;

/** Opens the page and a file in the editor, by a command. */
async function withFile(page: Page, command = 'nano compose.yaml', path = PATH) {
  const lab = new LabPage(page);
  const editor = new Editor(page);
  await lab.open();
  await lab.terminal.type('host1', command);
  await expect(editor.text(path)).toBeFocused();
  return { lab, editor };
}

test('a file is written beside the picture, saved by a command, written again, and undone', async ({ page }) => {
  const { lab, editor } = await withFile(page);
  await page.keyboard.insertText(`${compose}    portz: 3\n`);
  await expect(editor.problems).toHaveText([/^Line 6: .*portz/]);
  await editor.write(PATH, compose);
  await expect(editor.problems).toHaveCount(0);
  await expect(page.getByRole('application', { name: en.graph.picture })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+s');
  await editor.saved();
  await expect(lab.terminal.output).toContainText("cat > compose.yaml <<'EOF'");
  await lab.terminal.type('host1', 'cat compose.yaml | wc -l');
  await expect(lab.terminal.output).toContainText('5\n');

  await editor.write(PATH, compose.replace('8080', '8081'));
  await editor.save.click();
  await editor.saved();
  await expect(lab.terminal.output).toContainText('sed -i 5s/8080/8081/ compose.yaml');
  await lab.undo.click();
  await expect(editor.text(PATH)).toContainText('8080:80');
  await expect(editor.panel).toContainText(texts.toEnd);
  await expect(editor.text(PATH)).toHaveAttribute('aria-readonly', 'true');
  await lab.redo.click();
  await expect(editor.text(PATH)).toContainText('8081:80');
  for (const _ of ['sed', 'wc', 'cat']) await lab.undo.click();
  await expect(editor.text(PATH)).not.toContainText('services');
});

test('what is not saved is still there after a reload, and is asked for when one leaves', async ({ page }) => {
  const { lab, editor } = await withFile(page);
  await page.keyboard.insertText('services:\n');
  await expect(editor.panel).toContainText(texts.unsaved);
  await page.reload();
  await expect(editor.text(PATH)).toContainText('services:');
  await editor.text(PATH).focus();
  await page.keyboard.press('Control+x');
  await expect(editor.question).toContainText(PATH);
  await editor.question.getByRole('button', { name: texts.stay }).click();
  await expect(editor.text(PATH)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await editor.question.getByRole('button', { name: texts.save, exact: true }).click();
  await expect(editor.panel).toBeHidden();
  await expect(lab.terminal.input('host1')).toBeFocused();
  await expect(lab.terminal.output).toContainText("cat > compose.yaml <<'EOF'");
  await page.reload();
  await expect(editor.panel).toBeHidden();
  await lab.terminal.type('host1', 'cat compose.yaml');
  await expect(lab.terminal.output).toContainText('services:');
});

test('by the keyboard alone: completion, indentation, and the way out', async ({ page }) => {
  const { lab, editor } = await withFile(page);
  await page.keyboard.type('serv');
  await expect(editor.options.first()).toContainText('services');
  await page.waitForTimeout(CALM);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('web:');
  await page.keyboard.press('Enter');
  await page.keyboard.type('image: ngi');
  await expect(editor.options.first()).toContainText('nginx');
  await page.waitForTimeout(CALM);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('tty: true');
  await page.keyboard.press('Enter'); // also where the completion is open, which Escape would close
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editor.text(PATH)).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ControlOrMeta+s');
  await editor.saved();
  await page.keyboard.press('Control+x');
  await expect(editor.panel).toBeHidden();
  await lab.terminal.type('host1', 'cat compose.yaml');
  await expect(lab.terminal.output).toContainText('services:\n  web:\n    image: nginx\n    tty: true\n');
});

test('the files of a place are listed, also those of a container; others are found by their path', async ({ page }) => {
  const { lab, editor } = await withFile(page, 'vi /etc/docker/daemon.json', '/etc/docker/daemon.json');
  await page.keyboard.insertText('{ "mtu": }');
  await expect(editor.problems).toHaveCount(1);
  await lab.terminal.type('host1', 'docker run -d --name web nginx; docker exec web sh -c "echo hi > /tmp/a.conf"');
  await editor.panel.getByRole('combobox', { name: texts.place }).selectOption({ label: 'web' });
  await editor.files.getByRole('button', { name: 'a.conf' }).click();
  await expect(editor.text('/tmp/a.conf')).toContainText('hi');
  await editor.write('/tmp/a.conf', 'hello\n');
  await editor.save.click();
  await editor.saved();
  await expect(lab.terminal.output).toContainText('web$ sed -i');
  await editor.panel.getByRole('button', { name: texts.new }).click();
  await editor.panel.getByRole('textbox', { name: texts.name }).fill('/etc/debian_version');
  await page.keyboard.press('Enter');
  await expect(editor.text('/etc/debian_version')).toContainText('sid');
});

test('here documents are typed and pasted in the terminal', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new LabPage(page);
  await lab.open();
  const input = lab.terminal.input('host1');
  await input.fill("cat > a.env <<'EOF'");
  await input.press('Enter');
  await input.pressSequentially('A=$B');
  await input.press('Enter');
  await input.pressSequentially('EOF');
  await input.press('Enter');
  await lab.terminal.type('host1', 'cat a.env');
  await expect(lab.terminal.output).toContainText('A=$B\n');
  await input.press('ArrowUp');
  await input.press('ArrowUp');
  await expect(input).toHaveValue("cat > a.env <<'EOF'\nA=$B\nEOF");
  await input.fill('');
  await page.evaluate(() =>
    navigator.clipboard.writeText(
      'for i in 1 2; do\n  echo "<$i>"\ndone\ncat <<EOF | tr a-z A-Z\nhost\n\nEOF\necho last',
    ),
  );
  await input.press('ControlOrMeta+v');
  await expect(lab.terminal.output).toContainText('<1>\n<2>');
  await expect(lab.terminal.output).toContainText('HOST');
  await expect(input).toHaveValue('echo last');
  await input.fill('cat <<EOF');
  await input.press('Enter');
  await input.press('Control+d');
  await expect(lab.terminal.output).toContainText('here-document at line 1 delimited by end-of-file');
});

test.describe('in Korean', () => {
  test.use({ locale: 'ko-KR' });

  test('an input method composes in the text, and keys that it takes are its own', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    const input = page.getByRole('textbox', { name: ko.terminal.input.replace('{{place}}', 'host1') });
    await input.fill('nano 메모.txt');
    await input.press('Enter');
    const text = page.getByRole('textbox', { name: korean.text.replace('{{path}}', '/root/메모.txt') });
    await expect(text).toBeFocused();
    const cdp = await page.context().newCDPSession(page);
    for (const composed of ['ㅎ', '하', '한']) {
      await cdp.send('Input.imeSetComposition', { text: composed, selectionStart: 1, selectionEnd: 1 });
    }
    await cdp.send('Input.insertText', { text: '한' });
    for (const composed of ['ㄱ', '그', '글']) {
      await cdp.send('Input.imeSetComposition', { text: composed, selectionStart: 1, selectionEnd: 1 });
    }
    await cdp.send('Input.insertText', { text: '글' });
    await expect(text).toHaveText('한글');
    await page.keyboard.press('ControlOrMeta+s');
    await expect(page.getByText(korean.saved.replace('{{path}}', '/root/메모.txt'))).toBeVisible();
    await input.fill('cat 메모.txt');
    await input.press('Enter');
    await expect(page.getByRole('log')).toContainText('한글\n');
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing in the editor', async ({ page }) => {
      const { editor } = await withFile(page);
      await page.keyboard.insertText(`${compose}    portz: 3\n`);
      await expect(editor.problems).toHaveCount(1);
      await expectAccessible(page, 'aside');
      await page.keyboard.press('Control+x');
      await expect(editor.question).toBeVisible();
      await expectAccessible(page, 'aside');
    });
  });

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('of a path that is too long for the head the name of the file is seen', async ({ page }) => {
    const path = '/etc/nginx/conf.d/sites-of-this-machine/compose.override.yaml';
    const { editor } = await withFile(page, `nano ${path}`, path);
    const title = editor.panel.getByRole('heading', { name: path });
    const [seen, whole] = await Promise.all([title.boundingBox(), title.getByText(path).boundingBox()]);
    expect(whole?.width).toBeGreaterThan(seen?.width ?? 0);
    expect((whole?.x ?? Infinity) + (whole?.width ?? 0)).toBeLessThanOrEqual((seen?.x ?? 0) + (seen?.width ?? 0) + 1);
  });

  test('the editor is a sheet of its own below the picture', async ({ page }) => {
    const { lab, editor } = await withFile(page);
    await page.keyboard.insertText(compose);
    await editor.save.click();
    await editor.saved();
    await expect(page.getByRole('application', { name: en.graph.picture })).toBeInViewport();
    await lab.panels.getByRole('button', { name: en.terminal.label }).click();
    await expect(editor.panel).toBeHidden();
    await expect(lab.terminal.output).toContainText('cat > compose.yaml');
    await lab.panels.getByRole('button', { name: en.editor.label }).click();
    await expect(editor.text(PATH)).toContainText('8080:80');
  });
});
