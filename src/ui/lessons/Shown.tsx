import { useEffect, useRef, type ComponentProps } from 'react';

/** What comes up in the dock, scrolled to where it is seen. */
export function Shown(props: ComponentProps<'div'>) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    element.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div {...props} ref={element} />;
}
