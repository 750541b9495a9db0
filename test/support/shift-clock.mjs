/**
 * Loaded before the program (`node --import`): lets it live at another time, `SHIFT_CLOCK_MS` away from the real one.
 * Only the wall clock is moved; timers and `performance` run as they are.
 */
const offsetMs = Number(process.env.SHIFT_CLOCK_MS ?? '0');
const RealDate = Date;

globalThis.Date = class Date extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + offsetMs);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + offsetMs;
  }

  /** Dates that Node makes itself are dates too. */
  static [Symbol.hasInstance](value) {
    return Object.prototype.toString.call(value) === '[object Date]';
  }
};
