/** The sheets of a closed questionnaire, one after the other. */
import { itemsOf } from '../../../domain/questionnaires/form.ts';
import type { ConsoleScene } from '../../../usecases/console/console-scene.ts';
import type { OpenedSheets } from '../../../usecases/questionnaires/open-sheets.ts';
import { Back } from '../../page.tsx';
import { renderConsolePage } from './console-frame.tsx';
import { answerWords, respondentWords } from './questionnaire-words.ts';

export function renderSheetsPage(scene: ConsoleScene, opened: OpenedSheets): string {
  const { form, respondents, sheets, roundId } = opened;
  return renderConsolePage(
    { title: form.title, here: '/console/questionnaires', powers: scene.powers },
    <>
      <Back to={`/console/questionnaires/${roundId}`} text="返回这一轮" />
      {sheets === 'too_few' ? (
        <p class="notice">收到的太少，一份一份地看会猜出是谁填的，所以不显示。</p>
      ) : (
        <>
          <p class="sub">
            {respondentWords[respondents]}，{sheets.length} 份
            {form.isNamed ? '，按姓名排。' : '，先后打乱了，和谁先交没有关系。'}
          </p>
          {sheets.map(({ answers, by }, index) => (
            <section aria-label={`第 ${index + 1} 份`}>
              <h2>
                第 {index + 1} 份{by && `：${by.person}`}
                {by?.student !== undefined && `（${by.student}）`}
              </h2>
              <ul class="card">
                {itemsOf(form)
                  .filter(({ key }) => answers[key] !== undefined)
                  .map((item) => (
                    <li class="line">
                      {item.ask}
                      <p class="words">{answerWords(scene.roster, item, answers[item.key])}</p>
                    </li>
                  ))}
                {Object.keys(answers).length === 0 && <li class="line">（没有可以看的回答）</li>}
              </ul>
            </section>
          ))}
        </>
      )}
    </>,
  );
}
