import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { protocolMarks, protocolsOf } from '../../graph/packets/protocol-marks.ts';
import { tokens } from '../../graph/palette.ts';
import { useShownTheme } from '../page/media.ts';
import { usePlayback } from '../stores/stores.tsx';
import styles from './PacketLegend.module.css';

/** Shape and colour of each protocol in the traffic that is shown. */
export function PacketLegend() {
  const { t } = useTranslation();
  const theme = useShownTheme();
  const hops = usePlayback((state) => state.hops);
  const protocols = useMemo(() => protocolsOf(hops.map(({ frame }) => frame)), [hops]);
  if (protocols.length === 0) return null;
  return (
    <ul className={styles['legend']} data-floats aria-label={t('graph.legend')}>
      {protocols.map((protocol) => (
        <li key={protocol}>
          <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">
            <path d={protocolMarks[protocol]} fill={tokens[theme].packets[protocol].fill} />
          </svg>
          {protocol.toUpperCase()}
        </li>
      ))}
    </ul>
  );
}
