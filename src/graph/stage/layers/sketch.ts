import type { Box } from '../../geometry.ts';
import { networkColor, type Tokens } from '../../palette.ts';
import type { SceneNode } from '../../scene/scene.ts';
import { tokensOf, type Stage } from '../stage.ts';

/** The picture in outline, without a word, in its own coordinates, with lines of some width: fast however much it shows. */
export function drawSketch(
  context: CanvasRenderingContext2D,
  stage: Stage,
  line: number,
  isWanted: (box: Box) => boolean = () => true,
): void {
  const t = tokensOf(stage);
  for (const { id, kind } of stage.placement.rails) {
    const box = stage.now[id]?.box;
    if (box && kind === 'area' && isWanted(box)) drawBox(context, box, { fill: t.chip, radius: 10 });
  }
  for (const node of stage.input.scene.nodes) {
    const box = stage.now[node.id]?.box;
    const look = box && isWanted(box) ? lookOf(node, stage, t) : undefined;
    if (box && look) drawBox(context, box, { ...look, width: line });
  }
}

interface Look {
  readonly fill: string;
  readonly stroke?: string | undefined;
  readonly width?: number | undefined;
  readonly radius?: number | undefined;
}

function lookOf(node: SceneNode, { input }: Stage, t: Tokens): Look | undefined {
  switch (node.kind) {
    case 'host':
      return { fill: t.host, stroke: t.lineStrong, radius: 16 };
    case 'netfilter':
      return { fill: t.chip, radius: 11 };
    case 'lan':
    case 'hostrail':
      return { fill: t.lineStrong };
    case 'machine':
    case 'nic':
      return { fill: t.panel, stroke: t.lineStrong, radius: 9 };
    case 'bridge': {
      const { line, soft } =
        node.color === undefined ? { line: t.ink3, soft: t.chip } : networkColor(node.color, input.theme);
      return { fill: soft, stroke: line, radius: 9 };
    }
    case 'container':
    case 'folded':
    case 'guest':
      return { fill: t.panel, stroke: t.lineStrong, radius: 8 };
    case 'interface':
    case 'gate':
    case 'chain':
    case 'project':
      return undefined;
  }
}

function drawBox(
  context: CanvasRenderingContext2D,
  { x, y, w, h }: Box,
  { fill, stroke, width, radius = 2 }: Look,
): void {
  context.beginPath();
  context.roundRect(x, y, w, h, radius);
  context.fillStyle = fill;
  context.fill();
  if (stroke === undefined) return;
  context.strokeStyle = stroke;
  context.lineWidth = width ?? 1;
  context.stroke();
}
