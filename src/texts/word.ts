import type { Temporal } from 'temporal-polyfill';
import { hasFiles } from '../core/attachments/attached.ts';
import type { ChoiceToken, OutgoingMessage, RichText } from '../core/messages.ts';
import type { Offers, Reply, UnsupportedKind } from '../core/replies.ts';
import { outsideScope, unknownUnit } from './access.ts';
import * as asking from './asking.ts';
import { absence } from './absence.ts';
import { post } from './post.ts';
import { burden } from './burden.ts';
import { remindersNeeded } from './reminders-needed.ts';
import { calendarLink } from './calendar-link.ts';
import * as contact from './contact.ts';
import { countWords, markPhotos, wordFiles } from './files.ts';
import { privacyQuestion, SECRECY_REFUSED } from './guards.ts';
import { digestFile, noDigestFile } from './digest-files.ts';
import { digestWishes } from './digest-wishes.ts';
import { digestDetail, TYPED_DETAILS } from './digest-detail.ts';
import { digestDraft } from './digest-draft.ts';
import { exemption } from './exemption.ts';
import { explanation } from './explanation.ts';
import { wordHamlets } from './hamlets.ts';
import { help } from './help.ts';
import { invites } from './invites.ts';
import { consentRequest, guessingTold, welcome } from './joining.ts';
import { withButtons } from './labels.ts';
import { NO_SUCH_PAGE, wordDigest } from './leader.ts';
import { message } from './lines.ts';
import { reminder } from './notices.ts';
import { numberedLines, numberUnclear } from './numbered.ts';
import * as practice from './practice.ts';
import { late } from './late.ts';
import { livingNotice } from './living-notice.ts';
import { onBehalf } from './on-behalf.ts';
import { ownData } from './own-data.ts';
import { ownWord } from './own-words.ts';
import { reopening } from './reopening.ts';
import { aboutWords } from './report-lines.ts';
import { draftDroppedTold } from './shared-draft.ts';
import { signOff } from './sign-off.ts';
import { signOffClock } from './sign-off-clock.ts';
import { snooze } from './snooze.ts';
import { unitReport } from './unit-report.ts';
import { notReached } from './not-reached.ts';

/**
 * `at`: calendar time, for "còn 3 giờ". `numbers`: on a channel without buttons, what the numbers 1, 2 … that a person may answer
 * stand for; absent where offers are buttons. `hasButtons`: both, for where buttons may fail.
 */
export type Stage = {
  readonly at: Temporal.Instant;
  readonly zone: string;
  readonly numbers?: readonly ChoiceToken[];
  readonly hasButtons?: boolean;
};

/** Finds the words for what was decided. */
export function word(reply: Reply, stage: Stage): readonly OutgoingMessage[] {
  const worded = wordAll(reply, stage);
  return reply.photoNotice ? worded.map((said, index) => (index === 0 ? markPhotos(said) : said)) : worded;
}

function wordAll(reply: Reply, stage: Stage): readonly OutgoingMessage[] {
  switch (reply.kind) {
    case 'digest':
      return [wordDigest(reply.digest)];
    case 'digests':
      return reply.digests.length === 0
        ? [withButtons(message('Chưa có kỳ nào để tổng hợp.'), [])]
        : withOffersBelow(
            reply.digests.flatMap((digest, index) => {
              const said = wordDigest(digest, reply.page, reply.period);
              return said ? [withOffers(said.text, reply.details?.[index] ?? [], stage)] : [];
            }),
            stage.numbers === undefined ? reply.offers : [],
            reply.typed ? TYPED_DETAILS : undefined,
          );
    case 'digest-file':
      return [{ ...withOffers(digestFile(reply), reply.offers, stage), file: reply.file }];
    case 'practice':
      return word(reply.said, stage).map(practice.markPractice);
    default:
      return [withOffers(wordText(reply, stage), reply.offers, stage)];
  }
}

/** Offers about several messages stand under the last of them. */
function withOffersBelow(
  messages: readonly OutgoingMessage[],
  offers: Offers,
  hint: string | undefined,
): readonly OutgoingMessage[] {
  if (messages.length === 0) return [withButtons(NO_SUCH_PAGE, [])];
  return messages.map((said, index) => {
    if (index < messages.length - 1) return said;
    const { buttons } = withButtons(said.text, offers);
    return { ...said, text: message(said.text, hint), buttons: [...said.buttons, ...buttons] };
  });
}

