/** What `keyName` reads of a key event. */
interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Keys of the main block by where they are, for layouts and input methods that type other letters with them. */
function plainKey({ key, code }: Pressed): string {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase();
  if (code.startsWith('Key')) return code.slice('Key'.length).toLowerCase();
  if (key.length > 1 && key !== 'Process') return key.toLowerCase();
  return code === 'Slash' ? '/' : key.toLowerCase();
}

/**
 * A pressed key by its name, with its modifiers: `ctrl+shift+z`, `f2`, `?`. The command key of a Mac counts as Ctrl; Shift
 * is not named where it only makes another character.
 */
export function keyName(event: Pressed): string {
  const key = plainKey(event);
  const makesAnother = key.length === 1 && !/[a-z ]/.test(key);
  return [
    event.ctrlKey || event.metaKey ? 'ctrl+' : '',
    event.altKey ? 'alt+' : '',
    event.shiftKey && !makesAnother ? 'shift+' : '',
    key === '/' && event.shiftKey && event.key !== '/' ? '?' : key,
  ].join('');
}

const shown: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  delete: 'Delete',
  home: 'Home',
  end: 'End',
  escape: 'Esc',
  enter: 'Enter',
  tab: 'Tab',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  ' ': 'Space',
};

/** The keys of a name, as they are written on the keyboard. */
export const keyCaps = (name: string): readonly string[] =>
  name.split(/(?<=.)\+/).map((key) => shown[key] ?? key.toUpperCase());
