import type { ArgillaAccess } from './argilla/argilla-access.ts';
import type { HubAccess } from './hub/hub-push-call.ts';

/** What a worker may push to, from its environment. */
export interface PushAccess {
  hub: HubAccess;
  argilla: ArgillaAccess;
}
