//! What is not done for somebody, and what counts as something else, forbids nothing by itself: 资料不全的不予办理入职 follows
//! from what was asked before, 会议迟到10分钟以上的,按缺席处理 says what it counts as.

use super::Sentence;
use crate::ast::{Comparison, Core, PropertyKind, Requirement, Text};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::parse::plain::needs::ABSENCES;
use crate::parse::plain::words::modal;

/// What a counter may refuse to do.
#[rustfmt::skip]
const SERVICES: [&str; 38] = [
    "办理", "报销", "受理", "付款", "支付", "放行", "接收", "认定", "核算", "结算", "入库", "出库", "登记", "审批", "签字", "通过",
    "验收", "接待", "收货", "发货", "备案", "退换", "退货", "换货", "借阅", "入内", "进入", "领取", "发放物", "盖章", "批准", "安排", "审核",
    "补办", "立项", "派车", "用印", "派工",
];

impl Sentence {
    /// Of what this sentence says: what is refused is told with the duty before it, or asks nothing.
    pub(super) fn refused(&mut self) {
        let exact = |read: &Requirement| self.exact.contains(&read.span);
        let found = |read: &Requirement| !exact(read) && read.scoring.is_empty();
        let refused = |read: &Requirement| found(read).then(|| refusal(read)).flatten();
        let mut at = self.start;
        while let Some(read) = self.read.get(at) {
            if let Some(problem) = Some(read).filter(|read| found(read)).and_then(counts_as) {
                self.read.remove(at);
                self.problems.push(problem);
                continue;
            }
            let Some(words) = refused(read) else {
                at += 1;
                continue;
            };
            let asked = |before: &Requirement| matches!(before.core, Core::Every { .. } | Core::Measure { .. });
            let before = self.previous.min(self.start)..at;
            let duty = self.read.get(before.clone()).and_then(|read| read.iter().rposition(asked));
            if let Some(duty) = duty.and_then(|duty| self.read.get_mut(before.start + duty)) {
                duty.properties.push(PropertyKind::Consequence(words));
                self.read.remove(at);
            } else {
                if let Some(read) = self.read.get_mut(at) {
                    read.words.clone_from(&words.text);
                    read.core = Core::Phrase(words);
                    read.properties.clear();
                }
                at += 1;
            }
        }
        self.done = self.done.min(self.read.len());
    }
}

/// 资料不全的不予办理入职, where nothing else is said of it.
fn refusal(read: &Requirement) -> Option<Text> {
    let Core::Never { activity, filter: None } = &read.core else { return None };
    let [PropertyKind::Consequence(said)] = read.properties.as_slice() else { return None };
    let act = ["一律不予", "不予", "概不"].iter().find_map(|word| said.text.strip_prefix(word))?;
    let service = SERVICES.iter().any(|word| act.starts_with(word));
    let text = format!("{}的{}", activity.text.trim_end_matches('的'), said.text);
    (service && !activity.quoted).then(|| Text { text, ..said.clone() })
}

/// 会议迟到10分钟以上的, read with 按缺席处理.
fn counts_as(read: &Requirement) -> Option<Diagnostic> {
    let Core::Measure { comparison: Comparison::LessThan | Comparison::AtMost, .. } = &read.core else { return None };
    let [PropertyKind::Consequence(said)] = read.properties.as_slice() else { return None };
    let stem = said.text.strip_prefix('按')?;
    let activity = ["处理", "论处", "计算", "计"].iter().find_map(|end| stem.strip_suffix(end))?;
    let case = read.words.trim_end_matches(['的', '者', ',']);
    let bounded = modal(case).is_none() && !case.contains(['不', '<', '>']);
    let problem = Diagnostic::new(Code::CountsAs, read.span).with("words", format!("{case}{}", said.text));
    let problem = problem.with("event", case).with("activity", activity).with("amount", "");
    (bounded && ABSENCES.contains(&activity)).then_some(problem)
}
