import { useEffect } from 'react';

/**
 * What react-style-singleton gives to Radix, for pages that may hold no style elements: a component that keeps a style
 * sheet in force while at least one of its kind is shown. The first one's styles stay until the last has gone.
 */
export function styleSingleton() {
  let shown = 0;
  const sheet = new CSSStyleSheet();
  const add = (styles: string) => {
    if (shown++ > 0) return;
    sheet.replaceSync(styles);
    document.adoptedStyleSheets.push(sheet);
  };
  const remove = () => {
    if (--shown > 0) return;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
  return function StyleSheet({ styles, dynamic = false }: { readonly styles: string; readonly dynamic?: boolean }) {
    useEffect(() => {
      add(styles);
      return remove;
    }, [dynamic && styles]); // oxlint-disable-line react/exhaustive-deps -- as the original: fixed unless dynamic
    return null;
  };
}
