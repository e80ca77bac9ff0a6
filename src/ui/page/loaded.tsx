import { useEffect, useState, type ComponentType } from 'react';

/**
 * A part of the page that is loaded beside it: at once where it is there already, else when it has come.
 * React's lazy would show a fallback in both cases, and keep it for 300 ms.
 * @param ready what it waits for besides, each time that it is to be shown
 */
export function loaded<Props extends object>(
  component: Promise<ComponentType<Props>>,
  ready?: () => Promise<void>,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  component.then(
    (value) => (known = value),
    () => undefined, // thrown where it is to be shown
  );
  return function Loaded(props) {
    const [Shown, show] = useState(() => (ready === undefined ? known : undefined));
    useEffect(() => {
      if (Shown !== undefined) return;
      Promise.all([component, ready?.()]).then(
        ([value]) => show(() => value),
        (error: unknown) =>
          show(() => {
            throw error;
          }),
      );
    }, [Shown]);
    return Shown && <Shown {...props} />;
  };
}
