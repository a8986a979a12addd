/** Options of the S3 client: a store on this machine has no name per bucket, so the bucket goes into the path. */
export const s3Options = () => ({
  forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
  // A checksum that the client adds to a presigned link would have to be sent by every browser that follows it.
  requestChecksumCalculation: 'WHEN_REQUIRED' as const,
});
