export function dingtalkHeaders(request: {
  readonly clientSecret: string;
  readonly at: Date;
}): Record<string, string>;
