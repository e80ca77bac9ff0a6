import type { Page } from '@playwright/test';

/**
 * What plain Cytoscape draws: the same nodes and edges, with the same shapes, ways and colours, what stands in a host as its
 * children, and as labels what the picture writes on them when one comes near.
 */
export interface PlainElement {
  readonly group: 'nodes' | 'edges';
  /** The styles as well, for the stylesheet to read. */
  readonly data: Readonly<Record<string, string>>;
  readonly position?: { readonly x: number; readonly y: number };
}

interface Drawn {
  cy: { elements(): { map<T>(of: (element: DrawnElement) => T): T[] } };
}

interface DrawnElement {
  id(): string;
  group(): 'nodes' | 'edges';
  data(key: string): string | undefined;
  position(): { x: number; y: number };
  style(name: string): string;
}

const stylesOf = {
  nodes: ['shape', 'width', 'height', 'background-color', 'border-width', 'border-color', 'corner-radius'],
  edges: [
    ...['curve-style', 'source-endpoint', 'target-endpoint', 'segment-weights', 'segment-distances', 'segment-radii'],
    ...['edge-distances', 'line-color', 'line-style', 'width'],
  ],
} as const;
const stylesOfBoth = ['opacity', 'z-index', 'z-index-compare'] as const;

/** The elements that the page's own Cytoscape holds: it keeps itself at its element. */
export const elementsOf = (page: Page): Promise<PlainElement[]> =>
  page.evaluate(
    ({ stylesOf, stylesOfBoth }) => {
      const isDrawn = (element: Element): element is Element & { _cyreg: Drawn } => '_cyreg' in element;
      const holder = [...document.querySelectorAll('[role=application] div')].find(isDrawn);
      if (holder === undefined) throw new Error('there is no Cytoscape');
      const insideHost = ['netfilter', 'gate', 'chain', 'nic', 'bridge', 'rail', 'hostrail', 'container', 'interface'];
      const nameOf = (id: string) => id.slice(id.lastIndexOf('/') + 1).slice(0, 10);
      const labelOf = (kind: string, id: string): string => {
        if (kind === 'container') return `${nameOf(id)}\n10.11.0.2`;
        if (kind === 'interface') return '2: eth0';
        if (kind === 'veth') return `7: veth${id.slice(-9, -2)}`;
        return ['machine', 'nic', 'gate', 'bridge', 'host'].includes(kind) ? nameOf(id) : '';
      };
      return holder._cyreg.cy.elements().map((element): PlainElement => {
        const id = element.id();
        const group = element.group();
        const kind = element.data('kind') ?? '';
        const names = [...stylesOfBoth, ...stylesOf[group]];
        const data = {
          ...Object.fromEntries(names.map((name) => [name, element.style(name)])),
          id,
          label: labelOf(kind, id),
        };
        if (group === 'edges')
          return {
            group,
            data: { ...data, source: element.data('source') ?? '', target: element.data('target') ?? '' },
          };
        const parent = insideHost.includes(kind) ? id.split('/')[0] : undefined;
        return { group, position: { ...element.position() }, data: { ...data, ...(parent && { parent }) } };
      });
    },
    { stylesOf, stylesOfBoth },
  );

/** What `plainPicture` is called with: elements, and the names of the styles that they hold. */
export const plainInput = (elements: readonly PlainElement[]) => ({
  elements,
  nodes: [...stylesOfBoth, ...stylesOf.nodes],
  edges: [...stylesOfBoth, ...stylesOf.edges],
});

/** Runs in the page: draws elements as anybody would with Cytoscape, whose options are left as they are. */
export function plainPicture({ elements, nodes, edges }: ReturnType<typeof plainInput>): void {
  const { cytoscape } = window as unknown as { cytoscape: (options: object) => unknown };
  const held = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, (element: Pick<DrawnElement, 'data'>) => element.data(name)]));
  cytoscape({
    container: document.getElementById('cy'),
    elements,
    layout: { name: 'preset', fit: true, padding: 20 },
    style: [
      {
        selector: 'node',
        style: { label: 'data(label)', 'font-size': 10, 'text-valign': 'center', 'text-wrap': 'wrap' },
      },
      { selector: 'node', style: held(nodes) },
      { selector: ':parent', style: { 'text-valign': 'top', padding: 0 } },
      { selector: 'edge', style: { label: 'data(label)', 'font-size': 8.5, ...held(edges) } },
    ],
  });
}
