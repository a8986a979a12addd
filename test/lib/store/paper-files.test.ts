import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { createPaperFiles, PART_BYTES } from '../../../lib/store/paper-files.ts';

async function* breaksOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(PART_BYTES + 1);
  throw new Error('a document could not be read');
}

describe('an upload in parts that breaks off', () => {
  it('is taken back, and nothing of it is stored', async () => {
    const s3 = mockClient(S3Client);
    s3.on(CreateMultipartUploadCommand).resolves({ UploadId: 'upload-1' });
    s3.on(UploadPartCommand).resolves({ ETag: '"1"' });
    s3.on(AbortMultipartUploadCommand).resolves({});
    const files = createPaperFiles(new S3Client({ region: 'ap-southeast-1' }), 'papers');
    await expect(files.upload('compilations/x/1', breaksOff(), 'application/zip')).rejects.toThrow('could not be read');
    const [aborted] = s3.commandCalls(AbortMultipartUploadCommand);
    expect(aborted?.args[0].input).toMatchObject({ Key: 'compilations/x/1', UploadId: 'upload-1' });
    expect(s3.commandCalls(CompleteMultipartUploadCommand)).toEqual([]);
  });
});
