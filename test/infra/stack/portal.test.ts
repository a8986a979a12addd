import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { portalArchiveSchema } from '../../../functions/publish-portal/archive.ts';
import { buildPortal } from '../../../infra/portal/files.ts';
import { all, refSchema } from './synthesis.ts';

const behavior = z.object({
  ViewerProtocolPolicy: z.string(),
  ResponseHeadersPolicyId: refSchema,
  PathPattern: z.string().optional(),
});
const [site] = all(
  'AWS::CloudFront::Distribution',
  z.object({
    DistributionConfig: z.object({
      DefaultCacheBehavior: behavior,
      CacheBehaviors: z.array(behavior.extend({ CachePolicyId: z.string(), AllowedMethods: z.array(z.string()) })),
    }),
  }),
);
const [policy] = all(
  'AWS::CloudFront::ResponseHeadersPolicy',
  z.object({ ResponseHeadersPolicyConfig: z.record(z.string(), z.unknown()) }),
);
const headers = JSON.stringify(policy?.props);
const config = site?.props.DistributionConfig;

describe('the site', () => {
  it('speaks TLS only, and gives every answer the same headers', () => {
    for (const one of [config?.DefaultCacheBehavior, ...(config?.CacheBehaviors ?? [])]) {
      expect(one?.ViewerProtocolPolicy).toBe('redirect-to-https');
      expect(one?.ResponseHeadersPolicyId.Ref).toBe(policy?.id);
    }
  });

  it('hands the API every method, and keeps none of its answers', () => {
    const [api, ...others] = config?.CacheBehaviors ?? [];
    expect(others).toEqual([]);
    expect(api?.PathPattern).toBe('/v1/*');
    expect(api?.AllowedMethods).toEqual(expect.arrayContaining(['GET', 'POST', 'PUT', 'DELETE']));
    // CloudFront's own policy of this id: CachingDisabled.
    expect(api?.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
  });

  it('allows nothing inline and nothing from elsewhere', () => {
    expect(headers).toContain("default-src 'none'");
    expect(headers).toContain("frame-ancestors 'none'");
    expect(headers).toContain("form-action 'none'");
    expect(headers).not.toMatch(/unsafe-|https?:\/\/\*| \*[ ;"]/);
  });
});

describe('the function at the edge', () => {
  const handler = z.function({ input: [z.unknown()], output: z.object({ uri: z.string() }) });
  const source = readFileSync('infra/portal/page-paths.js', 'utf8');
  const rewrite = (uri: string) => handler.implement(runInNewContext(`${source}\nhandler`))({ request: { uri } }).uri;

  it.each(['/', '/bao-cao/so-tu-phap.monthly.2026-01', '/lan-gui/a.monthly.2026-01.1', '/khong/co', '/a.b/c'])(
    'answers the address of a page with the one page: %s',
    (path) => {
      expect(rewrite(path)).toBe('/index.html');
    },
  );

  it.each(['/assets/index-1a.js', '/config.json', '/favicon.svg', '/robots.txt', '/index.html', '/assets/gone.js'])(
    'leaves a file alone: %s',
    (path) => {
      expect(rewrite(path)).toBe(path);
    },
  );
});

describe('the built files', () => {
  const { files } = portalArchiveSchema.parse(JSON.parse(readFileSync(buildPortal(), 'utf8')));

  it('are kept for ever when their names carry a hash, and asked for each time when not', () => {
    for (const { path, cacheControl } of files)
      expect(cacheControl, path).toBe(path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    expect(files.at(-1)?.path).toBe('index.html');
  });

  it('hold nothing inline that the Content-Security-Policy would refuse', () => {
    const html = Buffer.from(files.at(-1)?.base64 ?? '', 'base64').toString('utf8');
    expect(html).not.toMatch(/<style|<script(?![^>]* src=)|\son\w+=|\sstyle=/);
  });
});
