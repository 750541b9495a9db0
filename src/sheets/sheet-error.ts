/** What can be wrong with a file before anybody looks at what it says. The words are in `sheet-fault-texts.ts`. */
export type SheetFault =
  | 'too_large'
  | 'too_many_rows'
  | 'not_a_sheet'
  | 'old_excel'
  | 'damaged'
  | 'unreadable_cell'
  | 'unreadable_text'
  | 'empty';

export class SheetError extends Error {
  override readonly name = 'SheetError';
  readonly fault: SheetFault;

  constructor(fault: SheetFault, options?: ErrorOptions) {
    super(`sheet cannot be read: ${fault}`, options);
    this.fault = fault;
  }
}
