import { Shapes } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { protocolMarks, protocolsOf } from '../../graph/packets/protocol-marks.ts';
import { dependencyColor, tokens } from '../../graph/palette.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useShownTheme } from '../page/media.ts';
import { usePlayback, useView } from '../stores/stores.tsx';
import styles from './PacketLegend.module.css';

/** As the picture draws that a service waits for another. */
const ARROW = 'M0 6h11';
const HEAD = 'M10 2.5 17 6l-7 3.5z';

/**
 * Shape and colour of each protocol in the traffic that is shown, and what arrows mean while there are any; behind a button
 * where the picture is small.
 */
export function PacketLegend() {
  const { t } = useTranslation();
  const theme = useShownTheme();
  const line = dependencyColor(theme);
  const [open, setOpen] = useState(false);
  const id = useId();
  const hops = usePlayback((state) => state.hops);
  const protocols = useMemo(() => protocolsOf(hops.map(({ frame }) => frame)), [hops]);
  const dependencies = useView((view) => view.dependencies);
  if (protocols.length === 0 && !dependencies) return null;
  return (
    <>
      <IconButton
        side="right"
        className={styles['button']}
        label={t('graph.legend')}
        icon={<Shapes />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      />
      <ul id={id} data-floats className={styles['legend']} aria-label={t('graph.legend')} data-open={open || undefined}>
        {protocols.map((protocol) => (
          <li key={protocol}>
            <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">
              <path d={protocolMarks[protocol]} fill={tokens[theme].packets[protocol].fill} />
            </svg>
            {protocol.toUpperCase()}
          </li>
        ))}
        {dependencies && (
          <li>
            <svg width="16" height="11" viewBox="0 0 17 12" aria-hidden="true">
              <path d={ARROW} stroke={line} strokeWidth="2" strokeDasharray="2 2" />
              <path d={HEAD} fill={line} />
            </svg>
            {t('graph.dependsOn')}
          </li>
        )}
      </ul>
    </>
  );
}
