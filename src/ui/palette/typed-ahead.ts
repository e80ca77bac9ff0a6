import { useLayoutEffect, useState } from 'react';

/** What was typed for the palette before it was there. */
export interface TypedAhead {
  readonly query: string;
  /** Enter was pressed after it. */
  readonly chosen: boolean;
}

export const nothingTyped: TypedAhead = { query: '', chosen: false };

/** What is typed with one more key; undefined of keys that type nothing. */
export function typed({ query, chosen }: TypedAhead, event: KeyStroke): TypedAhead | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === 'Enter') return { query, chosen: true };
  if (event.key === 'Backspace') return { query: query.slice(0, -1), chosen };
  return event.key.length === 1 ? { query: query + event.key, chosen } : undefined;
}

type KeyStroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Keeps the keys that are meant for a palette that is still to come from everything else on the page. */
export function useTypedAhead(isComing: boolean): TypedAhead {
  const [ahead, setAhead] = useState(nothingTyped);
  useLayoutEffect(() => {
    if (!isComing) return;
    let soFar = nothingTyped;
    const onKeyDown = (event: KeyboardEvent) => {
      const next = typed(soFar, event);
      if (next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setAhead((soFar = next));
    };
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      removeEventListener('keydown', onKeyDown, { capture: true });
      setAhead(nothingTyped);
    };
  }, [isComing]);
  return ahead;
}
