import { projectId } from '../../graph/scene/ids.ts';
import { own } from '../../kernel/own.ts';
import { worldOf } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import { projectOf, type Project } from '../../world/projects.ts';

/** Makes a project one card of the picture, or shows its containers again. What is selected in it gives way to the project. */
export function toggleFold({ lab, view }: Stores, { machine, name }: Pick<Project, 'machine' | 'name'>): void {
  const { folded, fold, selected, select } = view.getState();
  const id = projectId(machine, name);
  if (folded.includes(id)) return fold(folded.filter((each) => each !== id));
  fold([...folded, id]);
  if (selected?.kind !== 'container' || selected.machine !== machine) return;
  const container = own(worldOf(lab.getState()).machines, machine)?.engine?.containers[selected.id];
  if (projectOf(container?.config.Labels) === name) select({ kind: 'project', machine, name });
}
