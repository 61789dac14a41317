//! The letters that effects begin with: anywhere else nothing need be tried.

use std::sync::LazyLock;

use crate::letters::Letters;

static BEGIN: LazyLock<Letters> =
    LazyLock::new(|| Letters::of([SCORED, STEPS, FOLLOWING, "0123456789零〇一二两三四五六七八九十百千万半"]));

/// Whether an effect may begin with this letter.
pub(super) fn effect(c: char) -> bool {
    BEGIN.holds(c)
}

/// What is skipped before an effect, and what amounts, gains and limits begin with.
const SCORED: &str = "全另则分以依、/本的:扣增加罚减降奖按最累封上得不此该计线采权占满评记为共一视酌实予每适相给合总倒";
/// What steps begin with.
const STEPS: &str = "逾超延迟晚如没再低降下减缺少高提增升多推拖涨发出存有差死查检缩不";
/// What consequences begin with.
const FOLLOWING: &str =
    "吊注撤免移培当季月年照全公院厂校局集处取一立不超由赔扣停降调开除记劝待追按予并给解公书逾作纳考将承责通视属辞警";

#[cfg(test)]
mod tests {
    use super::super::{amount, consequence, gain, step};

    #[test]
    fn every_effect_begins_with_one_of_its_letters() {
        let words =
            amount::beginnings().chain(gain::beginnings()).chain(step::beginnings()).chain(consequence::beginnings());
        let mut count = 0;
        for word in words {
            assert!(word.chars().next().is_some_and(super::effect), "{word}");
            count += 1;
        }
        assert!(count > 150, "{count}");
    }
}
