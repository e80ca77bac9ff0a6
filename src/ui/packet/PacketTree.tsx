import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Detail, Layer } from '../../wire/dissect/detail.ts';
import { chooseLine, setOpen } from '../inspector/parts/folds.ts';
import styles from './Packet.module.css';
import type { Line } from './lines.ts';

interface PacketTreeProps {
  readonly lines: readonly Line[];
  /** The key of the line that is chosen, where it is seen. */
  readonly chosen: string | undefined;
}

/** A packet's layers and their fields as a tree: arrows go through it, open and close. */
export function PacketTree({ lines, chosen }: PacketTreeProps) {
  const { t } = useTranslation();
  const tree = useRef<HTMLDivElement>(null);
  const current = lines.find(({ key }) => key === chosen) ?? lines[0];

  // The focus goes along, if it was here.
  useEffect(() => {
    const box = tree.current;
    if (box?.contains(document.activeElement)) box.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [current?.key]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (current === undefined || !goOn(event.key, lines, current)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={tree} role="tree" className={styles['tree']} aria-label={t('packet.tree')} onKeyDown={onKeyDown}>
      {lines.map((line) => (
        <TreeLine key={line.key} line={line} current={line === current} chosen={line.key === chosen} />
      ))}
    </div>
  );
}

/** What a key does at a line; tells whether it does anything (WAI-ARIA's pattern of a tree). */
function goOn(key: string, lines: readonly Line[], current: Line): boolean {
  const at = lines.indexOf(current);
  const choose = (line: Line | undefined): void => {
    if (line) chooseLine(line.key);
  };
  switch (key) {
    case 'ArrowDown':
      choose(lines[at + 1]);
      return true;
    case 'ArrowUp':
      choose(lines[at - 1]);
      return true;
    case 'Home':
      choose(lines[0]);
      return true;
    case 'End':
      choose(lines.at(-1));
      return true;
    case 'ArrowRight':
      if (current.open === false) setOpen(current.key, true);
      else if (current.open) choose(lines[at + 1]);
      return true;
    case 'ArrowLeft':
      if (current.open) setOpen(current.key, false);
      else choose(lines.find((line) => line.key === current.parent));
      return true;
    case 'Enter':
    case ' ':
      if (current.open !== undefined) setOpen(current.key, !current.open);
      return true;
    case '*':
      for (const line of lines) if (line.parent === current.parent && line.open !== undefined) setOpen(line.key, true);
      return true;
    default:
      return false;
  }
}

interface TreeLineProps {
  readonly line: Line;
  readonly current: boolean;
  readonly chosen: boolean;
}

function TreeLine({ line, current, chosen }: TreeLineProps) {
  const { key, level, open, place, of, layer } = line;
  const onClick = () => {
    if (open !== undefined) setOpen(key, !open);
  };
  return (
    <div
      role="treeitem"
      className={styles['line']}
      tabIndex={current ? 0 : -1}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={of}
      aria-expanded={open}
      aria-selected={chosen}
      data-layer={layer !== undefined || undefined}
      style={{ paddingLeft: 6 + 14 * (level - 1) + 12 * (layer?.tunnels ?? 0) }}
      onFocus={() => chooseLine(key)}
      onClick={onClick}
    >
      <span className={styles['mark']}>{open !== undefined && <ChevronRight aria-hidden data-open={open} />}</span>
      <span className={styles['text']}>
        {layer === undefined ? <Field {...line.detail} /> : <LayerTitle layer={line.detail as Layer} />}
        {line.changes.map((change) => (
          <span key={change.id + change.from} className={styles['change']}>
            <span className={styles['name']}>{change.name}</span> <Changed {...change} />
          </span>
        ))}
      </span>
    </div>
  );
}

function LayerTitle({ layer: { name, value, added } }: { readonly layer: Layer }) {
  const { t } = useTranslation();
  return (
    <>
      <b>{name}</b>
      {added && <span className={styles['added']}>{t('packet.added')}</span>}
      {value !== '' && <span className={styles['sum']}> {value}</span>}
    </>
  );
}

/** A field: its bits, its name, its value; in brackets what is worked out. */
function Field(detail: Detail) {
  const { bits, name, value, worked } = detail;
  return (
    <>
      {bits !== undefined && <code className={styles['bits']}>{bits} = </code>}
      <span className={styles['name']}>
        {worked && '['}
        {name}
        {value !== '' && ': '}
        {worked && value === '' && ']'}
      </span>
      {value !== '' && <Changed {...detail} />}
      {worked && value !== '' && <span className={styles['name']}>]</span>}
    </>
  );
}

function Changed({ value, before }: Pick<Detail, 'value' | 'before'>) {
  const { t } = useTranslation();
  if (before === undefined) return <code>{value}</code>;
  return (
    <>
      <del className={styles['was']}>
        <span className="visually-hidden">{t('inspector.before')} </span>
        {before}
      </del>{' '}
      <ins className={styles['is']}>
        <span className="visually-hidden">{t('inspector.after')} </span>
        {value}
      </ins>
    </>
  );
}
