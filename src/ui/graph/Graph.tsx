import { LayoutGrid, LocateFixed, Maximize, Minus, Plus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GraphLabels } from '../../graph/ink/labels.ts';
import { chosenKey } from '../../graph/layout/chosen.ts';
import { containerId, meaningOf, networkBarId, projectId } from '../../graph/scene/ids.ts';
import { GraphView, type GraphApi } from '../../graph/stage/GraphView.tsx';
import type { Selection } from '../../store/selection.ts';
import { own } from '../../kernel/own.ts';
import { worldOf } from '../../store/lab.ts';
import { projectOf } from '../../world/projects.ts';
import type { World } from '../../world/world.ts';
import { ContextMenu, type ContextMenuAt } from '../actions/ContextMenu.tsx';
import { runClick } from '../actions/click.ts';
import { toggleFold } from '../actions/fold.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { plainText } from '../controls/rich-text.ts';
import { useFolded, useReducedMotion, useShownTheme } from '../page/media.ts';
import { usePainted } from '../page/paint.ts';
import { useHopIndex, useLab, usePlayback, useSeenPosition, useStores, useView, useWorld } from '../stores/stores.tsx';
import { useStepTexts } from '../story/step-texts.ts';
import styles from './GraphPanel.module.css';
import { DependencySwitch } from './DependencySwitch.tsx';
import { PacketLegend } from './PacketLegend.tsx';
import { useBoxes } from './boxes.ts';
import { useCover, useFreeArea } from './covers.ts';
import { holdPicture, setFollowing, useFollowing } from './following.ts';
import { ShownFilter } from './ShownFilter.tsx';
import { graphLabels } from './labels.ts';
import { linkOf } from './links.ts';

/** While somebody presents, text can be read from the back of the room: it has 16 px at least, where there is room for that. */
const PRESENTED = 1.6;
const PRESENTED_SMALL = 1.2;

