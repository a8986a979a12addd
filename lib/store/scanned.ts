import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../calendar/dates.ts';
import type { Key } from './items.ts';
import { isConditionFailure, type Table } from './table.ts';

/**
 * Notes on the item that declares a file, in its member `of`, that the malware scan found the file clean at an instant. The
 * earliest verdict counts, and no refusal is taken back by it. It may come before the file is on record as stored; of a file
 * that nobody declared nothing is noted.
 */
export async function noteScanned(table: Table, Key: Key, of: 'files' | 'attachments', file: string, at: Instant) {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key,
        UpdateExpression: 'SET #of.#file.scannedAt = :at',
        ConditionExpression:
          'attribute_exists(#of.#file) AND (attribute_not_exists(#of.#file.scannedAt) OR #of.#file.scannedAt > :at)',
        ExpressionAttributeNames: { '#of': of, '#file': file },
        ExpressionAttributeValues: { ':at': at },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
