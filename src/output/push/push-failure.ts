/** Why a push failed, in words for the person who reads it, and whether another try may help by itself. */
export class PushFailure extends Error {
  readonly mayPass: boolean;

  constructor(message: string, mayPass: 'may pass' | 'final') {
    super(message);
    this.name = 'PushFailure';
    this.mayPass = mayPass === 'may pass';
  }
}
