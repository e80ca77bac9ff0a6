import type { Page } from '@playwright/test';

/** Drops files on the page, as one drags them in from the desktop. */
export const dropAll = (page: Page, files: Readonly<Record<string, string>>): Promise<boolean> =>
  page.evaluate((texts) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(texts)) dataTransfer.items.add(new File([text], name));
    return document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, files);

/** Drops a file. */
export const drop = (page: Page, name: string, content: string): Promise<boolean> => dropAll(page, { [name]: content });

/** Pastes text where the focus is, as from the clipboard. */
export const paste = (page: Page, text: string): Promise<boolean> =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    return (document.activeElement ?? document.body).dispatchEvent(event);
  }, text);
