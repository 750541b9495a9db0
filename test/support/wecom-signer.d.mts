export interface WecomSigner {
  textMessage(message: {
    readonly from: string;
    readonly text: string;
    readonly msgId: string;
    readonly at: Date;
    /** Where it is delivered again later than it was written. */
    readonly signedAt?: Date;
    readonly agentId: number;
  }): { readonly query: string; readonly body: string };
  openReply(answer: string): { readonly to: string; readonly text: string };
}

export function createWecomSigner(account: {
  readonly token: string;
  readonly aesKey: string;
  readonly corpId: string;
}): WecomSigner;
