import type { VNode } from 'preact';
import type { RoundLine } from '../../../usecases/questionnaires/list-rounds.ts';
import type { ConsoleVisit } from '../../console/console-visit.ts';
import { renderConsolePage } from './console-frame.tsx';
import { returnedWords, scopeWords, stateWords } from './questionnaire-words.ts';

export interface QuestionnairesPage {
  readonly rounds: readonly RoundLine[];
  /** Only for whoever has cases to look at: nobody else sees the way there. */
  readonly isEthicsContact: boolean;
}

export function renderQuestionnairesPage(
  { scene }: ConsoleVisit,
  { rounds, isEthicsContact }: QuestionnairesPage,
): string {
  const { cards, roster, today } = scene;
  return renderConsolePage(
    { title: '问卷', here: '/console/questionnaires', powers: scene.powers },
    <>
      <ul class="names">
        <li>
          <a class="quiet" href="/console/forms">
            题目
          </a>
        </li>
        {isEthicsContact && (
          <li>
            <a class="quiet" href="/console/ethics">
              师德来信
            </a>
          </li>
        )}
      </ul>
      <h2>从新到旧</h2>
      {rounds.length === 0 ? (
        <p class="notice">现在没有要您看的问卷。</p>
      ) : (
        <ul class="card">
          {rounds.map((line) => (
            <Line
              line={line}
              scope={scopeWords(roster, line.round.scope)}
              opens={cards.say.day(line.round.opensOn, today)}
              closes={cards.say.day(line.round.closesOn, today)}
            />
          ))}
        </ul>
      )}
    </>,
  );
}

function Line({
  line,
  scope,
  opens,
  closes,
}: {
  line: RoundLine;
  scope: string;
  opens: string;
  closes: string;
}): VNode {
  const { round, state } = line;
  return (
    <li class="row">
      <span class="plain">
        <span class="who">
          <b>{round.title}</b> <small>{scope}</small>
          <span class="due">
            {stateWords[state]}，{opens} 到 {closes}
            {state !== 'planned' && `，${returnedWords(line)}`}
          </span>
        </span>
      </span>
      <a class="more" href={`/console/questionnaires/${round.id}`}>
        看看<span class="sr">：{round.title}</span>
      </a>
    </li>
  );
}
