import { Waypoints } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { containersOf } from '../../world/spots.ts';
import { membershipOf } from '../../world/projects.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useSettledWorld, useView } from '../stores/stores.tsx';

/** Shows which service waits for which, where any does. */
export function DependencySwitch() {
  const { t } = useTranslation();
  const world = useSettledWorld();
  const dependencies = useView((view) => view.dependencies);
  const showDependencies = useView((view) => view.showDependencies);
  const hasSome = useMemo(
    () => containersOf(world).some(([, container]) => (membershipOf(container)?.dependencies.length ?? 0) > 0),
    [world],
  );
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
