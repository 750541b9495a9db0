import type { Platform } from '../../domain/vocabulary.ts';
import { renderNote, renderPage } from '../page.tsx';

const names: Readonly<Record<Platform, string>> = { wecom: '企业微信', dingtalk: '钉钉' };

/** For a browser that does not say whose it is. */
export function renderSignInPage(platforms: readonly Platform[], to: string, isStepUp: boolean): string {
  return renderPage(
    '登录',
    <section class="note">
      <h1>登录</h1>
      {isStepUp && <p>这是受限的记录，打开前请再登录一次。</p>}
      <p>请在手机上的{platforms.map((platform) => names[platform]).join('或')}里打开，不用密码。</p>
      {platforms.map((platform) => (
        <a class="button" href={signInHref(platform, to, isStepUp)}>
          用{names[platform]}登录
        </a>
      ))}
    </section>,
  );
}

export function signInHref(platform: Platform, to: string, isStepUp: boolean): string {
  const query = new URLSearchParams({ to, ...(isStepUp ? { again: '1' } : {}) });
  return `/sign-in/${platform}?${query.toString()}`;
}

export type SignInTrouble =
  | 'lost'
  | 'used'
  | 'declined'
  | 'code_refused'
  | 'no_answer'
  | 'misconfigured'
  | 'no_address';

const says: Readonly<Record<SignInTrouble, string>> = {
  lost: '登录没有接上：可能隔得太久了，或者换了浏览器。请再来一次。',
  used: '这次登录已经用过了。请再来一次。',
  declined: '您没有同意登录，所以这一页打不开。想好了再来一次就行。',
  code_refused: '登录没有成功，多半是隔得久了。请再来一次。',
  no_answer: '平台这会儿没有回应，什么都没有丢。过几分钟再来一次。',
  misconfigured: '学校的登录设置还没有弄好，请把这句话告诉学校管导师工作的老师。',
  no_address: '学校还没有设好网页的地址，暂时打不开这一页。在聊天里照样可以用。',
};

export function renderSignInTrouble(trouble: SignInTrouble, to: string): string {
  const link = { to: `/sign-in?${new URLSearchParams({ to }).toString()}`, text: '再来一次' };
  return renderNote('没有登录成功', { says: [says[trouble]], link });
}

export function renderUnknownPerson(askWhom: string): string {
  return renderNote('还没有您的名字', {
    says: [
      `学校的名单里还没有您。请找${askWhom || '学校管导师工作的老师'}把您加进来，加好再打开这一页就能用了。`,
    ],
  });
}
