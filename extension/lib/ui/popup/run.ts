import type { MessageBody } from '../../messages/messages.ts';
import type { OverviewMessageType } from '../../messages/replies.ts';

/** What is under way. Its button shows it, and a second click does not start it again. */
export type Busy = 'allow' | 'one' | 'retry' | 'end' | 'refresh' | 'select' | undefined;

/** Starts an action and shows the overview that it returns. */
export type Run = <T extends OverviewMessageType>(
  busy: NonNullable<Busy>,
  type: T,
  body: MessageBody<T>,
) => void;
