import { createPicture } from './picture.ts';
import type { PictureInput } from './stage.ts';
import type { Svg } from './svg.ts';

const nothing = () => undefined;

/** Draws a picture that nobody sees, all of it and at rest, as an SVG with further elements inside. */
export async function exportSvg(
  input: Omit<PictureInput, 'selected' | 'playhead' | 'reducedMotion' | 'insets' | 'caption' | 'follow' | 'presenting'>,
  inner: string,
): Promise<Svg> {
  await document.fonts.ready;
  const root = document.createElement('div');
  root.style.cssText = 'position:fixed;left:-9999px;width:800px;height:600px;visibility:hidden';
  document.body.append(root);
  const picture = createPicture(
    root,
    {
      ...input,
      selected: undefined,
      playhead: undefined,
      reducedMotion: true,
      insets: { top: 0, right: 0, bottom: 0, left: 0 },
      caption: undefined,
      follow: undefined,
      presenting: false,
    },
    () => ({
      onSelect: nothing,
      onMove: nothing,
      linkText: nothing,
      onLink: nothing,
      onLevel: () => false,
      onFold: nothing,
      onContextMenu: nothing,
      onHand: nothing,
    }),
  );
  try {
    return await picture.svg(inner);
  } finally {
    picture.destroy();
    root.remove();
  }
}
