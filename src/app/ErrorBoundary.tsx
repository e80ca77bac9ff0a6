import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import type { Stores } from '../store/stores.ts';
import { shownLine } from '../ui/commands/shown-line.ts';
import { Button } from '../ui/controls/Button.tsx';
import { unframe } from '../ui/page/frame.ts';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  readonly stores: Stores;
  readonly children: ReactNode;
}

/** Stands in for the page where it fails, and hands over the commands that were run. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error?: Error }> {
  override readonly state: { readonly error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch() {
    unframe();
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const { entries, done } = this.props.stores.lab.getState();
    return (
      <Translation>
        {(t) => (
          <main className={styles['failure']}>
            <h1>{t('failure.title')}</h1>
            <p>{t('failure.text')}</p>
            {done > 0 && (
              <pre>
                {entries
                  .slice(0, done)
                  .map(({ place, line }) => `${place}: ${shownLine(line, t)}`)
                  .join('\n')}
              </pre>
            )}
            <pre>{error.message}</pre>
            <Button look="primary" onClick={() => location.reload()}>
              {t('failure.reload')}
            </Button>
          </main>
        )}
      </Translation>
    );
  }
}