type Worded = Exclude<Reply, { kind: 'digest' | 'digests' | 'digest-file' | 'practice' }>;

function withOffers(text: RichText, offers: Offers, { numbers, hasButtons }: Stage): OutgoingMessage {
  if (numbers === undefined || offers.flat().length === 0) return withButtons(text, offers);
  const typed = numberedLines(offers, numbers);
  return hasButtons ? { ...withButtons(text, offers), typed } : { text: message(text, typed), buttons: [] };
}

function wordText(reply: Worded, stage: Stage): RichText {
  const { zone } = stage;
  // Where there are buttons, the lines stand below only when those fail.
  const isNumbered = stage.numbers !== undefined && !stage.hasButtons;
  switch (reply.kind) {
    case 'stranger':
      return message('Đây là kênh báo cáo nội bộ. Nếu đồng chí có mã mời, xin nhắn mã vào đây.');
    case 'codes-refused':
      return message(
        'Đã có quá nhiều mã sai từ cuộc trò chuyện này. Đồng chí thử lại sau 24 giờ, hoặc liên hệ cán bộ tổng hợp.',
      );
    case 'code-wrong':
      return message('Mã mời chưa đúng. Đồng chí kiểm tra lại giúp.');
    case 'code-expired':
      return message('Mã mời đã hết hạn. Đồng chí xin mã mới từ cán bộ tổng hợp.');
    case 'code-used':
      return message('Mã mời này đã được dùng. Đồng chí xin mã mới từ cán bộ tổng hợp.');
    case 'code-for-someone-else':
      return message(
        'Mã này dành cho người khác, chưa có gì thay đổi. Muốn đổi người dùng ở đây, đồng chí gõ /roi trước.',
      );
    case 'already-linked':
      return message('Đồng chí đã được kết nối tại đây.');
    case 'consent-request':
      return consentRequest(reply);
    case 'consent-declined':
      return message('Vâng, hệ thống không lưu gì thêm. Khi cần, đồng chí nhắn lại mã mời.');
    case 'welcome':
      return welcome(reply, zone);
    case 'status':
      return contact.status(reply, zone);
    case 'due':
      return contact.dueMoments(reply.duties, zone);
    case 'history':
      return contact.history(reply.reports, zone);
    case 'help':
      return help(reply);
    case 'which-duty':
      return contact.whichDuty(reply);
    case 'own-word-proposed':
    case 'own-words':
    case 'own-word-settled':
    case 'own-word-decided':
    case 'own-word-refused':
    case 'own-word-unknown':
      return ownWord(reply, zone);
    case 'on-behalf-usage':
    case 'on-behalf-unknown':
    case 'informant-question':
    case 'entered-on-behalf':
      return onBehalf(reply);
    case 'locked':
    case 'reopening-reason':
    case 'which-reopening':
    case 'reopening-needless':
    case 'reopening-asked':
    case 'reopening-waits':
    case 'reopened':
    case 'reopening-refused':
    case 'reopening-request':
    case 'requests-waiting':
    case 'decision-reason':
    case 'closing-unclear':
    case 'opened-again':
    case 'opening-refused':
    case 'reopening-decided':
    case 'no-reopening-waits':
    case 'nothing-locked':
    case 'reopening-dropped':
      return reopening(reply, zone, isNumbered);
    case 'sign-off-request':
    case 'which-sign-off':
    case 'return-question':
    case 'sign-off-done':
    case 'sign-off-settled':
    case 'sign-off-replaced':
    case 'no-sign-off-waits':
    case 'sign-off-kept':
    case 'signed-off':
    case 'report-returned':
      return signOff(reply, zone);
    case 'preview':
      return contact.preview(reply, isNumbered);
    case 'question':
      return asking.question(reply);
    case 'questions':
      return asking.questions(reply);
    case 'not-understood':
      return contact.notUnderstood(reply);
    case 'unusual':
      return contact.unusual(reply);
    case 'unusual-nil':
      return contact.unusualNil(reply);
    case 'ask-field':
      return asking.askField(reply, isNumbered);
    case 'gaps':
      return asking.gaps(reply, isNumbered);
    case 'fill-in':
      return asking.fillIn(reply);
    case 'edit-hint':
      return contact.editHint(reply);
    case 'cancel-question':
      return message(
        `Bỏ bản đang soạn của ${aboutWords(reply.about)}${hasFiles(reply.files) ? `, cả ${countWords(reply.files)} kèm theo` : ''} ạ?${reply.sent ? ' Báo cáo đã gửi vẫn giữ nguyên.' : ''}`,
      );
    case 'draft-dropped':
      return message(`Đã bỏ bản đang soạn của ${aboutWords(reply.about)}.`);
    case 'draft-dropped-told':
      return draftDroppedTold(reply);
    case 'nothing-changed':
      return message(`Số liệu trùng với bản đã gửi, báo cáo ${aboutWords(reply.about)} giữ nguyên.`);
    case 'hamlet-changed':
    case 'hamlet-answers':
    case 'which-hamlet':
    case 'hamlet-link':
    case 'hamlet-link-unavailable':
    case 'hamlet-answered':
      return wordHamlets(reply, zone);
    case 'late-noted':
    case 'late-in-time':
    case 'late-cause-noted':
    case 'late-told':
      return late(reply, zone);
    case 'receipt':
      return contact.receipt(reply, zone);
    case 'already-sent':
      return contact.alreadySent(reply, zone);
    case 'nothing-sent-yet':
      return message(
        `Chưa có số liệu nào cho ${aboutWords(reply.about)}. Đồng chí nhắn số liệu hoặc chọn bên dưới.`,
      );
    case 'nothing-owed':
      return message('Hiện chưa có kỳ báo cáo nào đang mở cho đồng chí, nội dung vừa nhắn chưa được ghi.');
    case 'nothing-to-cancel':
      return message('Không có bản nào đang soạn.');
    case 'nothing-to-confirm':
      return message('Chưa có bản nào chờ gửi. Đồng chí nhắn số liệu trước.');
    case 'stale-choice':
      return message(
        `Lựa chọn này thuộc tin cũ nên không còn dùng được, chưa có gì thay đổi. ${reply.isFollowed ? 'Việc đang chờ đồng chí ở ngay tin dưới đây.' : 'Gõ /trangthai để xem báo cáo hiện tại.'}`,
      );
    case 'number-unclear':
      return numberUnclear(reply);
    case 'files-taken':
    case 'files-refused':
    case 'which-file':
    case 'files-dropped':
    case 'no-files':
    case 'files-not-kept':
      return wordFiles(reply);
    case 'leave-question':
      return message('Rời khỏi kênh này ạ? Báo cáo đã gửi vẫn lưu theo đơn vị; muốn vào lại cần mã mời mới.');
    case 'left':
      return message('Đã rời khỏi kênh và rút lại sự đồng ý. Cảm ơn đồng chí.');
    case 'stayed':
      return message('Vâng, đồng chí vẫn ở lại kênh.');
    case 'not-for-this-role':
      return message('Lệnh này dành cho lãnh đạo và cán bộ tổng hợp.');
    case 'unsupported':
      return message(unsupportedWords(reply.what));
    case 'burden':
      return burden(reply.burden);
    case 'reminders-needed':
      return remindersNeeded(reply.needed);
    case 'unit-report':
      return unitReport(reply, zone);
    case 'outside-scope':
      return outsideScope(reply.what);
    case 'unknown-unit':
      return unknownUnit(reply.code);
    case 'reminder':
      return reminder(reply, stage);
    case 'living-notice':
      return livingNotice(reply, stage);
    case 'post-passed':
    case 'post-received':
      return post(reply, zone);
    case 'absence-unclear':
    case 'absence-noted':
    case 'which-stand-in':
    case 'absence-ended':
    case 'absence-told':
    case 'stand-in-told':
    case 'which-stand-in-request':
    case 'stand-in-over':
    case 'stand-in-noted':
    case 'stand-in-answered':
    case 'stand-in-answer-told':
    case 'stand-in-ended':
      return absence(reply);
    case 'snooze-question':
    case 'snooze-noted':
    case 'snooze-too-late':
      return snooze(reply, zone);
    case 'person-unreachable':
    case 'zalo-bot-plan':
    case 'zalo-oa-budget':
      return notReached(reply, zone);
    case 'invite-issued':
    case 'invite-revoked':
    case 'which-invitee':
    case 'invitee-unknown':
      return invites(reply, zone);
    case 'guessing-told':
      return guessingTold(reply);
    case 'own-data':
    case 'own-data-export':
    case 'own-channels':
    case 'channel-preferred':
    case 'channel-not-linked':
    case 'own-data-corrected':
    case 'own-data-unread':
    case 'withdraw-question':
    case 'consent-withdrawn':
    case 'erase-question':
    case 'own-data-erased':
    case 'name-corrected-told':
    case 'person-gone-told':
      return ownData(reply, zone);
    case 'calendar-link':
    case 'calendar-unavailable':
      return calendarLink(reply);
    case 'exemption-preview':
    case 'exemption-reason':
    case 'which-exemption':
    case 'exemption-decided':
    case 'exemption-refused':
    case 'nothing-to-exempt':
    case 'exemption-dropped':
    case 'exempted':
    case 'exemption-withdrawn':
      return exemption(reply, zone, isNumbered);
    case 'no-digest-file':
      return noDigestFile(reply);
    case 'digest-wishes':
    case 'digest-wishes-unclear':
      return digestWishes(reply);
    case 'digest-preview':
    case 'digest-draft-changed':
    case 'digest-remark-question':
    case 'digest-remark-too-long':
    case 'no-digest-draft':
      return digestDraft(reply, zone);
    case 'digest-again':
    case 'digest-owing':
    case 'digest-units':
    case 'digest-unit':
    case 'digest-figures':
    case 'digest-fields':
    case 'digest-field':
    case 'which-field':
    case 'which-unit':
    case 'detail-unknown':
    case 'no-such-digest':
    case 'remind-question':
    case 'reminded-now':
      return digestDetail(reply, zone);
    case 'explanation-unclear':
    case 'explanation-sent':
    case 'explanation-waits':
    case 'explanation-told':
    case 'explanation-asked':
    case 'explanation-question':
    case 'which-explanation':
    case 'explanation-noted':
    case 'explanation-too-long':
    case 'no-explanation-waits':
    case 'explanation-dropped':
      return explanation(reply, zone);
    case 'sign-off-clock':
      return signOffClock(reply, zone);
    case 'secrecy-refused':
      return SECRECY_REFUSED;
    case 'privacy-question':
      return privacyQuestion(reply);
    case 'practice-begun':
      return practice.practiceBegun(reply);
    case 'practice-receipt':
      return practice.practiceReceipt(reply);
    case 'practice-over':
      return practice.practiceOver(reply.why);
    case 'practice-unavailable':
      return practice.practiceUnavailable(reply.reports);
    case 'practice-files':
      return message('Ảnh và tệp gửi trong lúc tập không được lưu.');
    case 'failed':
      return message(
        'Hệ thống gặp lỗi nên tin vừa rồi chưa được ghi. Đồng chí nhắn lại giúp; người vận hành đã được báo.',
      );
  }
}

function unsupportedWords(what: UnsupportedKind): string {
  switch (what) {
    case 'edit':
      return 'Tin đã gửi rồi sửa lại thì hệ thống không đọc được, số liệu vẫn theo tin trước. Đồng chí nhắn riêng mục cần sửa thành một tin mới.';
    case 'voice':
      return 'Hệ thống chưa nghe được tin thoại. Đồng chí nhắn bằng chữ giúp.';
    case 'unseen':
      return 'Ở kênh này hệ thống chỉ nhận được tin nhắn chữ và ảnh. Đồng chí nhắn bằng chữ giúp.';
    case 'sticker':
    case 'location':
    case 'contact':
    case 'group':
    case 'other':
      return 'Hệ thống chỉ đọc được tin nhắn chữ, ảnh và tệp. Đồng chí nhắn bằng chữ giúp.';
  }
}
