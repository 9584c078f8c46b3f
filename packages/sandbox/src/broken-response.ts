/** An answer whose connection ends in the middle of its body; in this process its body rejects there. */
export class BrokenResponse extends Response {
  /** What arrives before the end. */
  readonly beginning: Uint8Array<ArrayBuffer>;
  /** How long the whole body was meant to be, in bytes. */
  readonly wholeLength: number;

  constructor(whole: Uint8Array<ArrayBuffer>, init: ResponseInit, error: Error) {
    const beginning = whole.slice(0, Math.ceil(whole.length / 2));
    const pieces = [beginning];
    const body = new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.error(error);
      },
    });
    super(body, init);
    this.beginning = beginning;
    this.wholeLength = whole.length;
  }
}
