import { StyleModule as Original } from '../../../node_modules/style-mod/src/style-mod.js';

interface Mounted {
  readonly sheet: CSSStyleSheet;
  /** Those after have their way over those before. */
  modules: readonly Original[];
}

const mounted = new WeakMap<object, Mounted>();

/**
 * What style-mod gives to CodeMirror, for pages that may hold no style elements: its rules stand in a style sheet that the
 * document adopts.
 */
export class StyleModule extends Original {
  static override mount(root: Document | ShadowRoot, given: Original | readonly Original[]): void {
    const more = [given].flat() as readonly Original[];
    const here = mounted.get(root) ?? adopt(root);
    if (more.every((module) => here.modules.includes(module))) return;
    here.modules = [...here.modules.filter((module) => !more.includes(module)), ...more];
    here.sheet.replaceSync(here.modules.map((module) => module.getRules()).join('\n'));
  }
}

function adopt(root: Document | ShadowRoot): Mounted {
  const here: Mounted = { sheet: new CSSStyleSheet(), modules: [] };
  mounted.set(root, here);
  root.adoptedStyleSheets.push(here.sheet);
  return here;
}
