import { Shapes } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { protocolMarks, protocolsOf } from '../../graph/packets/protocol-marks.ts';
import { tokens } from '../../graph/palette.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useShownTheme } from '../page/media.ts';
import { usePlayback } from '../stores/stores.tsx';
import styles from './PacketLegend.module.css';

/** Shape and colour of each protocol in the traffic that is shown; behind a button where the picture is small. */
export function PacketLegend() {
  const { t } = useTranslation();
  const theme = useShownTheme();
  const [open, setOpen] = useState(false);
  const id = useId();
  const hops = usePlayback((state) => state.hops);
  const protocols = useMemo(() => protocolsOf(hops.map(({ frame }) => frame)), [hops]);
  if (protocols.length === 0) return null;
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
      </ul>
    </>
  );
}
