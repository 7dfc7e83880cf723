import type { Choices, Connections } from '../../settings/settings.ts';

/** Stores a change of the connections. */
export type Change = (change: (stored: Connections) => Connections) => Promise<void>;

/** Stores choices. They are stored even if the page is closed at once. */
export type Choose = (choices: Partial<Choices>) => Promise<void>;
