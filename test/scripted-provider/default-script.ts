import { text, type Behaviour } from './behaviour.ts';
import { draw } from './draw.ts';
import { wordsOf, type CompletionBody, type ScriptedRequest } from './scripted-request.ts';

/** Answers that depend on the model and the messages alone: never on the order or the number of requests. */
export function defaultScript({ body }: ScriptedRequest): Behaviour {
  const keys = verdictKeys(body);
  return text(keys ? verdicts(keys, body) : generation(body));
}

/** The names to be rated: from the response schema, or from the last line of the prompt that shows the form. */
export function verdictKeys({ response_format: format, messages }: CompletionBody): string[] | undefined {
  const properties = format?.json_schema?.schema?.properties;
  if (properties) return Object.keys(properties);
  const lines = wordsOf(messages.at(-1)?.content ?? '').split('\n');
  const form = lines.findLast((line) => line.startsWith('{"text_1":'));
  return form === undefined ? undefined : [...form.matchAll(/"(text_\d+)":/g)].map(([, key]) => String(key));
}

function generation({ model, messages }: CompletionBody): string {
  const words = Array.from({ length: 8 + Math.floor(draw(model, messages, 'length') * 60) }, (_, place) => {
    const word = Math.floor(draw(model, messages, place) * 36 ** 4).toString(36);
    return word.padStart(4, 'a');
  });
  return `${model} says ${words.join(' ')}.`;
}

function verdicts(keys: readonly string[], { model, messages }: CompletionBody): string {
  return JSON.stringify(
    Object.fromEntries(
      keys.map((key) => [
        key,
        { rationale: `Scripted verdict on ${key}.`, rating: 1 + Math.floor(draw(model, messages, key) * 5) },
      ]),
    ),
  );
}
