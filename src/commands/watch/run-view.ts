import type { Snapshot } from './snapshot.ts';

/** Shows a run while it goes on. What it shows of models and providers is what a terminal does not obey. */
export interface RunView {
  show: (snapshot: Snapshot) => void;
  /** Why there is nothing new to show. */
  wait: (why: string) => void;
  /** Leaves what was shown last, and gives the terminal back. */
  close: () => void;
}
