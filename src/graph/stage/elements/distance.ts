import type cytoscape from 'cytoscape';
import { detailAt, sameDetail, type Detail } from '../../ink/detail.ts';
import { readingAt } from '../../ink/reading.ts';
import { namesOf } from '../../ink/surroundings.ts';
import { leaveOut } from '../left-out.ts';
import { textScaleOf, type Stage } from '../stage.ts';

/**
 * From afar, lets a network's area stand for its containers, and hides what has no room for its name.
 * @param came elements that were not there before: the others are as they were, as long as the same can be told
 */
export function showDistance(stage: Stage, zoom: number, came?: cytoscape.Collection): void {
  const { scale } = readingAt(zoom, textScaleOf(stage));
  const detail = detailAt(scale, stage.input.level, stage.placement.density);
  const isOther = stage.detail === undefined || !sameDetail(stage.detail, detail);
  if (!isOther && came === undefined) return;
  stage.detail = detail;
  const { cy } = stage;
  leaveOut(cy, isFar(detail, namesOf(stage.input.scene).members));
  const those = isOther || came === undefined ? cy.elements() : came;
  cy.batch(() => {
    if (detail.containers) those.filter('[kind = "interface"]').toggleClass('plug', !detail.tabs);
    for (const { id, kind } of stage.placement.rails)
      if (kind === 'area')
        cy.getElementById(id).toggleClass('near', detail.containers && stage.input.level !== 'overview');
  });
}

/** What is not drawn as so much is told. */
const isFar =
  (detail: Detail, members: ReadonlyMap<string, readonly string[]>) =>
  (element: cytoscape.SingularElementReturnValue): boolean => {
    const kind = element.data('kind') as string;
    switch (kind) {
      case 'chain':
        return !detail.chains;
      case 'nic':
        return !detail.nics;
      case 'gate':
        return !detail.gates && element.data('hook') === undefined;
      case 'bridge':
      case 'hostrail':
        return !detail.containers && members.has(element.id());
      default:
        return !detail.containers && singly.has(kind);
    }
  };

/** What stands for one container: things, and the edges between them. */
const singly = new Set([
  ...['container', 'folded', 'project', 'frame', 'guest', 'interface', 'rail'],
  ...['veth', 'process', 'shared', 'depends'],
]);
