/** Input as both protocols of WebDriver take it: https://www.w3.org/TR/webdriver2/#actions */
export type InputActions = readonly object[];

/** A browser that is driven from outside, with one window open. */
export interface Driver {
  goTo(url: string): Promise<void>;
  /** The value of an expression, awaited, by way of JSON. */
  evaluate(expression: string): Promise<unknown>;
  act(actions: InputActions): Promise<void>;
  close(): Promise<void>;
}

/** A browser that may be installed. */
export interface Browser {
  readonly name: string;
  /** The Debian packages that are missing; none where it can be driven. */
  readonly missing: readonly string[];
  readonly open: () => Promise<Driver>;
}

/** How long a browser may take to answer, in milliseconds: the machine may be busy with other work. */
export const ANSWER_TIME = 120_000;

/** An expression whose value, or the failure of it, is a text of JSON. */
export const asJson = (expression: string): string =>
  `(async () => { try { return JSON.stringify({ value: await (${expression}) }); }` +
  ` catch (error) { return JSON.stringify({ error: String(error) }); } })()`;

export function fromJson(text: unknown): unknown {
  if (typeof text !== 'string') throw new Error(`The browser answered ${JSON.stringify(text)}.`);
  const answer = JSON.parse(text) as { value?: unknown; error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.value;
}
