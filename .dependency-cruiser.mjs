/** The arrows of docs/architecture.md: who may import whom. `npm run check` keeps them. */
const domain = [
  'text',
  'calendar',
  'regime',
  'units',
  'obligations',
  'submissions',
  'requests',
  'notices',
  'compliance',
  'papers',
  'checking',
];
const mayImport = {
  text: [],
  calendar: [],
  regime: ['calendar'],
  units: ['calendar', 'text'],
  obligations: ['regime', 'units', 'calendar'],
  submissions: ['obligations', 'calendar', 'text'],
  requests: ['submissions', 'obligations', 'regime', 'units', 'calendar', 'text'],
  notices: ['obligations', 'calendar', 'regime', 'submissions'],
  compliance: ['obligations', 'calendar'],
  papers: ['compliance', 'notices', 'submissions', 'obligations', 'regime', 'units', 'calendar', 'text'],
  checking: ['notices', 'submissions', 'obligations', 'calendar'],
};

const domainArrows = domain.map((name) => ({
  name: `lib-${name}-imports-only-its-own`,
  severity: 'error',
  comment: `lib/${name} may import ${mayImport[name].map((n) => `lib/${n}`).join(', ') || 'nothing of ours'}`,
  from: { path: `^lib/${name}/` },
  to: { path: '^(lib|functions|infra|web|test)/', pathNot: `^lib/(${[name, ...mayImport[name]].join('|')})/` },
}));

export default {
  forbidden: [
    ...domainArrows,
    {
      name: 'domain-knows-no-sdk',
      severity: 'error',
      comment: 'The domain speaks to no service; ports are its own, adapters live in lib/store.',
      from: { path: `^lib/(${domain.join('|')})/` },
      to: { path: 'node_modules/(@aws-sdk|@smithy|hono|aws-cdk-lib)/' },
    },
    {
      name: 'store-does-not-know-its-users',
      severity: 'error',
      from: { path: '^lib/(store|http|log)/' },
      to: { path: '^(functions|infra|web|test)/' },
    },
    {
      name: 'functions-do-not-know-each-other',
      severity: 'error',
      comment: 'What several functions need lies in lib, or is composed in functions/shared.',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/[^/]+/', pathNot: '^functions/($1|shared)/' },
    },
    {
      name: 'nothing-imports-infra-or-test',
      severity: 'error',
      from: { path: '^(lib|functions|web)/' },
      to: { path: '^(infra|test)/' },
    },
    {
      name: 'web-knows-the-api-by-its-types',
      severity: 'error',
      comment: 'The portal takes types from the description of the API, and nothing else of ours.',
      from: { path: '^web/' },
      to: { path: '^(lib|functions)/', pathNot: '^functions/api/schemas/index\\.ts$' },
    },
    {
      name: 'web-takes-types-only',
      severity: 'error',
      comment: 'Nothing of the API reaches the browser as code.',
      from: { path: '^web/' },
      to: { path: '^functions/|node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-runs-in-a-browser',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-imports-web',
      severity: 'error',
      comment: 'It is built, not imported; its tests alone reach into it.',
      from: { path: '^(lib|functions|infra)/' },
      to: { path: '^web/' },
    },
    {
      name: 'the-product-runs-without-dev-dependencies',
      severity: 'error',
      from: { path: '^(lib|functions)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    { name: 'no-orphan-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(cdk\\.out|\\.local|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
