/** The broker that `public/settings.js` names; empty where it names none. */
export function brokerIn(settings: string): string {
  const [, broker] = /^const classBroker = '([^'\\\n]*)';/m.exec(settings) ?? [];
  if (broker === undefined) throw new Error("settings.js does not say classBroker = '…'.");
  if (broker !== '' && !/^(\.?\/(?!\/)|wss?:\/\/[\w.:[\]-]+(\/|$))/.test(broker))
    throw new Error(`settings.js: classBroker is to be a path, ws://… or wss://…, not ${broker}.`);
  return broker;
}

/** Where the page may connect to, for a content security policy: to where it came from, and to a broker that is elsewhere. */
export const connectSources = (broker: string): string =>
  /^wss?:/.test(broker) ? `'self' ${new URL(broker).origin}` : "'self'";
