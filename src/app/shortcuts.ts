import { useEffect } from 'react';
import { redo, undo, type Stores } from '../store/stores.ts';
import { useStores } from '../ui/lab/stores.tsx';

type Shortcut = (stores: Stores) => void;

/** By key, with the modifiers that it wants. */
const shortcuts: Readonly<Record<string, Shortcut>> = {
  'ctrl+z': undo,
  'ctrl+shift+z': redo,
  'ctrl+y': redo,
  ' ': ({ playback }) => playback.getState().toggle(),
  arrowright: ({ playback }) => playback.getState().step(1),
  arrowleft: ({ playback }) => playback.getState().step(-1),
  home: ({ playback }) => playback.getState().toStart(),
  end: ({ playback }) => playback.getState().toEnd(),
};

const nameOf = (event: KeyboardEvent): string =>
  [
    event.ctrlKey || event.metaKey ? 'ctrl+' : '',
    event.altKey ? 'alt+' : '',
    event.shiftKey ? 'shift+' : '',
    event.key.toLowerCase(),
  ].join('');

/** Whether keys belong to what has the focus: text, a choice, an open dialog or menu. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=tablist]') !== null)
    return true;
  return (key === ' ' || key === 'Enter') && target.closest('button, summary, a') !== null;
}

/** The page's own keys, outside of text fields. */
export function useShortcuts(): void {
  const stores = useStores();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTaken(event.target, event.key)) return;
      const shortcut = shortcuts[nameOf(event)];
      if (shortcut === undefined) return;
      event.preventDefault();
      shortcut(stores);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [stores]);
}
