/** What introduces JSON that is somebody else's, or not meant. */
const quoting =
  /\b(?:draft|example|e\.g|for\s+instance|template|format|schema|form|placeholder|sample|says?|said|claims?|claimed|contains?|containing|includes?|including|quot\w*|steer\w*|inject\w*|instruct\w*|demand\w*|tr(?:y|ies|ied|ying)|attempt\w*|ignor\w*|disregard\w*|manipulat\w*|tell\w*|told|asks?|asked|writes?|wrote|written|shows?|reads|literally|pretend\w*|would|might|could|if|initial\w*|at\s+first|tentativ\w*|provisional\w*|preliminar\w*|instead\s+of|not|wrong\w*|previous\w*|embedded|embeds?|its|own|prompt)\b/i;

/** Whether the words right before some JSON make it a quotation, an example or a draft. */
export function isQuotation(before: string): boolean {
  if (/[`"'“‘«]$/.test(before) && !/`{3}\w*$/.test(before)) return true;
  const line = withoutFences(before).trimEnd().split('\n').at(-1)?.trim() ?? '';
  if (line.startsWith('>')) return true;
  const clause = line.split(/[.!?](?=\s|$)/).at(-1) ?? '';
  return quoting.test(clause);
}

export function withoutFences(text: string): string {
  return text.replace(/^[ \t]*(?:`{3,}|~{3,})[\w-]*[ \t]*$/gm, '').replace(/`{3,}(?:json\w*)?/gi, '');
}
