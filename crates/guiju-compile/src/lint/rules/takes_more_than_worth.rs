//! # 一次就扣光 | one miss takes it all
//!
//! 查什么:一次扣的分比这一条的分值还多,又没有写 可为负。
//! What it does: finds amounts taken at once that are more than the clause is worth, with no 可为负.
//!
//! 为什么:扣到 0 为止,多写的分扣不到;第二次、第三次也不再扣。多半是分值写小了。
//! Why: points stop at 0, so the rest is never taken, nor anything the second time. The worth is probably too small.
//!
//! 例子 Example
//! ```gj
//! 不得 迟到
//! 分值 5
//! 计分 每次 扣 10 分
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 不得 迟到
//! 分值 20
//! 计分 每次 扣 10 分
//! ```

use guiju_engine::program::ScoringRule;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use rust_decimal::Decimal;

use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for judged in package.judged() {
        let (scoring, Some(worth)) = (&judged.lowered.scoring, &judged.lowered.worth) else { continue };
        let taken = scoring.rules.iter().filter_map(|rule| match rule {
            ScoringRule::Step { effect, .. } | ScoringRule::Fixed { when_met: false, effect } => Some(effect),
            _ => None,
        });
        let most = taken.filter(|effect| !effect.adds && effect.unit.is_none()).map(|effect| effect.amount).max();
        let Some(amount) = most else { continue };
        let more = amount.checked_mul(Decimal::from(worth.parts)).is_some_and(|amount| amount > worth.points);
        if more && judged.clause.worth_stated && !scoring.may_be_negative {
            let share = worth.points.checked_div(Decimal::from(worth.parts)).unwrap_or(worth.points).round_dp(2);
            let diagnostic = Diagnostic::new(Code::TakesMoreThanWorth, judged.clause.span);
            let diagnostic = diagnostic.with("amount", amount.normalize().to_string());
            found.add(&judged.file, diagnostic.with("worth", share.normalize().to_string()));
        }
    }
}
