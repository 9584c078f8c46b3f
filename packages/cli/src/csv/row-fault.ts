/** A row that cannot be read: which column it is for, and why. */
export class RowFault extends Error {
  override readonly name = "RowFault";
  /** The header as the file has it. */
  readonly column: string;
  /** Set where one flag would settle it: nothing is wrong with the row itself. */
  readonly flag: "--dates" | "--decimal" | undefined;

  constructor(column: string, reason: string, flag?: "--dates" | "--decimal") {
    super(reason);
    this.column = column;
    this.flag = flag;
  }
}
