import { encodeSearchAttributeIndexedValueType } from '@temporalio/common/lib/search-attributes.js';
import type { NativeConnection } from '@temporalio/worker';
import { searchAttributeNames } from '../contract/names.ts';

/** The server's own numbers for the types. */
const types = new Map(
  Object.entries({
    [searchAttributeNames.name]: 'KEYWORD',
    [searchAttributeNames.state]: 'KEYWORD',
    [searchAttributeNames.droppedRows]: 'INT',
    [searchAttributeNames.costUsd]: 'DOUBLE',
  } as const).map(([name, type]) => [name, encodeSearchAttributeIndexedValueType(type) ?? 0]),
);

export type Registration = { registered: true } | { registered: false; why: string };

/**
 * Makes a namespace know the search attributes of runs. Where the worker may not, as on Temporal Cloud, an operator
 * can, and runs go without them until then.
 */
export async function registerSearchAttributes(
  { operatorService }: Pick<NativeConnection, 'operatorService'>,
  namespace: string,
): Promise<Registration> {
  const missing = async (): Promise<string[]> => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return [...types.keys()].filter((name) => customAttributes[name] !== types.get(name));
  };
  try {
    const wanted = await missing();
    if (wanted.length === 0) return { registered: true };
    await operatorService
      .addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries([...types].filter(([name]) => wanted.includes(name))),
      })
      // Another worker may have been faster: what counts is whether they are there.
      .catch(async (error: unknown) => {
        if ((await missing()).length > 0) throw error;
      });
    const stillMissing = await missing();
    return stillMissing.length === 0
      ? { registered: true }
      : {
          registered: false,
          why: `the server has others, or none, under the names ${stillMissing.join(', ')}`,
        };
  } catch (error) {
    return { registered: false, why: (error as Error).message };
  }
}
