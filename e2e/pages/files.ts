import type { Page } from '@playwright/test';

/** Drops a file on the page, as one drags it in from the desktop. */
export const drop = (page: Page, name: string, content: string): Promise<boolean> =>
  page.evaluate(
    ([fileName, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text ?? ''], fileName ?? ''));
      return document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, content],
  );
