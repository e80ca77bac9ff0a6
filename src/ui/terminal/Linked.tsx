import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../store/selection.ts';
import type { World } from '../../world/world.ts';
import { useNetworkColor } from '../lab/network-colors.ts';
import { useView } from '../lab/stores.tsx';
import { piecesOf } from './links.ts';
import styles from './Terminal.module.css';

/** Output in which the names of things lead to them in the picture, those of networks in their colour. */
export function Linked({ text, world }: { readonly text: string; readonly world: World }) {
  const pieces = useMemo(() => piecesOf(text, world), [text, world]);
  return pieces.map(({ text: part, names }, index) =>
    names === undefined ? (
      part
    ) : names.kind === 'network' ? (
      <NetworkLink key={index} text={part} names={names} />
    ) : (
      <Link key={index} text={part} names={names} />
    ),
  );
}

interface LinkProps {
  readonly text: string;
  readonly names: Selection;
  readonly color?: string;
}

/**
 * No stop for the Tab key, or the way to the prompt would lead through everything that was ever printed: the keyboard finds
 * the same things in the outline and by search.
 */
function Link({ text, names, color }: LinkProps) {
  const { t } = useTranslation();
  const reveal = useView((view) => view.reveal);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['link']}
      title={t('terminal.show', { name: text })}
      style={color === undefined ? undefined : { textDecorationColor: color }}
      data-network={color !== undefined || undefined}
      onClick={(event) => {
        event.stopPropagation(); // the prompt does not want the focus then
        if (document.getSelection()?.isCollapsed !== false) reveal(names);
      }}
    >
      {text}
    </button>
  );
}

function NetworkLink({ text, names }: { readonly text: string; readonly names: Selection & { kind: 'network' } }) {
  return <Link text={text} names={names} color={useNetworkColor(names.id)} />;
}
