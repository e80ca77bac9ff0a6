/// <reference types="vite/client" />
export const texts = import.meta.glob<string>('./*/ko.md', { eager: true, query: '?raw', import: 'default' });
