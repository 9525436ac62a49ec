import { createHash } from 'node:crypto';
import {
  startScriptedProvider,
  type ScriptedProviderOptions,
} from '../../scripted-provider/start-scripted-provider.ts';
import { moods, type Mood } from './provider-moods.ts';
import { callKey, type Counts, type NumberedQuestion, type SeenRequest } from './provider-questions.ts';

/** The scripted provider as a process of its own, asked and steered over IPC; ends with whoever started it. */
const options = JSON.parse(process.argv[2] ?? '{}') as ScriptedProviderOptions & { mood?: Mood };
let mood: Mood = options.mood ?? 'answering';
const provider = await startScriptedProvider({ ...options, answer: (request) => moods[mood](request) });

process.on('message', (question: NumberedQuestion) => {
  process.send?.({ number: question.number, answer: answerTo(question) });
});
process.on('disconnect', () => process.exit());
process.send?.({ number: 0, answer: provider.baseUrl });

function answerTo(question: NumberedQuestion): unknown {
  switch (question.ask) {
    case 'counts':
      return counts();
    case 'requests':
      return seenRequests();
    case 'mood':
      mood = question.mood;
      return null;
    case 'down':
      provider.goDown(question.seconds * 1_000);
      return null;
  }
}

function counts(): Counts {
  const inFlight = provider.requests.filter(({ outcome }) => outcome === 'pending').length;
  return { ...provider.ledger, inFlight };
}

function seenRequests(): SeenRequest[] {
  return provider.requests.map(({ body, headers, receivedAt, finishedAt, outcome, status }) => ({
    call: createHash('sha256').update(callKey(body)).digest('hex'),
    apiKey: (headers.authorization ?? '').replace(/^Bearer /, ''),
    receivedAt,
    finishedAt: finishedAt ?? null,
    outcome,
    status: status ?? null,
  }));
}
