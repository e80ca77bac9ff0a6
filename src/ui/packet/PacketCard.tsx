import { Binary, ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { packetReader, type PacketReader } from '../../formats/packet-detail.ts';
import { packetText } from '../../formats/trace-text.ts';
import { CopyButton } from '../controls/CopyButton.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Section } from '../inspector/parts/Section.tsx';
import { chooseLine, setOpen, showOctets, useFolds } from '../inspector/parts/folds.ts';
import { useHopIndex, useLab, usePlayback } from '../stores/stores.tsx';
import { Octets } from './Octets.tsx';
import styles from './Packet.module.css';
import { PacketTree } from './PacketTree.tsx';
import { lineAt, linesOf } from './lines.ts';

/** Reads the packets of the traffic on the timeline. */
function useReader(): PacketReader | undefined {
  const id = usePlayback(({ entry }) => entry);
  const hops = usePlayback((state) => state.hops);
  const at = useLab(({ entries }) => entries.findIndex((entry) => entry.id === id));
  const entry = useLab(({ entries }) => entries[at]);
  const before = useLab(({ entries, start }) => entries[at - 1]?.outcome.world ?? start);
  return useMemo(() => entry && packetReader(before, entry.outcome.traces, hops), [entry, before, hops]);
}

/** The packet of the hop that is shown, layer by layer and octet by octet. */
export function PacketCard() {
  const { t } = useTranslation();
  const read = useReader();
  const index = useHopIndex();
  const opened = useFolds(({ open }) => open);
  const line = useFolds((folds) => folds.line);
  const octetsShown = useFolds(({ octets }) => octets);
  const [fragment, setFragment] = useState(0);
  const packet = useMemo(() => read?.(index, fragment) ?? read?.(index), [read, index, fragment]);
  const lines = useMemo(() => (packet ? linesOf(packet.layers, opened) : []), [packet, opened]);
  if (packet === undefined) return null;
  const { layers, octets, fragments } = packet;
  const chosen = lines.find(({ key }) => key === line);
  const choose = (octet: number) => {
    const path = lineAt(layers, octet);
    const last = path.at(-1);
    if (last === undefined) return;
    for (const key of path.slice(0, -1)) setOpen(key, true);
    chooseLine(last);
  };
  return (
    <Section
      title={t('packet.title')}
      aside={
        <span className={styles['tools']}>
          {fragments > 1 && <Fragments shown={fragment} count={fragments} onShow={setFragment} />}
          <IconButton
            label={t('packet.showOctets')}
            icon={<Binary />}
            aria-pressed={octetsShown}
            onClick={() => showOctets(!octetsShown)}
          />
          <CopyButton label={t('packet.copy')} text={() => packetText(packet)} />
        </span>
      }
    >
      <PacketTree lines={lines} chosen={chosen?.key} />
      {octetsShown && (
        <Octets octets={octets} from={chosen?.detail.from ?? 0} to={chosen?.detail.to ?? 0} onChoose={choose} />
      )}
    </Section>
  );
}

interface FragmentsProps {
  /** From 0. */
  readonly shown: number;
  readonly count: number;
  readonly onShow: (fragment: number) => void;
}

/** A packet that was cut is shown one fragment at a time. */
function Fragments({ shown, count, onShow }: FragmentsProps) {
  const { t } = useTranslation();
  const at = Math.min(shown, count - 1);
  return (
    <span role="group" aria-label={t('packet.fragments')} className={styles['fragments']}>
      <IconButton
        label={t('packet.fragmentBack')}
        icon={<ChevronLeft />}
        disabled={at === 0}
        onClick={() => onShow(at - 1)}
      />
      <span role="status">{t('packet.fragment', { number: at + 1, count })}</span>
      <IconButton
        label={t('packet.fragmentOn')}
        icon={<ChevronRight />}
        disabled={at === count - 1}
        onClick={() => onShow(at + 1)}
      />
    </span>
  );
}
