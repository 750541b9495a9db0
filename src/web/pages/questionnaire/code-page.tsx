/** Where the code of a paper slip is typed. */
import { renderLightPage } from '../../light-page.tsx';

export function renderCodePage(given: string, isWrong: boolean): string {
  return renderLightPage(
    { title: '填问卷', isLarge: false },
    <>
      <h1>填问卷</h1>
      <form method="post" action="/f" class="box item">
        <label class="ask" for="code">
          纸条上的号码
        </label>
        <p class="hint" id="code-hint">
          大写小写都行，中间的横线可以不写。
        </p>
        <input
          id="code"
          type="text"
          name="code"
          value={given}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={60}
          aria-describedby={isWrong ? 'code-hint code-fault' : 'code-hint'}
          {...(isWrong ? { 'aria-invalid': 'true' as const } : {})}
        />
        {isWrong && (
          <p class="fault" id="code-fault">
            号码是 26 个字母和数字，请对照纸条再看一遍。
          </p>
        )}
        <button type="submit">打开</button>
      </form>
    </>,
  );
}
