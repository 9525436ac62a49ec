import { z } from 'zod';

/** As much of a history's JSON as tells it from other files; the SDK reads the rest. */
export const storedHistorySchema = z.looseObject({
  events: z.tuple(
    [z.looseObject({ workflowExecutionStartedEventAttributes: z.looseObject({ workflowId: z.string() }) })],
    z.looseObject({ eventId: z.string() }),
  ),
});
