/**
 * Something broke and nothing was stored. `forOperator` is one line without report text or secrets.
 * What the rules refuse is not a Fault: it is data (`Reply`, `Problem`) and is not logged as an error.
 */
export class Fault extends Error {
  readonly forOperator: string;

  constructor(forOperator: string, options?: ErrorOptions) {
    super(forOperator, options);
    this.name = 'Fault';
    this.forOperator = forOperator;
  }
}

/** A command or a start that is refused: the message is one line that says what to do. Exit status 1. */
export class Refused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refused';
  }
}

/** More messages wait than can be taken soon. Nothing was stored; who brought the message is to bring it again later. */
export class BacklogFull extends Error {
  override readonly name = 'BacklogFull';

  constructor() {
    super('too many messages wait');
  }
}

/** One fault of an input file, with the place and the remedy. */
export type Problem = { readonly path: string; readonly message: string };
