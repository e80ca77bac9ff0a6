import type { ScriptHost } from './host.ts';

/** Lets a script go through a further text; `status` is what it finds again afterwards. */
export function enterText(script: ScriptHost['script'], text: string, status?: number): void {
  const known = script.texts.indexOf(text);
  const index = known < 0 ? script.texts.push(text) - 1 : known;
  script.frames.push({
    kind: 'text',
    at: [index],
    step: 0,
    ...(status !== undefined && { saved: { status } }),
  });
}
