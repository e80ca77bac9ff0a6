import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStores } from '../stores/stores.tsx';
import { keyName } from './keys.ts';
import { commandsOf, type PageCommand } from './page-commands.tsx';

/** Keys by which one chooses among radio buttons, or ticks a box. */
const moves = new Set([' ', 'enter', 'arrowleft', 'arrowright', 'arrowup', 'arrowdown']);

/** Also one of another window, which has an `Element` of its own. */
const isElement = (target: EventTarget): target is Element => 'closest' in target;

/** Whether keys belong to what has the focus: text, a choice, an open dialog or menu. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (target === null || !isElement(target)) return false;
  if (target.closest('[role=dialog], [role=menu]') !== null) return true;
  if (key === 'ctrl+k') return false; // the way to everything is open from everywhere
  if (target.matches('input[type=radio], input[type=checkbox]')) return moves.has(key);
  if (target.closest('input, textarea, select, [contenteditable], [role=tablist]') !== null) return true;
  return (key === ' ' || key === 'enter') && target.closest('button, [role=button], summary, a') !== null;
}

/** What a key can do. */
export type Keyed = Pick<PageCommand, 'enabled' | 'keys' | 'run'>;

/**
 * Does in a window what its keys are for, outside of text fields, until what it yields is called.
 * @param first before all else that listens there
 */
export function listenToKeys(target: Window, commands: () => readonly Keyed[], first = false): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyName(event);
    if (event.defaultPrevented || event.isComposing || isTaken(event.target, key)) return;
    const command = commands().find(({ enabled, keys }) => enabled !== false && keys?.includes(key));
    if (command === undefined) return;
    event.preventDefault();
    if (first) event.stopPropagation();
    command.run();
  };
  target.addEventListener('keydown', onKeyDown, first);
  return () => target.removeEventListener('keydown', onKeyDown, first);
}

const any = () => true;

/** The page's own keys, outside of text fields: those of all commands, or of some. They count as soon as the page is seen. */
export function useShortcuts(ofThese: (command: PageCommand) => boolean = any): void {
  const stores = useStores();
  const { t } = useTranslation();
  useLayoutEffect(() => listenToKeys(window, () => commandsOf(stores, t).filter(ofThese)), [stores, t, ofThese]);
}
