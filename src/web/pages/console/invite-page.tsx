import { type FormMarks, Marks, renderPage } from '../../page.tsx';

export function renderInvitePage(marks: FormMarks, token: string): string {
  return renderPage(
    '成为管理员',
    <form method="post" action="/console/invite" class="note">
      <h1>成为管理员</h1>
      <p>按下以后，您就是学校的管理员：可以导入名单、设岗位、改设置。老师写的谈话内容，管理员也看不到。</p>
      <Marks marks={marks} />
      <input type="hidden" name="invite" value={token} />
      <button type="submit">好，我来管</button>
    </form>,
  );
}
