import type { RejectedRule } from './choose-pair.ts';
import type { ConfigName, FurtherConfig } from './config-features.ts';
import { contrastFeatures } from './contrast-columns.ts';
import { drawnFeatures } from './drawn-columns.ts';
import type { Features } from './feature.ts';
import type { PairSignal } from './pair-signal.ts';

type FurtherSettings = Parameters<typeof drawnFeatures>[0] & {
  pairing: { signal: PairSignal; rejected?: RejectedRule };
  output: { configs?: readonly FurtherConfig[] | undefined };
};

/** Of a row that gives several judged pairs: all but the first, which has columns of its own. */
const furtherPairs: Features = {
  further_pairs: { list: { struct: { chosen: 'int64', rejected: 'int64' } } },
};

/** Columns that a config has in runs of some settings only; they follow from the settings alone, never from the rows. */
export function furtherFeatures(config: ConfigName, settings: FurtherSettings): Features {
  return {
    ...(config === 'candidates' ? drawnFeatures(settings) : {}),
    ...(config === 'candidates' && givesSeveral(settings.pairing) ? furtherPairs : {}),
    ...contrastFeatures(config, settings.pairing.signal),
    /** TRL's RewardTrainer takes it into its loss. */
    ...(config === 'trl' && settings.output.configs?.includes('margin') ? { margin: 'float64' } : {}),
  };
}

function givesSeveral({ signal, rejected }: FurtherSettings['pairing']): boolean {
  return rejected === 'all' && signal !== 'delta';
}
