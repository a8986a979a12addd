import type { Regime, Rule, silenceSubjects } from '../schema.ts';
import type { Finding } from './finding.ts';
import { laterOf } from './spans.ts';
import { listWords } from './words.ts';

/** Who can be addressed: the categories and tags that the registry knows. */
export interface Registry {
  categories: readonly string[];
  tags: readonly string[];
}

const subjectWords: Record<(typeof silenceSubjects)[number], string> = {
  audience: 'đơn vị phải báo cáo',
  window: 'khoảng thời gian của kỳ báo cáo',
  deadline: 'ngày phải gửi',
  contents: 'nội dung báo cáo',
};

/** The silences that the file owns up to, once each, with all rules that share them. */
function declared({ rules }: Regime): Finding[] {
  const shared = new Map<string, { rules: Rule[]; silence: Rule['silences'][number] }>();
  for (const rule of rules)
    for (const silence of rule.silences) {
      const key = JSON.stringify(silence);
      shared.set(key, { silence, rules: [...(shared.get(key)?.rules ?? []), rule] });
    }
  return [...shared.values()].flatMap(({ silence: { about, decision }, rules: [first, ...rest] }) =>
    first === undefined
      ? []
      : [
          {
            code: 'silence-declared',
            severity: 'silence',
            rule: first.id,
            message: `Văn bản không nêu rõ ${subjectWords[about]} của ${listWords([first, ...rest].map(({ name }) => name))}.`,
            decision,
          },
        ],
  );
}

function audience(rule: Rule, registry: Registry | undefined): Finding[] {
  const findings: Finding[] = [];
  const about = { rule: rule.id, ...(rule.citations.audience ? { citation: rule.citations.audience } : {}) };
  if (rule.citations.audience === undefined && !rule.silences.some(({ about }) => about === 'audience'))
    findings.push({
      code: 'audience-uncited',
      severity: 'silence',
      rule: rule.id,
      message: `${rule.name}: chưa dẫn văn bản nào quy định đơn vị phải báo cáo, cũng chưa ghi là văn bản không nêu.`,
    });
  const named =
    rule.audience.kind === 'tag'
      ? [rule.audience.tag]
      : rule.audience.kind === 'category'
        ? rule.audience.categories
        : [];
  const known = rule.audience.kind === 'tag' ? registry?.tags : registry?.categories;
  const unknown = named.filter((name) => known !== undefined && !known.includes(name));
  if (unknown.length > 0)
    findings.push({
      ...about,
      code: 'audience-of-nobody',
      severity: 'contradiction',
      message: `${rule.name}: danh mục đơn vị không có nhóm ${listWords(unknown.map((name) => `“${name}”`))}, nên không ai phải gửi báo cáo này với tư cách đó.`,
    });
  const addressed = rule.audience.kind === 'category' ? rule.audience.categories : undefined;
  const idle = rule.contents.filter(
    ({ onlyFor }) =>
      onlyFor &&
      !onlyFor.some((name) => (addressed?.includes(name) ?? true) && (registry?.categories.includes(name) ?? true)),
  );
  if (idle.length > 0)
    findings.push({
      code: 'section-for-nobody',
      severity: 'contradiction',
      rule: rule.id,
      message: `${rule.name}: không đơn vị nào phải viết phần ${listWords(idle.map(({ title }) => `“${title}”`))}, vì các nhóm được nêu không gửi báo cáo này.`,
      citation: rule.citations.contents,
    });
  return findings;
}

function notices(rule: Rule): Finding[] {
  const { before, onLast, after } = rule.notices;
  if (before.length + onLast.length + after.length > 0) return [];
  const message = `${rule.name}: không có thông báo nhắc hay đôn đốc nào.`;
  return [{ code: 'without-notices', severity: 'note', rule: rule.id, message }];
}

function inForce(regime: Regime, rule: Rule): Finding[] {
  const from = laterOf(regime.effectiveFrom, rule.effectiveFrom);
  const ends = [regime.effectiveTo, rule.effectiveTo].filter((end) => end !== undefined);
  if (ends.every((end) => from <= end)) return [];
  const message = `${rule.name}: ngày hết hiệu lực đến trước ngày có hiệu lực, nên quy định này không bao giờ được áp dụng.`;
  return [{ code: 'never-in-force', severity: 'contradiction', rule: rule.id, message }];
}

/** What the file itself says or leaves out, whatever the year. */
export const lintDeclared = (regime: Regime, registry: Registry | undefined): Finding[] => [
  ...declared(regime),
  ...regime.rules.flatMap((rule) => [...audience(rule, registry), ...notices(rule), ...inForce(regime, rule)]),
];
