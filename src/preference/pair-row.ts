import { chooseByTier, choosePreference, type PreferencePolicy } from './choose-preference.ts';
import { combineRatings, type JuryPolicy, type JuryRule } from './combine-ratings.ts';
import { contrastColumns } from './contrast-columns.ts';
import type { DropReason } from './drop-reason.ts';
import { keepColumns, type KeptRow, type RankedConversation } from './keep-columns.ts';
import { tiersOf, type PairSignal, type TieredModels } from './pair-signal.ts';

interface WeighedJudge {
  name: string;
  weight: number;
  aspects: readonly { aspect: string; weight: number }[];
}

/** How what was said of candidates becomes a pair. */
export interface PairingSettings extends TieredModels {
  judges: readonly WeighedJudge[];
  pairing: PreferencePolicy & { signal: PairSignal; jury: JuryRule };
  seed: number;
}

type JudgedRow = Omit<RankedConversation, 'combined' | 'outcome' | 'contrast' | 'givesSeveral'> & {
  /** Why the row has no judgements, where a reason is known. */
  unjudged?: DropReason | undefined;
};

/**
 * A row's ratings and its pairs, by what was said of its candidates and nothing else; `lengths` are those of the candidates'
 * answers in tokens, where the settings compare them.
 */
export function pairRow(
  { unjudged, ...row }: JudgedRow,
  settings: PairingSettings,
  lengths?: readonly number[],
): KeptRow {
  const { candidates, judgements, conversation } = row;
  const { pairing, seed } = settings;
  const keys = [seed, conversation.rowId];
  const tiers = tiersOf(candidates, settings);
  const deltaPair = chooseByTier(candidates, tiers, pairing, keys, lengths);
  const combined = combineRatings(judgements, candidates.length, juryPolicy(settings));
  const judged = () => unjudged ?? choosePreference(candidates, combined.ratings, pairing, keys, lengths);
  return keepColumns({
    ...row,
    combined,
    outcome: pairing.signal === 'delta' ? deltaPair : judged(),
    givesSeveral: pairing.rejected === 'all' && pairing.signal !== 'delta',
    contrast: contrastColumns(pairing.signal, tiers, deltaPair),
  });
}

function juryPolicy({ judges, pairing }: Pick<PairingSettings, 'judges' | 'pairing'>): JuryPolicy {
  return {
    across: pairing.jury,
    judgeWeights: Object.fromEntries(judges.map(({ name, weight }) => [name, weight])),
    aspectWeights: Object.fromEntries(
      judges.map(({ name, aspects }) => [
        name,
        Object.fromEntries(aspects.map(({ aspect, weight }) => [aspect, weight])),
      ]),
    ),
  };
}
