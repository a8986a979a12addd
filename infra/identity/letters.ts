import {
  type UserInvitationConfig,
  type UserVerificationConfig,
  VerificationEmailStyle,
} from 'aws-cdk-lib/aws-cognito';

/** The letter that brings a new account's first password; Cognito fills in the name and the password. */
export const invitation = (portalUrl: string): UserInvitationConfig => ({
  emailSubject: 'Tài khoản gửi báo cáo trên hệ thống Đúng hạn',
  emailBody: [
    '<p>Kính gửi đồng chí,</p>',
    '<p>Văn phòng Tỉnh ủy đã cấp tài khoản trên hệ thống Đúng hạn để thực hiện chế độ thông tin, báo cáo.</p>',
    '<p>Tên đăng nhập: {username}<br>Mật khẩu tạm thời: {####}</p>',
    `<p>Đề nghị đăng nhập tại <a href="${portalUrl}">${portalUrl}</a> và đổi mật khẩu trong 07 ngày.`,
    'Không chuyển mật khẩu này cho người khác.</p>',
  ].join('\n'),
});

/** The letter with the code by which somebody sets a new password, or confirms an address. */
export const passwordCode: UserVerificationConfig = {
  emailStyle: VerificationEmailStyle.CODE,
  emailSubject: 'Mã xác nhận trên hệ thống Đúng hạn',
  emailBody: ['<p>Mã xác nhận: {####}</p>', '<p>Nếu đồng chí không yêu cầu mã này, đề nghị bỏ qua thư.</p>'].join('\n'),
};
