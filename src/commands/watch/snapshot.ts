import type { Progress } from '../../contract/steering.ts';
import type { CallRates } from './call-rates.ts';
import type { ModelRole } from './expected-calls.ts';

/** What is known of a watched run at one time. */
export interface Snapshot {
  workflowId: string;
  progress: Progress;
  /** Empty where the run's input could not be read. */
  roles: readonly ModelRole[];
  rates: CallRates;
  /** In milliseconds since 1970. */
  at: number;
}
