import { eventually } from './programs.ts';
import type { Driver } from './driver.ts';

/** Something on the page, by what a person sees and names. */
export interface Target {
  readonly role: keyof typeof selectors;
  /** The whole of its name, or a part of it where that is a pattern. */
  readonly name?: string | RegExp;
  /** Only inside of this. */
  readonly within?: Target;
}

/** The elements of a role, as far as this page has them. */
const selectors = {
  alert: '[role=alert]',
  application: '[role=application]',
  button: 'button:not([role]), [role=button]',
  combobox: 'select, [role=combobox], input[list]',
  dialog: '[role=dialog]',
  heading: 'h1, h2, h3',
  log: '[role=log]',
  menuitem: '[role=menuitem], [role=menuitemradio]',
  navigation: 'nav',
  option: '[role=option]',
  region: 'section, [role=region]',
  slider: '[role=slider], input[type=range]',
  tab: '[role=tab]',
  table: 'table, [role=grid]',
  textbox: 'input:not([type]), input[type=text], textarea',
} as const;

const keys = { Enter: '\uE007', Escape: '\uE00C', Control: '\uE009', Tab: '\uE004' } as const;
/** How long anything may take, in seconds: the machine may be busy with other work. */
const PATIENCE = 60;

/** In the page: what stands there of a target, and where; fails where it does not, or is covered by something else. */
function locate(path: { selector: string; name: string; flags: string | null }[]): {
  x: number;
  y: number;
  text: string;
} {
  const nameOf = (element: Element): string => {
    const labelledBy = element.getAttribute('aria-labelledby');
    const labels = (element as HTMLInputElement).labels;
    const texts =
      labelledBy !== null
        ? labelledBy.split(' ').map((id) => document.getElementById(id)?.textContent)
        : [element.getAttribute('aria-label') ?? (labels?.[0] ?? element).textContent];
    return texts.join(' ').replace(/\s+/g, ' ').trim();
  };
  let found: Element[] = [document.documentElement];
  for (const { selector, name, flags } of path) {
    const fits = (element: Element) =>
      flags === null ? name === '' || nameOf(element) === name : new RegExp(name, flags).test(nameOf(element));
    found = found
      .flatMap((element) => [...element.querySelectorAll(selector)])
      .filter((element) => element.getClientRects().length > 0 && fits(element));
    if (found.length === 0) throw new Error(`${selector} ${name} is not there`);
  }
  const [element = document.body] = found;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: Math.round(left + width / 2), y: Math.round(top + height / 2), text: element.textContent };
}

/** In the page: whether a pointer at a place meets an element of a kind, and nothing that moves. */
function meets(selector: string, x: number, y: number): boolean {
  const hit = document.elementFromPoint(x, y);
  const element = hit?.closest(selector) ?? hit?.querySelector(selector) ?? null;
  return (
    element !== null && element.getAnimations({ subtree: false }).every(({ playState }) => playState !== 'running')
  );
}

const steps = ({ role, name = '', within }: Target): { selector: string; name: string; flags: string | null }[] => [
  ...(within === undefined ? [] : steps(within)),
  {
    selector: selectors[role],
    name: typeof name === 'string' ? name : name.source,
    flags: typeof name === 'string' ? null : name.flags,
  },
];

/** The page in a browser of any make. */
export class SmokePage {
  readonly driver: Driver;
  readonly url: string;

  constructor(driver: Driver, url: string) {
    this.driver = driver;
    this.url = url;
  }

  /** Opens the page; not as at a first visit, unless it is said so. */
  async open({ first = false, hash = '' } = {}): Promise<void> {
    if (!first) {
      await this.driver.goTo(`${this.url}favicon.svg`);
      await this.driver.evaluate(`localStorage.setItem('hopscope.settings', '{"welcomed":true}')`);
    }
    await this.driver.goTo(this.url + hash);
    await this.see({ role: 'heading', name: 'Hopscope' });
    await this.evaluate(() => {
      const failures: string[] = [];
      Object.assign(window, { failures });
      addEventListener('error', ({ message }) => failures.push(message));
      addEventListener('unhandledrejection', ({ reason }) => failures.push(String(reason)));
      addEventListener('securitypolicyviolation', ({ violatedDirective }) => failures.push(violatedDirective));
    });
  }

  /** What has gone wrong in the page since it was opened. */
  async failures(): Promise<readonly string[]> {
    return (await this.driver.evaluate('window.failures ?? []')) as readonly string[];
  }

  /** Calls a function in the page, which may use nothing from outside of it. */
  async evaluate<Values extends unknown[], Result>(
    call: (...values: Values) => Result | Promise<Result>,
    ...values: Values
  ): Promise<Result> {
    return (await this.driver.evaluate(`(${call.toString()})(...${JSON.stringify(values)})`)) as Result;
  }

  /** Waits until it is there and, where a text is given, holds it. */
  async see(target: Target, text = ''): Promise<void> {
    await eventually(PATIENCE, async () => {
      const there = await this.evaluate(locate, steps(target));
      if (!there.text.includes(text)) throw new Error(`“${text}” is not in: ${there.text.slice(0, 500)}`);
    });
  }

  /** Waits until it is there no longer. */
  async miss(target: Target): Promise<void> {
    await eventually(PATIENCE, async () => {
      const there = await this.evaluate(locate, steps(target)).catch(() => undefined);
      if (there !== undefined) throw new Error(`${target.role} ${String(target.name)} is still there`);
    });
  }

  async text(target: Target): Promise<string> {
    return (await this.evaluate(locate, steps(target))).text;
  }

  async click(target: Target): Promise<void> {
    await eventually(PATIENCE, async () => {
      const { x, y } = await this.evaluate(locate, steps(target));
      if (!(await this.evaluate(meets, selectors[target.role], x, y)))
        throw new Error(`${target.role} ${String(target.name)} is covered`);
      await this.driver.act([
        {
          type: 'pointer',
          id: 'mouse',
          parameters: { pointerType: 'mouse' },
          actions: [
            { type: 'pointerMove', x, y, duration: 0 },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ]);
    });
  }

  /** Presses keys one after the other, and lets them go from the last to the first. */
  async press(...names: readonly string[]): Promise<void> {
    const values = names.map((name) => keys[name as keyof typeof keys] ?? name);
    await this.strike([
      ...values.map((value) => ({ type: 'keyDown', value })),
      ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
    ]);
  }

  /** Types into what has the keyboard. */
  async type(text: string): Promise<void> {
    await this.strike(
      [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    );
  }

  private strike(actions: readonly object[]): Promise<void> {
    return this.driver.act([{ type: 'key', id: 'keyboard', actions }]);
  }
}
