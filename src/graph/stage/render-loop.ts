import cytoscape from 'cytoscape';

/** Textures of one kind of part, of which some wait to be made. */
interface Textures {
  getElementQueue(): { size(): number };
}

/** What is used here of Cytoscape's renderer; its types do not tell of it (cytoscape 3.34, renderer/base). */
interface Renderer {
  readonly cy: { batching(): boolean };
  readonly destroyed?: boolean;
  readonly beforeRenderCallbacks: readonly { readonly fn: (willDraw: boolean, now: number) => void }[];
  readonly renderOptions: object;
  readonly data: {
    readonly eleTxrCache: Textures;
    readonly lblTxrCache: Textures;
    readonly slbTxrCache: Textures;
    readonly tlbTxrCache: Textures;
    readonly lyrTxrCache: { readonly layersQueue: { size(): number } };
  };
  requestedFrame?: boolean;
  skipFrame?: boolean;
  renderLoopStarted?: boolean;
  averageRedrawTime?: number;
  lastRedrawTime?: number;
  lastDrawTime?: number;
  redraw: (this: Renderer, options?: object) => void;
  render(options: object): void;
  startRenderLoop(): void;
}

/** After the last drawing what was drawn is kept as textures, a part in each of at most so many frames. */
const LINGERS = 60;

/** By renderer: frames until it rests. */
const awake = new WeakMap<Renderer, number>();

/**
 * Cytoscape asks for a frame after every frame, for ever, also where nothing is to be drawn. From here on its loop rests until
 * something is; what it does in a frame is the same.
 */
function letRest(): void {
  const find = cytoscape as unknown as (type: string, name: string) => { readonly prototype: Renderer };
  const { prototype } = find('renderer', 'canvas');
  const { redraw } = prototype;
  prototype.startRenderLoop = function (this: Renderer) {
    this.renderLoopStarted = true;
  };
  prototype.redraw = function (this: Renderer, options?: object) {
    redraw.call(this, options);
    if (!awake.has(this)) requestAnimationFrame((now) => frame(this, now));
    awake.set(this, LINGERS);
  };
}

function frame(renderer: Renderer, now: number): void {
  if (renderer.destroyed === true) return;
  const left = (awake.get(renderer) ?? 0) - 1;
  const batching = renderer.cy.batching();
  if (!batching) {
    const draws = renderer.requestedFrame === true && renderer.skipFrame !== true;
    for (const { fn } of renderer.beforeRenderCallbacks) fn(draws, now);
    if (draws) draw(renderer);
  }
  renderer.skipFrame = false;
  if (!batching && renderer.requestedFrame !== true && (left <= 0 || !waits(renderer))) {
    awake.delete(renderer);
    return;
  }
  awake.set(renderer, left);
  requestAnimationFrame((next) => frame(renderer, next));
}

/** Whether something that was drawn is still to be kept as a texture. */
function waits({ data }: Renderer): boolean {
  const parts = [data.eleTxrCache, data.lblTxrCache, data.slbTxrCache, data.tlbTxrCache];
  return data.lyrTxrCache.layersQueue.size() > 0 || parts.some((cache) => cache.getElementQueue().size() > 0);
}

/** Draws, and notes how long it took: by that the renderer decides how much it does in a frame. */
function draw(renderer: Renderer): void {
  const begun = performance.now();
  renderer.render(renderer.renderOptions);
  const ended = performance.now();
  const took = ended - begun;
  renderer.lastDrawTime = ended;
  renderer.lastRedrawTime = took;
  renderer.averageRedrawTime = ((renderer.averageRedrawTime ?? took) + took) / 2;
  renderer.requestedFrame = false;
}

letRest();
