import { useEffect, useRef, type PointerEvent } from 'react';
import { useLab } from '../stores/stores.tsx';
import styles from './Ink.module.css';
import { createBoard, type Board } from './ink.ts';
import { useTalk } from './talk.ts';

/** What is drawn over the picture: it goes with the scene that it was drawn on, and is never kept. */
export function Ink() {
  const tool = useTalk((talk) => talk.tool);
  const wiped = useTalk((talk) => talk.wiped);
  const done = useLab((lab) => lab.done);
  const canvas = useRef<HTMLCanvasElement>(null);
  const board = useRef<Board>(null);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const made = createBoard(element);
    board.current = made;
    const sizes = new ResizeObserver(made.resize);
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      made.destroy();
    };
  }, []);
  useEffect(() => board.current?.wipe(), [wiped, done]);
  useEffect(() => {
    if (tool !== 'laser') board.current?.leave();
  }, [tool]);

  const at = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent) => ({ x: offsetX, y: offsetY });
  return (
    <canvas
      ref={canvas}
      className={styles['ink']}
      data-tool={tool}
      aria-hidden
      onPointerDown={(event) => {
        if (tool === undefined || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        board.current?.press(tool, at(event));
      }}
      onPointerMove={(event) => {
        if (tool !== undefined) board.current?.move(tool, at(event));
      }}
      onPointerUp={() => board.current?.release()}
      onPointerCancel={() => board.current?.release()}
      onPointerLeave={() => board.current?.leave()}
    />
  );
}
