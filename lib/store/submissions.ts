import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addSeconds, type Instant } from '../calendar/dates.ts';
import {
  type FileContents,
  type Refused,
  type StoredFile,
  type Submission,
  submissionSchema,
} from '../submissions/submission.ts';
import { getItem } from './items.ts';
import { noteScanned } from './scanned.ts';
import { Conflict, droppedAfter, isConditionFailure, queryAll, type Table } from './table.ts';

/** Drafts stay far longer than any redelivered event of the store could still complete them. */
const DRAFT_KEPT_SECONDS = 60 * 24 * 60 * 60;

const keyOf = (obligation: string, number: number) => ({
  PK: `OBLIGATION#${obligation}`,
  SK: `SUBMISSION#${String(number).padStart(6, '0')}`,
});
const fromItem = (item: unknown): Submission => submissionSchema.parse(item);

/**
 * The write of a submission inside a transaction. A draft must be new and carries its time to live; a settled one
 * must still be as it was read: the same files stored, so that no event of another file is overwritten.
 */
export function submissionPut(table: Table, submission: Submission) {
  const key = keyOf(submission.obligation, submission.number);
  if (submission.status === 'pending') {
    const Item = { ...key, ...submission, ...droppedAfter(addSeconds(submission.declaredAt, DRAFT_KEPT_SECONDS)) };
    return { Put: { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(PK)' } };
  }
  return {
    Put: {
      TableName: table.name,
      Item: { ...key, ...submission },
      ConditionExpression: 'attribute_not_exists(PK) OR #files = :files',
      ExpressionAttributeNames: { '#files': 'files' },
      ExpressionAttributeValues: { ':files': submission.files },
    },
  };
}

export function createSubmissionStore(table: Table) {
  return {
    async get(obligation: string, number: number): Promise<Submission | undefined> {
      const item = await getItem(table, keyOf(obligation, number));
      return item ? fromItem(item) : undefined;
    },

    async list(obligation: string): Promise<Submission[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :id AND begins_with(SK, :submission)',
        ExpressionAttributeValues: { ':id': `OBLIGATION#${obligation}`, ':submission': 'SUBMISSION#' },
      });
      return items.map(fromItem);
    },

    /**
     * Notes that a file is stored and gives the submission as it then stands. Twice the same, or a later copy of
     * the same file, changes nothing; an earlier copy takes the place. Undefined when there is no such file.
     */
    async noteStored(obligation: string, number: number, file: string, stored: StoredFile) {
      try {
        const { Attributes } = await table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: keyOf(obligation, number),
            UpdateExpression: 'SET files.#file.#stored = :stored',
            ConditionExpression:
              'attribute_exists(files.#file) AND (attribute_not_exists(files.#file.#stored) OR files.#file.#stored.#at > :at)',
            ExpressionAttributeNames: { '#file': file, '#stored': 'stored', '#at': 'at' },
            ExpressionAttributeValues: { ':stored': stored, ':at': stored.at },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return fromItem(Attributes);
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        const known = await this.get(obligation, number);
        return known?.files[file] ? known : undefined;
      }
    },

    /**
     * Refuses a file that is stored for one more reason, once. Gives the submission as it then stands; undefined when
     * there is no such file, or it is not on record as stored yet. Throws Conflict when another reason came in between.
     */
    async noteRefused(obligation: string, number: number, file: string, reason: Refused) {
      const known = await this.get(obligation, number);
      const stored = known?.files[file]?.stored;
      if (!stored || stored.refused.some(({ code }) => code === reason.code)) return stored && known;
      try {
        const { Attributes } = await table.client.send(
          new UpdateCommand({
            TableName: table.name,
            Key: keyOf(obligation, number),
            UpdateExpression: 'SET files.#file.#stored.refused = :after',
            ConditionExpression: 'files.#file.#stored.refused = :before',
            ExpressionAttributeNames: { '#file': file, '#stored': 'stored' },
            ExpressionAttributeValues: { ':before': stored.refused, ':after': [...stored.refused, reason] },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return fromItem(Attributes);
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        throw new Conflict(`${obligation}.${number}: file ${file} was refused meanwhile`, { cause: error });
      }
    },

    /** Notes that the malware scan found a file clean. */
    noteScanned: (obligation: string, number: number, file: string, at: Instant): Promise<void> =>
      noteScanned(table, keyOf(obligation, number), 'files', file, at),

    /** Notes what was found in a file that is stored; the last word counts, since the same bytes give the same. */
    async noteContents(obligation: string, number: number, file: string, contents: FileContents): Promise<void> {
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keyOf(obligation, number),
          UpdateExpression: 'SET files.#file.#stored.#contents = :contents',
          ConditionExpression: 'attribute_exists(files.#file.#stored)',
          ExpressionAttributeNames: { '#file': file, '#stored': 'stored', '#contents': 'contents' },
          ExpressionAttributeValues: { ':contents': contents },
        }),
      );
    },
  };
}
export type SubmissionStore = ReturnType<typeof createSubmissionStore>;
