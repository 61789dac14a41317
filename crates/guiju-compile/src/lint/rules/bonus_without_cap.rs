//! # 加分没有上限 | a bonus with no limit
//!
//! 查什么:按次加分,条款没有 最多加,文件也没有 加分 最多。
//! What it does: finds points added per occurrence with neither 最多加 on the clause nor 加分 最多 on the file.
//!
//! 为什么:一件容易的事做得够多,就能把别处丢的分全补回来。
//! Why: enough of one easy thing makes up for everything else.
//!
//! 例子 Example
//! ```gj
//! 记 合理化建议
//! 计分 每次 加 1 分
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 记 合理化建议
//! 计分 每次 加 1 分,最多加 5 分
//! ```

use guiju_engine::program::ScoringRule;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::package::Judged;
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for judged in package.judged().into_iter().filter(|judged| !capped(judged)) {
        let scoring = &judged.lowered.scoring;
        let adds = scoring.rules.iter().any(|rule| {
            matches!(rule, ScoringRule::Step { effect, .. } if effect.adds && effect.unit.is_none())
        });
        let limited = scoring.most_won.is_some() || scoring.most_each.iter().any(|limit| limit.adds);
        if adds && !limited {
            found.add(&judged.file, Diagnostic::new(Code::BonusWithoutCap, judged.clause.span));
        }
    }
}

/// Whether the file or a section limits what it adds.
fn capped(judged: &Judged<'_>) -> bool {
    judged.file.lowered.bonus_caps.iter().any(|cap| cap.clauses.contains(&judged.lowered.id))
}
