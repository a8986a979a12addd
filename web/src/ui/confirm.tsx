import { useEffect, useState } from 'preact/hooks';
import { Dialog } from './dialog.tsx';

export interface Question {
  title: string;
  text: string;
  /** The button that goes ahead. */
  yes: string;
  /** @default Không */
  no?: string;
}

let show: ((question: Question, answer: (yes: boolean) => void) => void) | undefined;

/** Asks the reader, who answers yes or no; Escape is no. */
export const ask = (question: Question): Promise<boolean> =>
  new Promise((resolve) => {
    if (show) show(question, resolve);
    else resolve(false);
  });

/** Where questions appear; once, in the shell. */
export function ConfirmHost() {
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void }>();
  useEffect(() => {
    show = (question, answer) => setAsked({ question, answer });
    return () => {
      show = undefined;
    };
  }, []);
  if (!asked) return null;
  const { question, answer } = asked;
  const close = (yes: boolean) => {
    setAsked(undefined);
    answer(yes);
  };
  return (
    <Dialog
      title={question.title}
      onClose={() => close(false)}
      actions={
        <>
          <button type="button" class="button" onClick={() => close(false)}>
            {question.no ?? 'Không'}
          </button>
          <button type="button" class="button button-main" onClick={() => close(true)}>
            {question.yes}
          </button>
        </>
      }
    >
      <p>{question.text}</p>
    </Dialog>
  );
}
