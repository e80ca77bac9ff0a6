import { useState } from 'react';
import { Outline } from '../outline/Outline.tsx';
import { Notice } from '../page/Notice.tsx';
import { Opening } from '../page/Opening.tsx';
import { loaded } from '../page/loaded.tsx';
import { painted } from '../page/paint.ts';
import { useView } from '../stores/stores.tsx';
import { Toolbar } from '../toolbar/Toolbar.tsx';
import styles from './GraphPanel.module.css';
import { CoversContext, createCovers, useCoveredStage } from './covers.ts';

/** Under way from the start, but not on the way of the first paint: Cytoscape is as large as all else together. */
const Graph = loaded(
  import('./Graph.tsx').then((graph) => graph.default),
  painted,
);

/** The picture of the lab, with what floats over it. */
export function GraphPanel() {
  const [covers] = useState(createCovers);
  return (
    <CoversContext value={covers}>
      <Stage />
    </CoversContext>
  );
}

function Stage() {
  const presenting = useView((view) => view.presenting);
  return (
    <main ref={useCoveredStage()} className={styles['stage']}>
      <Outline />
      <Graph />
      {!presenting && <Toolbar />}
      <Opening />
      <Notice />
    </main>
  );
}
