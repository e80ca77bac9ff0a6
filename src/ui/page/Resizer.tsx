import type { KeyboardEvent, PointerEvent } from 'react';
import { useRef } from 'react';
import { sizeLimits } from '../../store/settings.ts';
import { useSettings } from '../stores/stores.tsx';
import styles from './Resizer.module.css';

interface ResizerProps {
  readonly panel: keyof typeof sizeLimits;
  readonly label: string;
}

/** How far an arrow key moves the edge, in pixels. */
const KEY_STEP = 16;

/** The edge of a panel that can be dragged, or moved with the arrow keys. The panel lies to its right, or below it. */
export function Resizer({ panel, label }: ResizerProps) {
  const size = useSettings((settings) => settings[panel]);
  const change = useSettings((settings) => settings.change);
  const grabbed = useRef({ at: 0, size: 0 });
  const { least, most } = sizeLimits[panel];
  const vertical = panel === 'inspectorWidth';
  const set = (next: number) => change({ [panel]: Math.round(Math.min(most, Math.max(least, next))) });
  const along = (event: PointerEvent) => (vertical ? event.clientX : event.clientY);

  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    grabbed.current = { at: along(event), size: shownSize(event.currentTarget) };
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      set(grabbed.current.size + grabbed.current.at - along(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const grow = vertical ? 'ArrowLeft' : 'ArrowUp';
    const shrink = vertical ? 'ArrowRight' : 'ArrowDown';
    if (event.key !== grow && event.key !== shrink) return;
    event.preventDefault();
    event.stopPropagation();
    set(shownSize(event.currentTarget) + (event.key === grow ? KEY_STEP : -KEY_STEP));
  };
  /** A low window gives the panel less than its size. */
  const shownSize = ({ parentElement }: Element) => {
    const { width = size, height = size } = parentElement?.getBoundingClientRect() ?? {};
    return Math.min(size, Math.round(vertical ? width : height));
  };

  return (
    <div
      role="separator"
      tabIndex={0}
      className={styles['resizer']}
      data-panel={panel}
      aria-label={label}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
