import type { LossyModel } from '../../../contract/run.ts';
import type { NamedModel } from '../family-warnings.ts';

/** What the report says of the run itself; everything else it takes from the data. */
export interface ReportedRun {
  title: string;
  /** Where the dataset lies, as the input named it. */
  output: string;
  /** Whether any model of the run was the built-in simulated one. */
  simulated: boolean;
  judges: readonly NamedModel[];
  /** In the order of the columns; `model` is null for the original response. */
  candidates: readonly NamedModel[];
  /** As it is to be shown. Left out, the same rows give the same bytes in any run. */
  startedAt?: string | undefined;
  /** Why the run ended early; null or left out for a whole one. */
  partial?: string | null | undefined;
  /** Left out: none. */
  lossyModels?: readonly LossyModel[] | undefined;
  /** Further facts for the header, in this order. */
  settings?: readonly { label: string; value: string }[] | undefined;
}
