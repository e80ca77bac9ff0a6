import { grown, overlap, type Box } from '../../geometry.ts';
import type { Fitting } from '../../ink/fitting.ts';
import type { Ink, TextInk } from '../../ink/ink.ts';
import { weights, type Taken } from '../../packets/clear.ts';
import type { SceneNode } from '../../scene/scene.ts';
import { shownBy, type Shot } from '../camera/shot.ts';
import type { Stage } from '../stage.ts';
import { floatingOver } from './floats.ts';
import type { Seen, TextLayer } from './text-layer.ts';

/** From this weight of its font on a text is a name, of gates and tunnels too. */
const bold = 500;
/** Px that stay free around a name. */
const margin = 2;

/** What is not to be covered now, in px of the element: what is written, what stands in the picture, what floats over it. */
export function createTaken(stage: Stage, text: TextLayer): () => readonly Taken[] {
  const taken = remembered((shot: Shot) => takenAt(stage, text.seen(), text.fitting, shot));
  const all = remembered((pictured: readonly Taken[], floats: readonly Box[]): readonly Taken[] => [
    ...pictured,
    ...floats.map((box) => ({ box, weight: weights.name })),
  ]);
  return () => {
    const { cy } = stage;
    const shot = { zoom: cy.zoom(), ...cy.pan() };
    const pictured = taken([...keyOf(stage), shot.x, shot.y, cy.width(), cy.height()], shot);
    const floats = floatingOver(stage.root);
    return all([pictured, ...floats.flatMap(({ x, y, w, h }) => [x, y, w, h])], pictured, floats);
  };
}

/** What what is taken depends on, but for where the picture is. */
const keyOf = ({ now, hits, input, cy }: Stage): readonly unknown[] => [
  now,
  hits,
  input.scene,
  input.labels,
  input.insets.text,
  cy.zoom(),
];

/** Makes a value anew only where something that it depends on is another. */
function remembered<A extends unknown[], V>(make: (...rest: A) => V): (key: readonly unknown[], ...rest: A) => V {
  let known: { readonly key: readonly unknown[]; readonly value: V } | undefined;
  return (key, ...rest) => {
    if (known === undefined || known.key.length !== key.length || known.key.some((each, i) => each !== key[i]))
      known = { key, value: make(...rest) };
    return known.value;
  };
}

const frames = new Set<SceneNode['kind']>(['host', 'netfilter', 'lan', 'hostrail', 'project']);
/** From afar their network stands for them. */
const singly = new Set<SceneNode['kind']>(['container', 'folded', 'guest', 'interface', 'bridge']);

/** Of the picture what is seen at a shot: names above all, then other texts, then boxes. */
function takenAt(stage: Stage, { written, magnified }: Seen, fitting: Fitting, shot: Shot): readonly Taken[] {
  const read = { ...shot, zoom: magnified };
  const texts = written.flatMap(({ ink }) => ink.flatMap((each) => inkTaken(each, fitting, read)));
  const isAfar = stage.detail?.containers === false;
  const boxes = [...stage.nodes.values()].flatMap(({ id, kind }): Taken[] => {
    const box = frames.has(kind) || (isAfar && singly.has(kind)) ? undefined : stage.boxOf(id);
    return box === undefined ? [] : [{ box: shownBy(shot, box), weight: weights.box }];
  });
  const seen = { x: 0, y: 0, w: stage.cy.width(), h: stage.cy.height() };
  return [...texts, ...boxes].filter(({ box }) => overlap(box, seen));
}

function inkTaken(ink: Ink, fitting: Fitting, shot: Shot): Taken[] {
  switch (ink.kind) {
    case 'text':
      return textTaken(ink, fitting, shot);
    case 'chip':
      return [{ box: shownBy(shot, ink.box), weight: weights.text }];
    case 'block':
    case 'dot':
    case 'glyph':
      return [];
  }
}

function textTaken(ink: TextInk, fitting: Fitting, shot: Shot): Taken[] {
  const isName = ink.font.weight >= bold;
  const { text, size } = fitting.fit(ink.text, ink.font, ink.width, ink);
  if (text === '') return [];
  const w = fitting.width(text, { ...ink.font, size });
  const left = ink.align === 'left' ? ink.x : ink.align === 'right' ? ink.x - w : ink.x - w / 2;
  const box = grown(shownBy(shot, { x: left, y: ink.y - size, w, h: size * 1.3 }), margin);
  return [{ box, weight: isName ? weights.name : weights.text }];
}
