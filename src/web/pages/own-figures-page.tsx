/** What came back about oneself: mean and count, or that it was too little (CV-21). */
import type { PersonScene } from '../../usecases/messages/message-scene.ts';
import type { OwnFigure } from '../../usecases/questionnaires/own-figures.ts';
import { Back, renderPage } from '../page.tsx';
import { respondentWords, scoreWords, tooFewWords } from './console/questionnaire-words.ts';

export function renderOwnFiguresPage({ cards, today }: PersonScene, figures: readonly OwnFigure[]): string {
  return renderPage(
    '问卷结果',
    <>
      <Back />
      <h1>问卷结果</h1>
      <p class="sub">这里只有关于您自己的平均和份数，谁填了什么看不到。</p>
      {figures.length === 0 ? (
        <div class="card">
          <p>还没有收完的问卷。</p>
        </div>
      ) : (
        <ul class="card">
          {figures.map(({ title, respondents, closedOn, figure, smallest }) => (
            <li class="line">
              {title}（{respondentWords[respondents]}），{cards.say.day(closedOn, today)}收完
              <p>{figure === 'too_few' ? tooFewWords(smallest) : scoreWords(figure)}</p>
            </li>
          ))}
        </ul>
      )}
    </>,
  );
}
