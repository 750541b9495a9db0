import { Fragment, type VNode } from 'preact';
import { isLoopback } from '../../config/variables.ts';
import { openHref } from './phone.ts';

/** Words of a message, and on whose phone. */
interface Said {
  readonly text: string;
  readonly phone: string;
}

/** Only these may be opened from a phone; anything else stays text. */
export function isOpenable(url: string): boolean {
  const scheme = URL.canParse(url) ? new URL(url).protocol : '';
  return scheme === 'http:' || scheme === 'https:';
}

const link = /(https?:\/\/[^\s<>"'()（）【】《》，。；！？、]+)/;

function Linked({ text, phone }: Said): VNode {
  const parts = text
    .split(link)
    .map((part) =>
      link.test(part) && isOpenable(part) ? <OutLink url={part} text={part} phone={phone} /> : part,
    );
  return <Fragment>{parts}</Fragment>;
}

/** A page on this machine is the program's own: it opens as on that phone. */
export function OutLink({ url, text, phone }: Said & { readonly url: string }): VNode {
  const href = isLoopback(new URL(url).hostname) ? openHref(phone, url) : url;
  return (
    <a class="link" href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

/** A message's words as they stand, line by line; addresses can be opened. */
export function PlainText({ text, phone }: Said): VNode {
  const lines = text.split('\n');
  return (
    <Fragment>
      {lines.map((line, index) => (
        <Fragment>
          {index > 0 && <br />}
          <Linked text={line} phone={phone} />
        </Fragment>
      ))}
    </Fragment>
  );
}

/** Of markdown only bold, headings (as bold) and line breaks; everything else stays as it was sent. */
export function MarkdownText({ text, phone }: Said): VNode {
  const lines = text
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => line.trim());
  return (
    <Fragment>
      {lines.map((line, index) => (
        <Fragment>
          {index > 0 && <br />}
          <MarkdownLine line={line} phone={phone} />
        </Fragment>
      ))}
    </Fragment>
  );
}

function MarkdownLine({ line, phone }: { line: string; phone: string }): VNode {
  const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
  if (heading !== undefined) {
    return (
      <strong>
        <Linked text={heading.replaceAll('**', '')} phone={phone} />
      </strong>
    );
  }
  const parts = line.split(/\*\*(.+?)\*\*/);
  return (
    <Fragment>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <strong>
            <Linked text={part} phone={phone} />
          </strong>
        ) : (
          <Linked text={part} phone={phone} />
        ),
      )}
    </Fragment>
  );
}
