import { ListObjectsV2Command, type ListObjectsV2CommandInput, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { BUCKET, startStore } from './support.ts';

async function withKeys(...keys: string[]) {
  const store = await startStore();
  const sdk = store.client();
  for (const Key of keys) await sdk.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Key }));
  const list = (input: Partial<ListObjectsV2CommandInput> = {}) =>
    sdk.send(new ListObjectsV2Command({ Bucket: BUCKET, ...input }));
  const names = async (input: Partial<ListObjectsV2CommandInput> = {}) => {
    const { Contents = [], CommonPrefixes = [] } = await list(input);
    return [...Contents.map(({ Key }) => Key), ...CommonPrefixes.map(({ Prefix }) => Prefix)];
  };
  /** Each page's names, one after the other until there is no next. */
  const pages = async (input: Partial<ListObjectsV2CommandInput>) => {
    const found: (string | undefined)[][] = [];
    for (let token: string | undefined, more = true; more; ) {
      const page = await list({ ...input, ...(token ? { ContinuationToken: token } : {}) });
      found.push([
        ...(page.Contents ?? []).map(({ Key }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      ]);
      token = page.NextContinuationToken;
      more = page.IsTruncated ?? false;
    }
    return found;
  };
  return { store, list, names, pages };
}

describe('the list of a bucket', () => {
  it('is in the order of the bytes of the keys', async () => {
    const { names } = await withKeys('b', 'a', 'B', '\u{1F600}', '\uFF5E', 'é');
    expect(await names()).toEqual(['B', 'a', 'b', 'é', '\uFF5E', '\u{1F600}']);
  });

  it('tells size, ETag and time', async () => {
    const { list } = await withKeys('abc');
    const { Contents, KeyCount, IsTruncated } = await list();
    expect({ Contents, KeyCount, IsTruncated }).toMatchObject({
      KeyCount: 1,
      IsTruncated: false,
      Contents: [{ Key: 'abc', Size: 3, ETag: '"900150983cd24fb0d6963f7d28e17f72"', LastModified: expect.any(Date) }],
    });
  });

  it('may be of a prefix, and may begin behind a key', async () => {
    const { names } = await withKeys('a/1', 'a/2', 'b/1', 'b/2');
    expect(await names({ Prefix: 'a/' })).toEqual(['a/1', 'a/2']);
    expect(await names({ StartAfter: 'a/2' })).toEqual(['b/1', 'b/2']);
    expect(await names({ Prefix: 'c' })).toEqual([]);
  });

  it('gathers what shares a prefix up to a delimiter', async () => {
    const { names, list } = await withKeys('a/1', 'a/2/x', 'a/2/y', 'b', 'c/1');
    expect(await names({ Delimiter: '/' })).toEqual(['b', 'a/', 'c/']);
    expect(await names({ Delimiter: '/', Prefix: 'a/' })).toEqual(['a/1', 'a/2/']);
    expect((await list({ Delimiter: '/' })).KeyCount).toBe(3);
  });

  it('comes page by page, without loss or repetition', async () => {
    const { pages } = await withKeys('a/1', 'a/2', 'b', 'c/1', 'c/2', 'd');
    expect(await pages({ MaxKeys: 4 })).toEqual([
      ['a/1', 'a/2', 'b', 'c/1'],
      ['c/2', 'd'],
    ]);
    expect(await pages({ MaxKeys: 1, Delimiter: '/' })).toEqual([['a/'], ['b'], ['c/'], ['d']]);
  });

  it('survives keys that no document could hold as they are', async () => {
    const { names } = await withKeys('<&>"\'', '%41', 'x\ty');
    expect(await names()).toEqual(['%41', '<&>"\'', 'x\ty']);
    expect(await names({ EncodingType: 'url' })).toEqual(['%2541', '%3C%26%3E%22%27', 'x%09y']);
  });

  it.each<[string, Partial<ListObjectsV2CommandInput>, string]>([
    ['a token of its own', { ContinuationToken: 'x' }, 'InvalidArgument'],
    ['a count that is none', { MaxKeys: -1 }, 'InvalidArgument'],
    ['the owner', { FetchOwner: true }, 'NotImplemented'],
  ])('is refused with %s', async (_, input, name) => {
    const { list } = await withKeys();
    await expect(list(input)).rejects.toMatchObject({ name });
  });
});
