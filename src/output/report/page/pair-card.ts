import { excerptOf } from '../excerpt.ts';
import type { SampledAnswer, SampledPair, SampledVerdict } from '../sampled-pair.ts';
import { longText } from './long-text.ts';
import { markup, type Markup } from '../markup.ts';
import { count, plural, rating } from './written-numbers.ts';

/** One pair to read: what was asked, and both answers side by side with what the judges said. */
export function pairCard(pair: SampledPair): Markup {
  const others = pair.others.map(({ model, rating: rated }) => `${model} ${rating(rated)}`).join(', ');
  return markup`<article class="pair">
<h3><span>${pair.rowId}</span> <span class="quiet">${pair.source} · ${pair.margin === null ? 'strong against weak' : `margin ${rating(pair.margin)}`}</span></h3>
${conversation(pair)}
<div class="sides">
${side('chosen', pair.chosen)}${side('rejected', pair.rejected)}</div>
${others === '' ? null : markup`<p class="quiet others">Also rated: ${others}</p>\n`}</article>
`;
}

function conversation({ messages, messagesLeftOut }: SampledPair): Markup {
  const asked = excerptOf((messages.at(-1)?.text ?? '').replace(/\s+/g, ' '), 240);
  const total = messages.length + messagesLeftOut;
  const question = markup`<span class="asked" dir="auto">${asked.text}${asked.charactersLeftOut > 0 ? '…' : ''}</span>`;
  if (total === 1 && asked.charactersLeftOut === 0) {
    return markup`<p class="conversation">${question}</p>`;
  }
  const leftOut =
    messagesLeftOut > 0
      ? markup`<p class="quiet">${plural(messagesLeftOut, 'earlier message')} left out</p>`
      : null;
  return markup`<details class="conversation"><summary>${question} <span class="quiet more">${plural(total, 'message')}</span></summary>
${leftOut}${messages.map(
    (message) => markup`<div class="message"><p class="role">${message.role}</p>${longText(message)}</div>\n`,
  )}</details>`;
}

function side(place: 'chosen' | 'rejected', answer: SampledAnswer): Markup {
  return markup`<div class="side ${place}"><p class="who"><span class="badge">${place}</span> <b>${answer.model}</b> <span class="rated">${answer.rating === null ? 'not rated' : `rated ${rating(answer.rating)}`}</span> <span class="quiet">${count(answer.characters)} characters</span></p>
${longText(answer)}
${verdicts(answer.verdicts)}</div>
`;
}

function verdicts(given: readonly SampledVerdict[]): Markup | null {
  const [only, ...others] = given;
  if (!only) return null;
  if (others.length === 0) return markup`<div class="verdicts">${verdict(only)}</div>`;
  return markup`<details class="verdicts"><summary>${plural(given.length, 'rating')}: ${given.map((one) => rating(one.rating)).join(', ')}</summary>${given.map(verdict)}</details>`;
}

function verdict({ judge, aspect, place, shown, rating: rated, rationale }: SampledVerdict): Markup {
  return markup`<div class="rationale"><p class="quiet"><b>${judge}</b> · ${aspect} · shown at place ${place} of ${shown} · rated ${rating(rated)}</p>${rationale && longText(rationale)}</div>
`;
}
