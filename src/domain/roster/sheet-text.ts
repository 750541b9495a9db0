/** A sheet as a person sees it: text only. Rows carry the number they have in the file; blank rows are absent. */
export interface SheetText {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

interface SheetRow {
  /** 1 is the first row of the file. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** A sheet to be written. */
export interface SheetContent {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}
