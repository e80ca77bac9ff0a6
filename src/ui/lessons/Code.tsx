import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { own } from '../../kernel/own.ts';
import type { Selection } from '../../store/selection.ts';
import type { World } from '../../world/world.ts';
import { TextButton } from '../controls/TextButton.tsx';
import { useNetworkColor } from '../graph/network-color.ts';
import { useView, useWorld } from '../stores/stores.tsx';
import { piecesOf, type Piece } from '../terminal/links.ts';
import styles from './Prose.module.css';

/** What is set as code: names of things that are in the lab lead to them in the picture. */
export function Code({ text }: { readonly text: string }) {
  const world = useWorld();
  const pieces = useMemo(() => linked(text, world), [text, world]);
  return pieces.map(({ text: part, names }, at) =>
    names === undefined ? (
      part
    ) : names.kind === 'network' ? (
      <NetworkLink key={at} text={part} names={names} />
    ) : (
      <ThingLink key={at} text={part} names={names} />
    ),
  );
}

/** A machine's name is a link where it stands alone: in commands it is a plain word. */
function linked(text: string, world: World): readonly Piece[] {
  if (own(world.machines, text) !== undefined) return [{ text, names: { kind: 'machine', machine: text } }];
  return piecesOf(text, world);
}

interface LinkProps {
  readonly text: string;
  readonly names: Selection;
  readonly color?: string | undefined;
}

function ThingLink({ text, names, color }: LinkProps) {
  const { t } = useTranslation('lessons');
  const reveal = useView((view) => view.reveal);
  return (
    <TextButton
      className={styles['thing']}
      title={t('dock.show', { name: text })}
      style={color === undefined ? undefined : { textDecorationColor: color }}
      onClick={() => reveal(names)}
    >
      {text}
    </TextButton>
  );
}

function NetworkLink({ text, names }: { readonly text: string; readonly names: Selection & { kind: 'network' } }) {
  return <ThingLink text={text} names={names} color={useNetworkColor(names.id)} />;
}
