import { Fragment } from 'react';
import { richParts, type Values } from '../controls/rich-text.ts';

/** A translated text with its marks, where terms cannot explain themselves: inside of what is itself a control. */
export function Rich({ template, values }: { readonly template: string; readonly values?: Values | undefined }) {
  return richParts(template, values).map(({ mark, text }, at) => (
    <Fragment key={at}>{mark === 'strong' ? <b>{text}</b> : mark === 'mono' ? <code>{text}</code> : text}</Fragment>
  ));
}
