//! Who acts: 班组长每日巡查 asks for 巡查, and the 班组长 answers for it. Told by how Chinese names posts and bodies,
//! and by what stands behind: a modal, a time, 对…, an adverb or the name of an act.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::first;
use super::scan::{Part, scan};
use super::words::{MODALS, is_word};
use crate::letters::Letters;
use crate::lexicon::Lexicon;
use crate::normal::Normal;

/// How the words for those who act end.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "员", "师", "长", "经理", "主任", "主管", "总监", "领班", "司机", "秘书", "会计", "出纳", "前台", "管家", "人员", "员工",
    "职工", "教师", "老师", "医生", "医师", "护士", "厨师", "柜员", "店长", "部", "部门", "科", "科室", "小组", "班组", "项目组",
    "单位", "机构", "企业", "公司", "医院", "学校", "幼儿园", "中心", "委员会", "领导", "党支部", "工会", "负责人", "责任人",
    "副总", "总裁", "书记", "总工", "董事会", "办公会", "经办人", "监护人", "代理人", "管理人", "值班人", "联系人", "保管人", "使用人", "审核人", "主持人", "工",
    "督导", "实习生", "见习生", "班主任", "经营者", "运营者", "供应商", "承包商", "经销商", "代理商", "门店", "专员", "保安", "监理", "工人",
];

/// Words that end so and name nobody who acts.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "动员", "复员", "裁员", "全员", "出师", "增长", "延长", "成长", "特长", "时长", "全长", "周长", "波长", "内部", "全部", "局部",
    "外部", "大部", "本科", "专科", "学科", "会员", "施工", "加工", "开工", "完工", "竣工", "手工", "人工", "分工", "返工", "用工", "停工",
    "误工", "复工", "动工", "收工", "怠工", "化工", "军工", "上工", "旷工", "招工", "务工", "打工", "做工", "义工", "罢工", "窝工", "派工", "报工", "超员", "满员", "缺员", "减员", "定员",
    "计工", "赶工", "完工",
];

/// What nobody's title holds: then the words are a clause of their own.
const WITHIN: &str = "级的每对向于率不未没无后前时内,。:;「」()须应需将把由数量额扣罚";

/// Departments whose names hold one of these.
const PLACES: &[&str] =
    &["前台", "前厅", "后勤", "后厨", "售后", "内勤", "内审", "内控", "售前", "上级", "各级", "下级"];

/// Titles of those who are new or do it for the first time name a case, not all of that post.
const CASES: &[&str] = &[
    "新", "参", "首次", "初次", "拟", "未", "已", "如", "若", "因", "来访", "到访", "外来", "进入", "参会", "离职",
    "外出", "请假", "入", "出库", "出境", "下井", "上岗", "登高", "非",
];

/// How what they do may begin: with a word that says when, how or to whom.
#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "每", "逐日", "逐月", "按月", "按季", "按周", "按时", "按年", "全年", "及时", "定期", "准时", "随时", "当天", "当日", "当班", "次日", "次月", "次周", "次年", "立即",
    "马上", "事先", "负责", "至少", "至多", "最多", "最少", "不得", "不少于", "必须", "坚持", "认真", "严格", "主动", "积极", "先",
    "首先", "连续", "与每", "根据", "按照", "对", "向", "在", "于", "自", "进行",
];

/// Acts that a title is followed by without any other word.
#[rustfmt::skip]
pub(super) const ACTS: &[&str] = &[
    "巡查", "巡视", "巡检", "巡逻", "检查", "查看", "查房", "查岗", "盘点", "核对", "核查", "走访", "拜访", "访问", "组织", "召开", "开展",
    "参加", "完成", "提交", "上报", "报送", "填写", "填报", "更新", "整理", "清洁", "清理", "清扫", "打扫", "抽查", "记录", "登记", "汇报",
    "报告", "编制", "制定", "主持", "回访", "清点", "测量", "消毒", "上门", "维护", "撰写", "发布", "统计", "办理", "接到", "收到", "签到",
    "家访", "听课", "批改", "更换", "跟踪", "联系", "备份", "下井", "带班", "跟班", "驻村", "入户", "下乡", "坐诊", "出诊", "授课",
    "查验", "抽检", "抽样", "复核", "核验", "校验", "点检", "检测", "化验", "采样", "称重", "清洗", "校准", "保养",
];

/// Titles that stand for a whole name too (客户单位信息): these need a modal or a time behind them.
const WEAK: &[&str] =
    &["部", "科", "单位", "机构", "企业", "公司", "医院", "学校", "中心", "门店", "幼儿园", "人员", "督导"];

