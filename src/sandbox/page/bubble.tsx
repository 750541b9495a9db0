import type { VNode } from 'preact';
import type { PhoneMessage } from '../double.ts';
import { wordsOf } from './bubble-words.ts';
import { isOpenable, MarkdownText, OutLink, PlainText } from './message-text.tsx';
import { momentText } from './time-text.ts';

export interface BubbleProps {
  readonly phone: string;
  readonly message: PhoneMessage;
  /** All phones on the page, to come back to it where there is no script. */
  readonly pinned: readonly string[];
}

/** One message on a phone. */
export function Bubble({ phone, message, pinned }: BubbleProps): VNode {
  const isMine = message.from === 'person';
  const { title, text, isMarkdown } = wordsOf(phone, message);
  return (
    <li
      class={`bubble ${isMine ? 'bubble-mine' : 'bubble-theirs'} bubble-${message.form}`}
      data-number={message.number}
    >
      <p class="bubble-meta">
        <span class="sr">{isMine ? '本人说，' : '导师助手说，'}</span>
        {message.via === 'push' && !isMine && <b class="tag tag-push">推送</b>}
        <time dateTime={message.at.toISOString()}>{momentText(message.at)}</time>
      </p>
      <div class="bubble-body">
        {title !== '' && <h4 class="bubble-title">{title}</h4>}
        {text !== '' && (
          <p class="bubble-text">
            {isMarkdown ? (
              <MarkdownText text={text} phone={phone} />
            ) : (
              <PlainText text={text} phone={phone} />
            )}
          </p>
        )}
        {message.link && isOpenable(message.link.url) && (
          <p class="bubble-link">
            <OutLink url={message.link.url} text={message.link.text || '打开'} phone={phone} />
          </p>
        )}
        {message.buttons.length > 0 && <Buttons phone={phone} message={message} pinned={pinned} />}
      </div>
    </li>
  );
}

function Buttons({ phone, message, pinned }: BubbleProps): VNode {
  return (
    <form class="card-buttons" method="post" action="/sandbox/form/press" data-act="press">
      <input type="hidden" name="phone" value={phone} />
      <input type="hidden" name="number" value={message.number} />
      {pinned.map((key) => (
        <input type="hidden" name="pinned" value={key} />
      ))}
      {message.selects?.map((select) => (
        <label class="card-select">
          <span>{select.title}</span>
          <select name={`select:${select.key}`}>
            {select.options.map(({ id, text }) => (
              <option value={id}>{text}</option>
            ))}
          </select>
        </label>
      ))}
      {message.buttons.map((button) => (
        <button type="submit" class="card-button" name="key" value={button.key}>
          {button.text}
        </button>
      ))}
    </form>
  );
}
