import type cytoscape from 'cytoscape';
import { detailAt, sameDetail } from '../../ink/detail.ts';
import { readingAt } from '../../ink/reading.ts';
import { namesOf } from '../../ink/surroundings.ts';
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
  const those = isOther || came === undefined ? cy.elements() : came;
  const { members } = namesOf(stage.input.scene);
  cy.batch(() => {
    those.filter(singly).toggleClass('far', !detail.containers);
    those.filter('[kind = "chain"]').toggleClass('far', !detail.chains);
    those.filter('[kind = "nic"]').toggleClass('far', !detail.nics);
    those.filter('[kind = "interface"]').toggleClass('plug', !detail.tabs);
    for (const { id, kind } of stage.placement.rails)
      if (kind === 'area')
        cy.getElementById(id).toggleClass('near', detail.containers && stage.input.level !== 'overview');
    for (const [id, { kind }] of stage.nodes) {
      if (kind === 'bridge' || kind === 'hostrail')
        cy.getElementById(id).toggleClass('far', !detail.containers && members.has(id));
      else if (kind === 'gate') {
        const gate = cy.getElementById(id);
        gate.toggleClass('far', !detail.gates && gate.data('hook') === undefined);
      }
    }
  });
}

/** What stands for one container. */
const singly = [
  '[kind = "container"]',
  '[kind = "folded"]',
  '[kind = "project"]',
  '[kind = "frame"]',
  '[kind = "guest"]',
  '[kind = "interface"]',
  '[kind = "rail"]',
  'edge[kind = "veth"]',
  'edge[kind = "process"]',
  'edge[kind = "shared"]',
  'edge[kind = "depends"]',
].join(', ');
