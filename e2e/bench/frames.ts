export type Gesture = 'pan' | 'zoom';

/** Milliseconds that each gesture lasts. */
export const gestureTime = 3000;

interface Driven {
  readonly gesture: Gesture | 'none';
  /** Where the button was pressed, or the wheel is turned. */
  readonly middle: { readonly x: number; readonly y: number };
  readonly time: number;
}

/** Runs in the page: makes an input for every frame, and counts them. */
export function driven({ gesture, middle, time }: Driven): Promise<number> {
  const target = document.elementFromPoint(middle.x, middle.y) ?? document.body;
  const input = (step: number) => {
    if (gesture === 'none') return;
    const at = { bubbles: true, cancelable: true, view: window };
    if (gesture === 'zoom') {
      const deltaY = step % 40 < 20 ? -40 : 40;
      target.dispatchEvent(new WheelEvent('wheel', { ...at, clientX: middle.x, clientY: middle.y, deltaY }));
      return;
    }
    const clientX = middle.x + 160 * Math.sin(step / 20);
    const clientY = middle.y + 40 * Math.sin(step / 11);
    const moved = { ...at, clientX, clientY, buttons: 1, button: 0 };
    target.dispatchEvent(
      new PointerEvent('pointermove', { ...moved, pointerId: 1, pointerType: 'mouse', isPrimary: true }),
    );
    target.dispatchEvent(new MouseEvent('mousemove', moved));
  };
  return new Promise((resolve) => {
    const began = performance.now();
    let frames = 0;
    const frame = () => {
      const passed = performance.now() - began;
      if (passed >= time) {
        resolve(frames / (passed / 1000));
        return;
      }
      input(frames++);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
