//! The letters that effects begin with: anywhere else nothing need be tried.

use std::sync::LazyLock;

use crate::letters::Letters;

static BEGIN: LazyLock<Letters> = LazyLock::new(|| Letters::of([SCORED, STEPS, FOLLOWING, NUMBERS]));

/// The letters of numbers.
const NUMBERS: &str = "0123456789零〇一二两三四五六七八九十百千万半";

fn numbers() -> impl Iterator<Item = &'static str> {
    NUMBERS.split("").filter(|letter| !letter.is_empty())
}

static GAIN: LazyLock<Letters> = LazyLock::new(|| Letters::of_beginnings(super::gain::beginnings().chain(numbers())));
static STEP: LazyLock<Letters> = LazyLock::new(|| Letters::of_beginnings(super::step::beginnings().chain(numbers())));
static AMOUNT: LazyLock<Letters> =
    LazyLock::new(|| Letters::of_beginnings(super::amount::beginnings().chain(super::amount::GIVES)));
/// Whether a gain, a limit or a veto may.
pub(super) fn gain(c: char) -> bool {
    GAIN.holds(c)
}

/// Whether a step may.
pub(super) fn step(c: char) -> bool {
    STEP.holds(c)
}

/// Whether an amount may.
pub(super) fn amount(c: char) -> bool {
    AMOUNT.holds(c)
}

/// Whether any effect may.
pub(super) fn effect(c: char) -> bool {
    BEGIN.holds(c)
}

/// Whether an effect may that is more than a number: a number alone gives nothing and takes nothing.
pub(super) fn more_than_number(c: char) -> bool {
    effect(c) && !c.is_ascii_digit()
}

/// What is skipped before an effect, and what amounts, gains and limits begin with.
const SCORED: &str =
    "经全根另则分以依、/本的:扣增加罚减降奖按最累封上得不此该计线采权占满评记为共一视酌实予每适相给合总倒可允";
/// What steps begin with.
const STEPS: &str = "核逾超延迟晚如没再低降下减缺少高提增升多推拖涨发出存有差死查检缩不漏错节结";
/// What consequences begin with.
const FOLLOWING: &str = "双从离罢禁冻下口批写清没留直同暂定判约吊注撤免移培当季月年照全公院厂校局集处取一立不超由赔扣停降调开除记劝待追按予并给解公书逾作纳考将承责通视属辞警终列退假只封永押";

#[cfg(test)]
mod tests {
    use super::super::{Effects, amount, consequence, gain, step};
    use crate::normal::Normal;
    use crate::parse::sentence::segments;
    use crate::parse::tests::sentences;

    /// Tried anywhere else, a reader finds nothing and leaves nothing.
    #[test]
    fn each_effect_begins_with_one_of_its_letters() {
        type Read = fn(&Normal, usize, &mut Effects) -> Option<usize>;
        type Begins = fn(char) -> bool;
        let readers: [(Read, Begins); 6] = [
            (|normal, at, effects| gain::limit(&normal.text[at..], effects), super::gain),
            (|normal, at, effects| gain::veto(&normal.text[at..], effects), super::gain),
            (|normal, at, effects| gain::gain(&normal.text[at..], effects), super::gain),
            (step::step, super::step),
            (amount::ranged, super::amount),
            (|normal, at, _| amount::amount(&normal.text[at..], &mut Vec::new()).map(|(_, size)| size), super::amount),
        ];
        let nothing = format!("{:?}", Effects::default());
        let mut found = 0;
        for sentence in sentences() {
            let normal = Normal::new(&sentence, 0).tight();
            for (at, c) in normal.text.char_indices() {
                for (read, begins) in readers {
                    let mut effects = Effects::default();
                    let length = read(&normal, at, &mut effects);
                    found += usize::from(length.is_some());
                    let left = begins(c) || length.is_none() && format!("{effects:?}") == nothing;
                    assert!(left, "{sentence} {at}");
                }
            }
        }
        assert!(found > 500, "{found}");
    }

    /// 完成率>=95%得满分: behind a sign stands more than a number, wherever something follows.
    #[test]
    fn what_follows_from_a_bound_stands_behind_its_sign() {
        let gives = ["得满分", "扣2分", "每次扣2分", "加1分", "一票否决", "取消奖金", "20分扣完为止", "按比例得分"];
        let bounds = ["完成率>=95%", "投诉<=2起", "每月 走访 >= 8 家,", "逾期=1天的"];
        let scored = bounds.iter().flat_map(|bound| gives.map(|gives| format!("{bound}{gives}")));
        let mut found = 0;
        for sentence in sentences().chain(scored) {
            for (segment, _) in segments(&Normal::new(&sentence, 0).tight()) {
                let holds = super::super::holds(&segment);
                found += usize::from(holds && segment.text.contains(['>', '<', '=']));
                assert!(!holds || super::super::may_hold(&segment.text), "{}", segment.text);
            }
        }
        assert!(found > 15, "{found}");
    }

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
