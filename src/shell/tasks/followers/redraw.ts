/** Where the terminal begins a new picture: the cursor at home, all below it cleared. */
export const REDRAW = '\u001b[H\u001b[2J';
