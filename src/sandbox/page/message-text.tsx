import { Fragment, type VNode } from 'preact';

/** Only these may be opened from a phone; anything else stays text. */
export function isOpenable(url: string): boolean {
  const scheme = URL.canParse(url) ? new URL(url).protocol : '';
  return scheme === 'http:' || scheme === 'https:';
}

const link = /(https?:\/\/[^\s<>"'()（）【】《》，。；！？、]+)/;

function Linked({ text }: { text: string }): VNode {
  const parts = text
    .split(link)
    .map((part) => (link.test(part) && isOpenable(part) ? <OutLink url={part} text={part} /> : part));
  return <Fragment>{parts}</Fragment>;
}

export function OutLink({ url, text }: { url: string; text: string }): VNode {
  return (
    <a class="link" href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

/** A message's words as they stand, line by line; addresses can be opened. */
export function PlainText({ text }: { text: string }): VNode {
  const lines = text.split('\n');
  return (
    <Fragment>
      {lines.map((line, index) => (
        <Fragment>
          {index > 0 && <br />}
          <Linked text={line} />
        </Fragment>
      ))}
    </Fragment>
  );
}

/** Of markdown only bold, headings (as bold) and line breaks; everything else stays as it was sent. */
export function MarkdownText({ text }: { text: string }): VNode {
  const lines = text
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => line.trim());
  return (
    <Fragment>
      {lines.map((line, index) => (
        <Fragment>
          {index > 0 && <br />}
          <MarkdownLine line={line} />
        </Fragment>
      ))}
    </Fragment>
  );
}

function MarkdownLine({ line }: { line: string }): VNode {
  const heading = /^#{1,6}\s+(.*)$/.exec(line)?.[1];
  if (heading !== undefined) {
    return (
      <strong>
        <Linked text={heading.replaceAll('**', '')} />
      </strong>
    );
  }
  const parts = line.split(/\*\*(.+?)\*\*/);
  return (
    <Fragment>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <strong>
            <Linked text={part} />
          </strong>
        ) : (
          <Linked text={part} />
        ),
      )}
    </Fragment>
  );
}
