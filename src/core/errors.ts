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

/** One fault of an input file, with the place and the remedy. */
export type Problem = { readonly path: string; readonly message: string };
