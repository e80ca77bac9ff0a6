import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStores } from '../stores/stores.tsx';
import { keyName } from './keys.ts';
import { commandsOf, type PageCommand } from './page-commands.tsx';

/** Keys by which one chooses among radio buttons, or ticks a box. */
const moves = new Set([' ', 'enter', 'arrowleft', 'arrowright', 'arrowup', 'arrowdown']);

/** Whether keys belong to what has the focus: text, a choice, an open dialog or menu. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role=dialog], [role=menu]') !== null) return true;
  if (key === 'ctrl+k') return false; // the way to everything is open from everywhere
  if (target.matches('input[type=radio], input[type=checkbox]')) return moves.has(key);
  if (target.closest('input, textarea, select, [contenteditable], [role=tablist]') !== null) return true;
  return (key === ' ' || key === 'enter') && target.closest('button, [role=button], summary, a') !== null;
}

const any = () => true;

/** The page's own keys, outside of text fields: those of all commands, or of some. */
export function useShortcuts(ofThese: (command: PageCommand) => boolean = any): void {
  const stores = useStores();
  const { t } = useTranslation();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = keyName(event);
      if (event.defaultPrevented || event.isComposing || isTaken(event.target, key)) return;
      const command = commandsOf(stores, t).find(
        (each) => each.enabled !== false && each.keys?.includes(key) && ofThese(each),
      );
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [stores, t, ofThese]);
}
