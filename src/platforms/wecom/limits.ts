/** What WeCom takes at most (doc 90236, edition 2025-09). They change without a version number: each may be configured. */
export interface WecomLimits {
  /** text and markdown content, bytes of UTF-8; longer text is cut by the platform without a word. */
  readonly textBytes: number;
  /** Template cards, in characters. */
  readonly titleChars: number;
  readonly subTitleChars: number;
  readonly rows: number;
  readonly rowNameChars: number;
  readonly rowValueChars: number;
  readonly buttons: number;
  readonly buttonTextChars: number;
  readonly buttonKeyBytes: number;
  readonly jumpTitleChars: number;
  readonly titleDescChars: number;
  readonly selects: number;
  readonly options: number;
  readonly optionTextChars: number;
  readonly optionIdBytes: number;
  /** The app's menu. */
  readonly menuEntries: number;
  readonly menuNameBytes: number;
  readonly subMenuEntries: number;
  readonly subMenuNameBytes: number;
  /** news articles, bytes. */
  readonly newsTitleBytes: number;
  readonly newsDescriptionBytes: number;
  readonly urlBytes: number;
  readonly recipients: number;
}

export const wecomLimits: WecomLimits = {
  textBytes: 2048,
  titleChars: 36,
  subTitleChars: 160,
  rows: 6,
  rowNameChars: 5,
  rowValueChars: 30,
  buttons: 6,
  buttonTextChars: 10,
  buttonKeyBytes: 1024,
  jumpTitleChars: 18,
  titleDescChars: 44,
  selects: 3,
  options: 10,
  optionTextChars: 16,
  optionIdBytes: 128,
  menuEntries: 3,
  menuNameBytes: 16,
  subMenuEntries: 5,
  subMenuNameBytes: 40,
  newsTitleBytes: 128,
  newsDescriptionBytes: 512,
  urlBytes: 2048,
  recipients: 1000,
};
