/** Answers in the platform's two error styles (page `server-api-error-codes-1`). */

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Sent as it is instead of `body`, for pages that are no JSON. */
  readonly page?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A file, sent instead of `body`. */
  readonly bytes?: Buffer;
}

export function ok(body: Readonly<Record<string, unknown>>): Answer {
  return { status: 200, body };
}

/** `oapi` success: HTTP 200 and error number 0. */
export function oldOk(fields: Readonly<Record<string, unknown>> = {}): Answer {
  return ok({ errcode: 0, errmsg: 'ok', request_id: 'double', ...fields });
}

/** `api`: HTTP status and a code in words. */
export function newError(status: number, code: string): Answer {
  return { status, body: { code, message: code, requestid: 'DOUBLE' } };
}

/** `oapi`: HTTP 200 and an error number. */
export function oldError(errcode: number): Answer {
  return ok({ errcode, errmsg: `error ${errcode}`, request_id: 'double' });
}

/** The gateway wraps its own refusals: the reason stands in the sub-code. */
export function wrappedError(subCode: string, message: string): Answer {
  return ok({
    errcode: 88,
    errmsg: `ding talk error[subcode=${subCode},submsg=${message}]`,
    sub_code: subCode,
    sub_msg: message,
    request_id: 'double',
  });
}
