import { fragmentOf } from '../../src/formats/link.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { eventually } from './programs.ts';
import type { SmokePage, Target } from './page.ts';

/** Something that people do with the page, from a browser that has never seen it. */
export interface Journey {
  readonly name: string;
  readonly go: (page: SmokePage, server: { readonly stop: () => void }) => Promise<void>;
}

const outline: Target = { role: 'navigation', name: en.outline.label };
const log: Target = { role: 'log' };
const dialog: Target = { role: 'dialog' };
const timeline: Target = { role: 'region', name: en.timeline.label };
const inOutline = (name: string): Target => ({ role: 'button', name, within: outline });
const toolbarButton = (name: string): Target => ({ role: 'button', name });
const inDialog = (role: Target['role'], name: string | RegExp): Target => ({ role, name, within: dialog });
const prompt = (place: string): Target => ({ role: 'textbox', name: en.terminal.input.replace('{{place}}', place) });
const documentMenu: Target = { role: 'button', name: /^Document:/ };

async function run(page: SmokePage, line: string): Promise<void> {
  await page.click(prompt('host1'));
  await page.type(line);
  await page.press('Enter');
}

/** Opens an empty lab and runs these lines. */
async function lab(page: SmokePage, ...lines: readonly string[]): Promise<void> {
  await page.open();
  for (const line of lines) await run(page, line);
}

/** Away from text fields, whose keys are their own. */
const leaveFields = (page: SmokePage) => page.click({ role: 'heading', name: 'Hopscope' });

/** As a file is dragged in from the desktop. */
const drop = (page: SmokePage, name: string, text: string) =>
  page.evaluate(
    (fileName, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    name,
    text,
  );

/** Keeps what the page saves as a file, which no dialog of a browser shows then. */
const keepFiles = (page: SmokePage) =>
  page.evaluate(() => {
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      Object.assign(window, { kept: blob.text() });
      return create(blob);
    };
    addEventListener('click', (event) => {
      if (event.target instanceof HTMLAnchorElement && event.target.download !== '') event.preventDefault();
    });
  });
const keptFile = (page: SmokePage) => page.evaluate(() => (window as unknown as { kept?: Promise<string> }).kept);

