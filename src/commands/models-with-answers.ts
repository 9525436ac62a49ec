import { answersByProvider } from '../answers/answers-by-provider.ts';
import { openAnswers } from '../answers/open-answers.ts';
import { parseModelName } from '../contract/names.ts';
import type { Providers } from '../models/providers.ts';
import type { Configuration } from '../process/configuration.ts';

/** Of these, those of which any answer is kept; nothing where the answers cannot be read. */
export async function modelsWithAnswers(
  models: readonly string[],
  { responseStore, objectStorage }: Configuration,
  providers: Providers,
): Promise<string[]> {
  if (!responseStore) return [];
  const kept = answersByProvider(
    openAnswers(responseStore.place, objectStorage),
    { count: () => undefined },
    providers,
  );
  const found = models.map(async (model) => {
    const { provider, modelId } = parseModelName(model);
    // An estimate does not fail for what it tells beside.
    return (await kept
      .get(provider)
      ?.hasAnyOf(modelId)
      .catch(() => false))
      ? [model]
      : [];
  });
  return (await Promise.all(found)).flat();
}
