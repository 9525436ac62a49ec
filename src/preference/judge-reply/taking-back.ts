/** Turns of phrase with which a judge takes back what it has just written, whatever the texts are about. */
const takingBack = [
  /\bcorrections?\s*[:;–—-]/i,
  /\b(?:on|upon)\s+(?:further|second|closer|more|some|due)?\s*(?:reflection|reconsideration|thoughts?|inspection|review|reading)\b/i,
  /\b(?:wrong|other|opposite)\s+way\s+(?:a)?round\b|\bin\s+the\s+wrong\s+order\b|\bvice\s+versa\b/i,
  /\b(?:let\s+me|i(?:'ll|\s+(?:will|must|should|need\s+to|have\s+to|want\s+to|would|shall|am|have|had|now|hereby))?)\s+(?:\w+\s+)?(?:correct|revis|reconsider|swap|switch|revers|chang|amend|adjust|redo|re-?rat|retract|rephrase|fix|take\s+(?:that|this|it)\s+back)/i,
  /\b(?:scratch|strike|disregard|discard|ignore|forget)\s+(?:that|this|those|these|the|my|what|all|everything)\b/i,
  /\b(?:never\s*mind|my\s+(?:mistake|error|bad)|i\s+(?:made|have\s+made)\s+an?\s+\w*\s*(?:mistake|error)|i\s+(?:meant|mis\w+|mixed|confused|got)\b|changed?\s+my\s+mind|i\s+apologi[sz]e|apologies)/i,
  /\b(?:ratings?|scores?|numbers?|verdicts?|labels?|these|those|they|the\s+two|both)\s+(?:\w+\s+){0,2}(?:should|ought|need|must|have\s+to|has\s+to)\b/i,
  /\b(?:ratings?|scores?|numbers?|verdicts?|labels?|these|they|the\s+two)\s+(?:above\s+)?(?:are|were|is|was|have\s+been|got)\s+(?:\w+\s+)?(?:swapped|switched|reversed|inverted|wrong|mixed|exchanged|mistaken|backwards|incorrect|a\s+draft|not\s+final|too\s+(?:high|low|harsh|generous|lenient))/i,
  /\b(?:should|ought\s+to)\s+(?:be|have\s+been|get|have\s+got|receive|have)\s+(?:the\s+)?(?:swapped|switched|reversed|inverted|exchanged|higher|lower|better|worse|rated|scored)\b/i,
  /\bdeserves?\s+(?:the\s+|a\s+)?(?:higher|lower|better|worse|more|less)\b/i,
  /\b(?:final|revised|corrected|updated|actual|true|real|new)\s+(?:ratings?|scores?|verdict|judge?ment)\b/i,
  /(?:更正|修正|搞反|反了|颠倒|korrektur|vertauscht|umgekehrt|correcci[óo]n|al\s+rev[ée]s|invers[ée]s?\b|исправл|наоборот|поменя)/iu,
];

export function takesBack(remark: string): boolean {
  return takingBack.some((form) => form.test(remark));
}