export const journeys: readonly Journey[] = [
  {
    name: 'the first visit shows an example that plays',
    go: async (page) => {
      await page.open({ first: true });
      await page.see(inOutline('web'));
      await page.see({ role: 'button', name: en.timeline.pause });
      await page.see({ role: 'application', name: en.graph.picture });
    },
  },
  {
    name: 'docker run, typed',
    go: async (page) => {
      await lab(page, 'docker run -d --name web -p 8080:80 nginx');
      await page.see(inOutline('web'));
      await page.see(log, 'docker run -d --name web -p 8080:80 nginx');
    },
  },
  {
    name: 'a container, by clicks',
    go: async (page) => {
      await lab(page);
      await page.click(toolbarButton(en.toolbar.container));
      await page.click(inDialog('button', 'nginx'));
      await page.click(inDialog('textbox', en.container.name));
      await page.type('clicked');
      await page.click(inDialog('button', en.container.action));
      await page.miss(dialog);
      await page.see(inOutline('clicked'));
      await page.see(log, 'docker run -d --name clicked nginx');
    },
  },
  {
    name: 'curl plays a story, step by step',
    go: async (page) => {
      await lab(page, 'docker run -d --name web nginx', 'curl -s 172.17.0.2');
      await page.see(log, 'Welcome to nginx!');
      await page.see({ role: 'slider', within: timeline });
      await page.click({ role: 'button', name: en.timeline.toEnd, within: timeline });
      const end = await page.text(timeline);
      await page.click({ role: 'button', name: en.timeline.back, within: timeline });
      await eventually(10, async () => {
        if ((await page.text(timeline)) === end) throw new Error('the story stands still');
      });
    },
  },
  {
    name: 'a link opens its lab',
    go: async (page) => {
      const commands = [{ place: 'host1', line: 'docker run -d --name linked nginx' }];
      const link = fragmentOf({ name: 'Linked', history: { seed: 1, commands }, positions: {} });
      await page.open({ hash: `#${link}` });
      await page.see(inOutline('linked'));
      await page.see(documentMenu, 'Linked');
    },
  },
  {
    name: 'undo and redo, by click and by key',
    go: async (page) => {
      await lab(page, 'docker run -d --name web nginx');
      await page.see(inOutline('web'));
      await page.click({ role: 'button', name: en.header.undo });
      await page.miss(inOutline('web'));
      await page.click({ role: 'button', name: en.header.redo });
      await page.see(inOutline('web'));
      await leaveFields(page);
      await page.press('Control', 'z');
      await page.miss(inOutline('web'));
    },
  },
  {
    name: 'a network is made and joined',
    go: async (page) => {
      await lab(page, 'docker run -d --name web nginx');
      await page.see(inOutline('web'));
      await page.click(toolbarButton(en.toolbar.network));
      await page.click(inDialog('textbox', en.network.name));
      await page.type('shop');
      await page.click(inDialog('button', en.network.action));
      await page.see(inOutline('shop'));
      await run(page, 'docker network connect shop web; docker exec web ip -br addr');
      await page.see(log, '172.18.0.2/16');
    },
  },
  {
    name: 'who reaches whom, and the way of it',
    go: async (page) => {
      await lab(page, 'docker run -d --name web nginx');
      await page.see(inOutline('web'));
      await leaveFields(page);
      await page.press('m');
      await page.click(inDialog('button', `host1 to web: ${en.matrix.reached}`));
      await page.miss(dialog);
      await page.see({ role: 'slider', within: timeline });
    },
  },
  {
    name: 'in Korean, with Hangul in the terminal',
    go: async (page) => {
      await lab(page);
      await page.click({ role: 'button', name: en.header.language });
      await page.click({ role: 'menuitem', name: '한국어' });
      await page.see({ role: 'button', name: ko.share.action });
      await page.click({ role: 'textbox', name: ko.terminal.input.replace('{{place}}', 'host1') });
      await page.type('echo 안녕');
      await page.press('Enter');
      await page.see(log, '안녕');
    },
  },
  {
    name: 'presenting, and back',
    go: async (page) => {
      await lab(page, 'docker run -d --name web nginx', 'ping -c 1 172.17.0.2');
      await page.see(log, '1 received');
      await page.click({ role: 'button', name: en.header.present });
      await page.see({ role: 'region', name: en.presenter.label });
      await page.press('Escape');
      await page.see({ role: 'button', name: en.header.present });
    },
  },
  {
    name: 'a file is saved, and opened again',
    go: async (page) => {
      await lab(page, 'docker run -d --name web nginx');
      await page.see(inOutline('web'));
      await keepFiles(page);
      await page.click({ role: 'button', name: en.share.action });
      await page.click(inDialog('button', new RegExp(`^${en.share.file.scenario}`)));
      const text = await eventually(20, async () => {
        const kept = await keptFile(page);
        if (kept === undefined) throw new Error('nothing was saved');
        return kept;
      });
      await page.press('Escape');
      await page.miss(dialog);
      await page.click(documentMenu);
      await page.click({ role: 'menuitem', name: en.commands.new });
      await page.miss(inOutline('web'));
      await drop(page, 'web.scenario', text);
      await page.see(inOutline('web'));
    },
  },
  {
    name: 'the palette; the lab is there at the next visit, without a network too',
    go: async (page, server) => {
      await lab(page);
      await leaveFields(page);
      await page.press('Control', 'k');
      await page.see(dialog);
      await page.type('theme dark');
      await page.press('Enter');
      await eventually(10, async () => {
        const theme = await page.evaluate(() => document.documentElement.dataset['theme']);
        if (theme !== 'dark') throw new Error(`the theme is ${theme}`);
      });
      await run(page, 'docker run -d --name web nginx');
      await page.see(inOutline('web'));
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        await new Promise((resolve) => setTimeout(resolve, 2000)); // the lab is kept a moment after it changes
      });
      server.stop();
      await page.driver.goTo(page.url);
      await page.see(inOutline('web'));
    },
  },
];
