import type { ComponentProps, KeyboardEvent } from 'react';

/**
 * A button that is part of a text. A button element is a box: a line could end between it and the comma or the Korean particle
 * that follows it.
 */
export function TextButton({ onKeyDown, ...rest }: ComponentProps<'span'>) {
  const press = (event: KeyboardEvent<HTMLSpanElement>) => {
    onKeyDown?.(event);
    if (event.defaultPrevented || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    event.currentTarget.click();
  };
  return <span role="button" tabIndex={0} {...rest} onKeyDown={press} />;
}
