import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from '../../store/selection.ts';
import type { Entry } from '../../store/steps.ts';
import { useNetworkColor } from '../graph/network-color.ts';
import { useView } from '../stores/stores.tsx';
import styles from './Terminal.module.css';
import { linesOf, piecesOf, type Piece } from './links.ts';
import { hasControls, printed, type Stretch } from './printed.ts';

/**
 * Output in which the names of things lead to them in the picture, those of networks in their colour.
 * Each line is a block of its own: a browser lays out and paints what is new, not all that was printed once more.
 */
export function Linked({ text, outcome }: { readonly text: string; readonly outcome: Entry['outcome'] }) {
  // Of a file's thousands of commands most pass by: their worlds are never asked for.
  const settled = useDeferredValue(true, false);
  const lines = useMemo(
    () =>
      rowsOf(text).map((row) =>
        row.flatMap(({ text: part, color }) => {
          const pieces: readonly Piece[] = settled ? piecesOf(part, outcome.world) : [{ text: part }];
          return pieces.map((piece) => ({ ...piece, color }));
        }),
      ),
    [text, outcome, settled],
  );
  return lines.map((pieces, index) => (
    <span key={index} className={styles['row']}>
      {pieces.map(({ text: part, names, color }, at) =>
        names === undefined ? (
          color === undefined ? (
            part
          ) : (
            <span key={at} className={styles['painted']} data-color={color}>
              {part}
            </span>
          )
        ) : names.kind === 'network' ? (
          <NetworkLink key={at} text={part} names={names} />
        ) : (
          <Link key={at} text={part} names={names} />
        ),
      )}
    </span>
  ));
}

const rowsOf = (text: string): readonly (readonly Stretch[])[] =>
  hasControls(text) ? printed(text) : linesOf(text).map((line) => [{ text: line }]);

interface LinkProps {
  readonly text: string;
  readonly names: Selection;
  readonly color?: string | undefined;
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
