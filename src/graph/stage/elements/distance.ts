import { detailAt, sameDetail } from '../../ink/detail.ts';
import { readingAt } from '../../ink/reading.ts';
import { namesOf } from '../../ink/surroundings.ts';
import { textScaleOf, type Stage } from '../stage.ts';

/** From afar, lets a network's area stand for its containers, and hides what has no room for its name. */
export function showDistance(stage: Stage, zoom: number, isNew = false): void {
  const { scale } = readingAt(zoom, textScaleOf(stage));
  const detail = detailAt(scale, stage.input.level, stage.placement.density);
  if (!isNew && stage.detail !== undefined && sameDetail(stage.detail, detail)) return;
  stage.detail = detail;
  const { cy } = stage;
  const { members } = namesOf(stage.input.scene);
  cy.batch(() => {
    cy.elements(singly).toggleClass('far', !detail.containers);
    cy.nodes('[kind = "bridge"], [kind = "hostrail"]').forEach((bar) => {
      bar.toggleClass('far', !detail.containers && members.has(bar.id()));
    });
    cy.nodes('[kind = "area"]').toggleClass('near', detail.containers && stage.input.level !== 'overview');
    cy.nodes('[kind = "chain"]').toggleClass('far', !detail.chains);
    cy.nodes('[kind = "nic"]').toggleClass('far', !detail.nics);
    cy.nodes('[kind = "gate"]').forEach((gate) => {
      gate.toggleClass('far', !detail.gates && gate.data('hook') === undefined);
    });
    cy.nodes('[kind = "interface"]').toggleClass('plug', !detail.tabs);
  });
}

/** What stands for one container. */
const singly = [
  '[kind = "container"]',
  '[kind = "guest"]',
  '[kind = "interface"]',
  '[kind = "rail"]',
  'edge[kind = "veth"]',
  'edge[kind = "process"]',
  'edge[kind = "shared"]',
].join(', ');