/// Acts that are hardly ever part of a name, behind a weak title too.
const PLAIN: &[&str] = &["办理", "受理", "处理", "召开", "提交", "上报", "报送", "填写", "完成", "参加"];

/// Whether a text begins with the name of an act.
pub fn begins_act(text: &str) -> bool {
    ACT.begins(text).is_some()
}

static ACT: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(ACTS));
static ADVERB: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(ADVERBS));
static TITLE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(TITLES));
static CASE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(CASES));
static INSIDE: LazyLock<Letters> = LazyLock::new(|| Letters::of([WITHIN, "0123456789"]));

/// How many bytes at the beginning of a segment say who acts, where what they do follows.
pub fn actor(normal: &Normal) -> Option<usize> {
    let text = normal.text.as_str();
    let ends = text.char_indices().map(|(at, _)| at).skip(2).take_while(|at| *at <= LONGEST);
    let titled = ends.filter(|at| text.get(..*at).is_some_and(|head| head.ends_with(|c| TITLE_ENDS.holds(c))));
    titled.filter(|at| follows(text, *at) && text.get(..*at).is_some_and(is_actor)).last()
}

/// The longest title, in bytes.
const LONGEST: usize = 54;

/// Whether all of these words name someone who acts: 班组长, 综合管理部, 部门经理及主管.
pub fn is_actor(words: &str) -> bool {
    // Most words end in no title, which their last letter tells.
    words.ends_with(|c| TITLE_ENDS.holds(c)) && names_actors(words)
}

/// 主管, 部门经理: a title, and nothing else.
pub fn is_title(words: &str) -> bool {
    let stem = ["部门", "各", "车间", "班组"].iter().find_map(|of| words.strip_prefix(of)).unwrap_or(words);
    words.chars().count() > 1 && (TITLES.contains(&words) || TITLES.contains(&stem) && stem.chars().count() > 1)
}

/// The letters that titles end with.
static TITLE_ENDS: LazyLock<Letters> = LazyLock::new(|| Letters::of_ends(TITLES.iter().copied()));

fn names_actors(words: &str) -> bool {
    let one = |piece: &str| {
        let placed = piece.contains(['前', '后', '内', '级']) && PLACES.iter().any(|place| piece.contains(place));
        let plain = match placed {
            true => Cow::Owned(PLACES.iter().fold(piece.to_owned(), |left, place| left.replace(place, ""))),
            false => Cow::Borrowed(piece),
        };
        piece.chars().count() > 1
            && !plain.contains(|c: char| INSIDE.holds(c))
            && CASE.begins(piece).is_none()
            && TITLES.iter().any(|title| piece.ends_with(title))
            // 安全员 is no 全员
            && (!OTHERS.iter().any(|other| piece.ends_with(other)) || piece.ends_with("安全员"))
            // 部, 科 and the like end a name of two letters before them
            && (!piece.ends_with(['部', '科']) || piece.chars().count() > 2)
    };
    let all = ["各", "所有", "全体"].iter().find_map(|word| words.strip_prefix(word));
    let words = all.filter(|rest| rest.chars().count() > 1).unwrap_or(words);
    words.split(['、', '和', '及', '与']).all(|piece| one(piece) && !handed(piece))
}

/// 新任经理, 离职主管: whoever is so, each time.
pub fn is_case(words: &str) -> bool {
    CASES.iter().any(|case| words.starts_with(case))
}

/// 遗留物品交前台: what is given to them, or asked of them.
fn handed(piece: &str) -> bool {
    const GIVEN: [char; 8] = ['交', '报', '给', '送', '请', '让', '经', '当'];
    piece.char_indices().any(|(at, c)| {
        let to = piece.get(at + c.len_utf8()..).unwrap_or("");
        at > 0 && GIVEN.contains(&c) && to.chars().count() > 1 && TITLE.begins(to).is_some()
    }) || (piece.contains(['日', '天']) && ["当日", "当天", "次日"].iter().any(|word| piece.contains(word)))
}