/** The picture of the lab, wired to what is selected, played and done. */
export default function Graph() {
  const { t } = useTranslation();
  const stores = useStores();
  const { lab, view } = stores;
  const world = useWorld();
  const selected = useView((state) => state.selected);
  const node = useView((state) => state.node);
  const level = useView((state) => state.level);
  const networks = useView((state) => state.shown);
  const projects = useView((state) => state.shownProjects);
  const shown = useMemo(() => [...networks, ...projects], [networks, projects]);
  const folded = useView((state) => state.folded);
  const dependencies = useView((state) => state.dependencies);
  const positions = useLab((lab) => lab.positions);
  const theme = useShownTheme();
  const labels = useGraphLabels();
  const reducedMotion = useReducedMotion();
  const hops = usePlayback((state) => state.hops);
  const drawn = usePainted(useMemo(() => ({ world, hops }), [world, hops]));
  const position = useSeenPosition(reducedMotion);
  const steps = usePlayback((state) => state.steps);
  const playing = usePlayback((state) => state.playing);
  const following = useFollowing();
  const hop = hops[useHopIndex()];
  const { sentence } = useStepTexts();
  useBoxes(world, level, folded);
  const free = useFreeArea();
  const cover = useCover();
  const presenting = useView((state) => state.presenting);
  const text = useFolded() ? PRESENTED_SMALL : PRESENTED;
  const insets = useMemo(() => (presenting ? { ...free, text } : free), [free, presenting, text]);
  const api = useRef<GraphApi>(null);
  const revealed = useView((state) => state.revealed);
  useEffect(() => {
    const { selected: wanted, folded: cards, near } = view.getState();
    if (revealed > 0 && wanted !== undefined)
      api.current?.focus(near ?? nodeOf(wanted, worldOf(lab.getState()), cards), near !== undefined);
  }, [revealed, view, lab]);
  const [menu, setMenu] = useState<ContextMenuAt>();

  const onSelect = (id: string | undefined) =>
    view.getState().select(id === undefined ? undefined : selectionOf(world, id), id);
  const onContextMenu = (id: string | undefined, x: number, y: number) => {
    const selection = id === undefined ? undefined : selectionOf(world, id);
    if (selection === undefined) return;
    view.getState().select(selection, id);
    setMenu({ selection, x, y });
  };
  const onFold = (id: string) => {
    const selection = selectionOf(world, id);
    if (selection?.kind === 'project') toggleFold(stores, selection);
  };
  const onLink = (from: string, to: string) => {
    const link = linkOf(world, from, to);
    if (link?.kind === 'connect') void runClick(stores, link.machine, link.line);
    else if (link?.kind === 'send') view.getState().open({ kind: 'send', from: link.from, to: link.to });
  };
  const showAll = () => {
    view.getState().releaseLevel();
    api.current?.fit();
  };

  return (
    <div className={styles['graph']}>
      <GraphView
        world={drawn.world}
        level={level}
        folded={folded}
        dependencies={dependencies}
        hops={drawn.hops === hops ? hops : undefined}
        position={position}
        selected={node ?? (selected && nodeOf(selected, world, folded))}
        theme={theme}
        reducedMotion={reducedMotion}
        positions={positions}
        labels={labels}
        shown={shown}
        caption={hop?.verdict.kind === 'dropped' ? plainText(sentence.template, sentence.values) : undefined}
        insets={insets}
        follow={following ? { steps, playing } : undefined}
        presenting={presenting}
        apiRef={api}
        onSelect={onSelect}
        onMove={(id, x, y) => lab.getState().place(chosenKey(level, id), { x, y })}
        linkText={(from, to) => linkOf(world, from, to)?.line}
        onLink={onLink}
        onLevel={(next) => view.getState().zoomTo(next)}
        onContextMenu={onContextMenu}
        onFold={onFold}
        onHand={() => holdPicture(stores)}
      />
      <div ref={cover} data-floats role="group" aria-label={t('graph.tools')} className={styles['zoom']}>
        <PacketLegend />
        <IconButton side="right" label={t('graph.zoomOut')} icon={<Minus />} onClick={() => api.current?.zoomOut()} />
        <IconButton side="right" label={t('graph.fit')} icon={<Maximize />} onClick={showAll} />
        <IconButton side="right" label={t('graph.zoomIn')} icon={<Plus />} onClick={() => api.current?.zoomIn()} />
        <IconButton
          side="right"
          label={t('graph.follow')}
          keys="F"
          icon={<LocateFixed />}
          aria-pressed={following}
          onClick={() => setFollowing(stores, !following)}
        />
        <ShownFilter />
        <DependencySwitch />
        {Object.keys(positions).length > 0 && (
          <IconButton
            side="right"
            label={t('graph.tidy')}
            icon={<LayoutGrid />}
            onClick={() => lab.getState().tidy()}
          />
        )}
      </div>
      {menu !== undefined && <ContextMenu at={menu} onClose={() => setMenu(undefined)} />}
    </div>
  );
}

/** What of the lab a node of the graph stands for, or is a part of. */
function selectionOf(world: World, id: string): Selection | undefined {
  const meaning = meaningOf(world, id);
  switch (meaning?.kind) {
    case 'container':
      return { kind: 'container', machine: meaning.machine, id: meaning.container };
    case 'project':
      return { kind: 'project', machine: meaning.machine, name: meaning.project };
    case 'network':
      return { kind: 'network', machine: meaning.machine, id: meaning.network };
    case 'machine':
      return { kind: 'machine', machine: meaning.place };
    case 'device':
    case 'gate':
    case 'netfilter':
      return { kind: 'machine', machine: meaning.machine };
    case undefined:
      return undefined;
  }
}

/** The node that stands for what is selected: of a container in a folded project, the project's card. */
function nodeOf(selection: Selection, world: World, folded: readonly string[]): string {
  const { machine } = selection;
  switch (selection.kind) {
    case 'container': {
      const container = own(world.machines, machine)?.engine?.containers[selection.id];
      const project = projectOf(container?.config.Labels);
      const card = project === undefined ? undefined : projectId(machine, project);
      return card !== undefined && folded.includes(card) ? card : containerId(machine, selection.id);
    }
    case 'project':
      return projectId(machine, selection.name);
    case 'network':
      return networkBarId(machine, selection.id);
    case 'machine':
      return machine;
  }
}

/** The picture's words in the reader's language. */
function useGraphLabels(): GraphLabels {
  const { t } = useTranslation();
  return useMemo(() => graphLabels(t), [t]);
}
