import type { PushAccess } from '../../../src/output/push/push-access.ts';

/** A worker that was told of no place to push to. */
export const nowhere: PushAccess = {
  hub: { endpoint: 'http://127.0.0.1:9', token: undefined },
  argilla: { url: undefined, apiKey: undefined },
};
