import { lazy, Suspense } from 'react';
import { useView } from '../lab/stores.tsx';

const ContainerDialog = lazy(() => import('./ContainerDialog.tsx'));
const NetworkDialog = lazy(() => import('./NetworkDialog.tsx'));
const ConnectDialog = lazy(() => import('./ConnectDialog.tsx'));
const SendDialog = lazy(() => import('./SendDialog.tsx'));

/** The dialog that stands open, if any. Each is loaded when it is first needed. */
export function Dialogs() {
  return (
    <Suspense>
      <Open />
    </Suspense>
  );
}

function Open() {
  const dialog = useView((view) => view.dialog);
  switch (dialog?.kind) {
    case 'container':
      return <ContainerDialog {...(dialog.network !== undefined && { network: dialog.network })} />;
    case 'network':
      return <NetworkDialog />;
    case 'connect':
      return <ConnectDialog machine={dialog.machine} container={dialog.container} />;
    case 'send':
      return (
        <SendDialog
          {...(dialog.from !== undefined && { from: dialog.from })}
          {...(dialog.to !== undefined && { to: dialog.to })}
        />
      );
    case undefined:
      return null;
  }
}
