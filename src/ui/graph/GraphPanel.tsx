import { useState } from 'react';
import { Outline } from '../outline/Outline.tsx';
import { Notice } from '../page/Notice.tsx';
import { Opening } from '../page/Opening.tsx';
import { useCalm } from '../page/calm.ts';
import { loaded } from '../page/loaded.tsx';
import { useView } from '../stores/stores.tsx';
import { Toolbar } from '../toolbar/Toolbar.tsx';
import styles from './GraphPanel.module.css';
import { CoversContext, createCovers, useCoveredStage } from './covers.ts';

/** Cytoscape is as large as all else together, and draws for long: who types comes first. */
const Graph = loaded(async () => (await import('./Graph.tsx')).default);
const LEFT_ALONE = { quiet: 300, patience: 2000 };

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
  const calm = useCalm(LEFT_ALONE);
  return (
    <main ref={useCoveredStage()} className={styles['stage']}>
      <Outline />
      {calm && <Graph />}
      {!presenting && <Toolbar />}
      <Opening />
      <Notice />
    </main>
  );
}
