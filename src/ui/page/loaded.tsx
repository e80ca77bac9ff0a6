import { startTransition, useEffect, useState, type ComponentType } from 'react';

/**
 * A part of the page that is loaded when it is first to be shown, and comes in its place without holding up who types.
 * React's lazy would show a fallback, and keep it for 300 ms.
 * @param Meanwhile what stands in its place until then: nothing is drawn where it is left out. What replaces something is awaited by
 *   who looks at it, so it comes before all that can wait.
 */
export function loaded<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
): ComponentType<Props> {
  let known: ComponentType<Props> | undefined;
  const comes = Meanwhile === undefined ? startTransition : (show: () => void) => show();
  return function Loaded(props) {
    const [Shown = Meanwhile, show] = useState(() => known);
    useEffect(() => {
      if (known !== undefined) return;
      load().then(
        (component) => {
          known = component;
          comes(() => show(() => component));
        },
        (error: unknown) =>
          show(() => {
            throw error;
          }),
      );
    }, []);
    return Shown && <Shown {...props} />;
  };
}
