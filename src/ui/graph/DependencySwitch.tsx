import { Waypoints } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { containersOf } from '../../world/spots.ts';
import { membershipOf } from '../../world/projects.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useView, useWorld } from '../stores/stores.tsx';

/** Shows which service waits for which, where any does. */
export function DependencySwitch() {
  const { t } = useTranslation();
  const world = useWorld();
  const dependencies = useView((view) => view.dependencies);
  const showDependencies = useView((view) => view.showDependencies);
  const hasSome = containersOf(world).some(([, container]) => (membershipOf(container)?.dependencies.length ?? 0) > 0);
  if (!hasSome) return null;
  return (
    <IconButton
      side="right"
      label={t('graph.dependencies')}
      icon={<Waypoints />}
      aria-pressed={dependencies}
      onClick={() => showDependencies(!dependencies)}
    />
  );
}
