import type { ConfigName } from './config-features.ts';
import { drawnFeatures } from './drawn-columns.ts';
import type { Features } from './feature.ts';

type FurtherSettings = Parameters<typeof drawnFeatures>[0];

/** Columns that a config has in runs of some settings only; they follow from the settings alone, never from the rows. */
export function furtherFeatures(config: ConfigName, settings: FurtherSettings): Features {
  return config === 'candidates' ? drawnFeatures(settings) : {};
}
