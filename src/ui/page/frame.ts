/** Takes away the outlines of the panels, which index.html paints beneath the page: the panels are there, or will not be. */
export const unframe = (): void => document.getElementById('frame')?.remove();
