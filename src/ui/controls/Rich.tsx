import type { ReactNode } from 'react';
import { richParts, type Values } from './rich-text.ts';

/** A translated text with its strong and mono parts: see `richParts`. */
export function Rich({
  template,
  values,
}: {
  readonly template: string;
  readonly values?: Values | undefined;
}): ReactNode {
  return richParts(template, values).map(({ mark, text }, index) =>
    mark === 'strong' ? <b key={index}>{text}</b> : mark === 'mono' ? <code key={index}>{text}</code> : text,
  );
}
