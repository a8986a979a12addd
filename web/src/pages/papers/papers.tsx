import { useApp } from '../../app.ts';
import { Page } from '../../ui/page.tsx';
import { CompilationList } from './compilations.tsx';
import { KeptReportList } from './kept-reports.tsx';
import { ReportForm } from './report-form.tsx';
import { UrgingLetter } from './urging.tsx';

/** The Office's papers: what is written at once, what was made by itself, what is compiled behind (clause 2). */
export default function Papers() {
  const { me } = useApp();
  return (
    <Page title="Văn bản">
      <ReportForm />
      <KeptReportList />
      {me.role === 'office' && (
        <>
          <UrgingLetter />
          <CompilationList />
        </>
      )}
    </Page>
  );
}
