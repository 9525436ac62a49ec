/** Something a person can mend: said in their words, without a stack trace. */
export class Problem extends Error {}
