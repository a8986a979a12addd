import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const LINK_SECONDS = 300;

/** Links to stored files for people: one version, for five minutes, always saved under its name and never opened in place. */
export function createDownloadLinks(s3: S3Client, bucket: string) {
  return async (key: string, versionId: string, name: string) => {
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      VersionId: versionId,
      ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
    return { url: await getSignedUrl(s3, command, { expiresIn: LINK_SECONDS }), expiresInSeconds: LINK_SECONDS };
  };
}
