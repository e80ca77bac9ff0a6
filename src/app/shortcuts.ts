import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { keyName } from '../ui/commands/keys.ts';
import { commandsOf } from '../ui/commands/page-commands.tsx';
import { useStores } from '../ui/stores/stores.tsx';

/** Keys by which one chooses among radio buttons, or ticks a box. */
const moves = new Set([' ', 'enter', 'arrowleft', 'arrowright', 'arrowup', 'arrowdown']);

/** Whether keys belong to what has the focus: text, a choice, an open dialog or menu. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role=dialog], [role=menu]') !== null) return true;
  if (key === 'ctrl+k') return false; // the way to everything is open from everywhere
  if (target.matches('input[type=radio], input[type=checkbox]')) return moves.has(key);
  if (target.closest('input, textarea, select, [contenteditable], [role=tablist]') !== null) return true;
  return (key === ' ' || key === 'enter') && target.closest('button, summary, a') !== null;
}

/** The page's own keys, outside of text fields. */
export function useShortcuts(): void {
  const stores = useStores();
  const { t } = useTranslation();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = keyName(event);
      if (event.defaultPrevented || event.isComposing || isTaken(event.target, key)) return;
      const command = commandsOf(stores, t).find(({ keys, enabled }) => enabled !== false && keys?.includes(key));
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [stores, t]);
}
