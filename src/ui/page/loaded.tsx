import { startTransition, useEffect, useState, type ComponentType } from 'react';

/**
 * A part of the page that is loaded when it is first to be shown, and comes in its place without holding up who types.
 * React's lazy would show a fallback, and keep it for 300 ms.
 */
export function loaded<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  return function Loaded(props) {
    const [Shown, show] = useState(() => known);
    useEffect(() => {
      if (Shown !== undefined) return;
      load().then(
        (component) => {
          known = component;
          startTransition(() => show(() => component));
        },
        (error: unknown) =>
          show(() => {
            throw error;
          }),
      );
    }, [Shown]);
    return Shown && <Shown {...props} />;
  };
}
