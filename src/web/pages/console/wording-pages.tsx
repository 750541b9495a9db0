import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { Back, Marks } from '../../page.tsx';
import { renderConsolePage } from './console-frame.tsx';
import { wordingFaultText } from './wording-fault-text.ts';

export function renderWordingListPage({ cards, roster, powers }: ConsoleScene): string {
  const own = new Set(roster.wording.map(({ card }) => card));
  return renderConsolePage(
    { title: '卡片的说法', here: '/console/settings', powers },
    <>
      <Back to="/console/settings" text="返回设置" />
      <p class="sub">点开一张，改成学校自己的说法。改错了不会保存，也随时可以改回原来的。</p>
      <ul class="card">
        {cards.names.map((name) => (
          <li class="row">
            <span class="plain">
              <span class="who">
                {titleOf(cards.source(name) ?? '')}
                <span class="due">
                  {name}
                  {own.has(name) && '，学校自己的'}
                </span>
              </span>
            </span>
            <a class="more" href={`/console/settings/wording/${name}`}>
              改<span class="sr">：{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </>,
  );
}

export interface WordingPage {
  readonly card: string;
  readonly yaml: string;
  readonly isOwn: boolean;
  readonly faults: readonly { readonly line?: number; readonly fault: string }[];
}

export function renderWordingPage(visit: ConsoleVisit, { card, yaml, isOwn, faults }: WordingPage): string {
  const { scene, marks } = visit;
  const action = `/console/settings/wording/${card}`;
  return renderConsolePage(
    { title: '改一张卡片', here: '/console/settings', powers: scene.powers },
    <>
      <Back to="/console/settings/wording" text="返回各张卡片" />
      <p class="sub">
        {card}
        {isOwn ? '，现在是学校自己的说法' : '，现在是原来的说法'}
      </p>
      {faults.length > 0 && (
        <div class="warn" role="alert">
          <p>还没有保存，请看一看：</p>
          <ul>
            {faults.map(({ line, fault }) => (
              <li>
                {line !== undefined && `第 ${line} 行：`}
                {wordingFaultText(fault)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <form method="post" action={action}>
        <Marks marks={marks} />
        <div class="field">
          <label for="yaml">说法</label>
          <textarea
            id="yaml"
            name="yaml"
            rows={16}
            spellcheck={false}
            value={yaml}
            aria-invalid={faults.length > 0 ? 'true' : undefined}
          />
        </div>
        <p class="hint">
          {'{ }'} 里的是程序填进去的内容，要留着；{'[ ]'} 里的内容没有时整段不显示。其他的字随便改。
        </p>
        <button type="submit">保存</button>
      </form>
      {isOwn && (
        <form method="post" action={action}>
          <Marks marks={marks} />
          <button type="submit" class="second" name="verb" value="reset">
            改回原来的说法
          </button>
        </form>
      )}
    </>,
  );
}

function titleOf(source: string): string {
  const [, title] = /^title:\s*(.+)$/m.exec(source) ?? [];
  return (title ?? '').replaceAll(/^['"]|['"]$/g, '');
}