/// Whether what stands from `at` on is something done.
fn follows(text: &str, at: usize) -> bool {
    let (head, rest) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    if rest.chars().nth(1).is_none() {
        return false;
    }
    let modal = rest.starts_with(first::modal)
        && MODALS
            .iter()
            .any(|word| rest.strip_prefix(word).is_some_and(|after| !after.is_empty() && !is_word(word, after)));
    let time = rest.starts_with(first::interval)
        && super::scan::duration(rest)
            .and_then(|(_, size)| {
                let tail = rest.get(size..)?;
                ["内", "以内", "之内"].iter().find_map(|word| tail.strip_prefix(word))
            })
            .is_some_and(|done| !done.is_empty() && !done.starts_with(['未', '没', '不', '、']));
    let word = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    // 单位对口部门, 员工在职率, 部门负责人 are names
    let noun = ["负责人", "对口", "对外", "在职", "在岗", "在校", "在编", "自查", "每股", "先进", "对账", "向心"];
    // 总工程师不少于8次: there is no other name
    if is_bound(rest) {
        return false;
    }
    let weak = || WEAK.iter().any(|title| head.ends_with(title));
    modal
        || time
        || rest.starts_with('「')
        || (ADVERB.begins(rest).is_some() && !word(&noun))
        || if weak() { word(PLAIN) } else { begins_act(rest) }
}

/// Whether nothing stands there but how often: 不少于8次.
fn is_bound(rest: &str) -> bool {
    let begins = rest.starts_with(['不', '至', '最']);
    begins
        && ["不少于", "不得少于", "不得低于", "不得超过", "不得多于", "至少", "最少", "至多", "最多"]
            .iter()
            .any(|word| rest.strip_prefix(word).is_some_and(|rest| rest.chars().count() < 5))
}

/// 矿长带班下井每月不少于5次,总工程师不少于8次: how many bytes say who does the same so often.
pub fn same_act(normal: &Normal) -> Option<usize> {
    let text = normal.text.as_str();
    let ends = text.char_indices().map(|(at, _)| at).skip(2).take_while(|at| *at <= LONGEST);
    ends.filter(|at| text.get(*at..).is_some_and(is_bound) && text.get(..*at).is_some_and(is_actor)).last()
}

/// 安全培训每年管理人员不少于40学时: where who does so much begins and ends, between the period and the bound.
pub fn between(normal: &Normal) -> Option<(usize, usize)> {
    let (parts, _) = scan(normal);
    let [Part::Words(act), Part::Period(_), Part::Words(who), Part::Compare(_), Part::Quantity(number)] =
        parts.as_slice()
    else {
        return None;
    };
    // 食堂每月人员不少于8人 counts them
    let counted = number.unit.as_ref().is_none_or(|unit| ["人", "名", "位"].contains(&unit.text.as_str()));
    let at = normal.text.rfind(who.text.as_str())?;
    let named = act.text.chars().count() > 1 && !is_actor(&act.text) && is_actor(&who.text);
    (named && !counted && !who.quoted).then_some((at, at + who.text.len()))
}

#[cfg(test)]
mod tests {
    use super::{actor, is_actor, names_actors};
    use crate::normal::Normal;
    use crate::parse::tests::sentences;

    #[test]
    fn who_acts_is_told_by_the_last_letter_first() {
        let mut actors = 0;
        for sentence in sentences() {
            for (at, _) in sentence.char_indices().take(20) {
                let words = &sentence[..at];
                actors += usize::from(is_actor(words));
                assert_eq!(is_actor(words), names_actors(words), "{words}");
            }
        }
        assert!(actors > 100, "{actors}");
    }

    #[test]
    fn who_acts_is_told_from_what_is_done() {
        let cases = [
            ("班组长巡查现场每班不少于2次", "班组长"),
            ("仓库管理员对库存物资每周盘点一次", "仓库管理员"),
            ("住院医师24小时内完成首次病程记录", "住院医师"),
            ("综合管理部应加强管理", "综合管理部"),
            ("施工单位应当在基坑开挖前编制方案", "施工单位"),
            ("各部门负责人每月25日前提交计划", "各部门负责人"),
            ("部门经理、主管每周召开例会一次", "部门经理、主管"),
            ("社会保险经办机构应当至少每年发送一次", "社会保险经办机构"),
            ("员工培训每月一次", ""),
            ("驾驶员培训合格率达到95%", ""),
            ("新入职员工须在入职后一周内完成培训", ""),
            ("销售收入增长每年不低于5%", ""),
            ("进入施工现场的人员必须佩戴安全帽", ""),
            ("会员应每年更新资料", ""),
            ("员工满意度不低于90%", ""),
            ("人员流失率每年不超过5%", ""),
        ];
        for (text, who) in cases {
            let normal = Normal::new(text, 0);
            let found = actor(&normal).and_then(|at| text.get(..at)).unwrap_or("");
            assert_eq!(found, who, "{text}");
        }
    }
}
