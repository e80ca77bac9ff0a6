import type { Page } from '@playwright/test';

/** What plain Cytoscape draws: the same nodes and edges, with the same shapes, ways and colours, and as labels what the picture writes on them when one comes near. */
export interface PlainElement {
  readonly group: 'nodes' | 'edges';
  readonly data: Readonly<Record<string, string | number>>;
  readonly position?: { readonly x: number; readonly y: number };
  readonly style: Readonly<Record<string, string>>;
}

interface Drawn {
  cy: { elements(): { map<T>(of: (element: DrawnElement) => T): T[] } };
}

interface DrawnElement {
  id(): string;
  group(): 'nodes' | 'edges';
  data(key: string): string | number | undefined;
  position(): { x: number; y: number };
  style(name: string): string;
}

/** The elements that the page's own Cytoscape holds: it keeps itself at its element. */
export const elementsOf = (page: Page): Promise<PlainElement[]> =>
  page.evaluate(() => {
    const shared = ['opacity', 'z-index', 'z-index-compare'];
    const ofNodes = ['shape', 'width', 'height', 'background-color', 'border-width', 'border-color', 'corner-radius'];
    const ofEdges = ['curve-style', 'source-endpoint', 'target-endpoint', 'segment-weights', 'segment-distances'];
    const more = ['segment-radii', 'edge-distances', 'line-color', 'line-style', 'width'];
    const isDrawn = (element: Element): element is Element & { _cyreg: Drawn } => '_cyreg' in element;
    const holder = [...document.querySelectorAll('[role=application] div')].find(isDrawn);
    if (holder === undefined) throw new Error('there is no Cytoscape');
    return holder._cyreg.cy.elements().map((element): PlainElement => {
      const id = element.id();
      const group = element.group();
      const names = [...shared, ...(group === 'nodes' ? ofNodes : [...ofEdges, ...more])];
      const style = Object.fromEntries(names.map((name) => [name, element.style(name)]));
      if (group === 'edges') {
        const [source, target] = [element.data('source') ?? '', element.data('target') ?? ''];
        return {
          group,
          data: { id, source, target, label: element.data('kind') === 'veth' ? `veth${id.slice(-9)}` : '' },
          style,
        };
      }
      const kind = String(element.data('kind'));
      const named = ['machine', 'nic', 'gate', 'bridge', 'container'].includes(kind);
      const label = named
        ? id.slice(id.lastIndexOf('/') + 1).slice(0, 10)
        : kind === 'interface'
          ? 'eth0\n10.11.0.2'
          : '';
      return { group, position: { ...element.position() }, data: { id, label }, style };
    });
  });

/** Runs in the page: draws elements as anybody would with Cytoscape. */
export function plainPicture(elements: readonly PlainElement[]): void {
  const { cytoscape } = window as unknown as { cytoscape: (options: object) => unknown };
  cytoscape({
    container: document.getElementById('cy'),
    elements,
    layout: { name: 'preset', fit: true, padding: 20 },
    style: [
      {
        selector: 'node',
        style: { label: 'data(label)', 'font-size': 10, 'text-valign': 'center', 'text-wrap': 'wrap' },
      },
      { selector: 'edge', style: { label: 'data(label)', 'font-size': 8.5 } },
    ],
  });
}
