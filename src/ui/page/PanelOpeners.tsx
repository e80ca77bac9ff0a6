import { PanelBottomOpen, PanelRightOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../controls/IconButton.tsx';
import { useSettings } from '../stores/stores.tsx';
import { useFolded } from './media.ts';
import { usePanel } from './panels.ts';

/** Brings panels back that were closed beside the picture; where panels are folded, their tabs do. */
export function PanelOpeners() {
  const { t } = useTranslation();
  const folded = useFolded();
  const { inspectorOpen, terminalOpen } = useSettings((settings) => settings);
  const inspector = usePanel('inspector');
  const terminal = usePanel('terminal');
  if (folded) return null;
  return (
    <>
      {!terminalOpen && (
        <IconButton
          label={t('controls.showTerminal')}
          icon={<PanelBottomOpen />}
          onClick={() => terminal.setOpen(true)}
        />
      )}
      {!inspectorOpen && (
        <IconButton
          label={t('controls.showInspector')}
          icon={<PanelRightOpen />}
          onClick={() => inspector.setOpen(true)}
        />
      )}
    </>
  );
}
