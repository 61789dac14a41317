//! 发生事故的,一般事故扣5分,重大事故扣20分: each kind of the case with its own points.

use crate::normal::Normal;
use crate::parse::plain::effects;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::sentence::Sentence;

/// How grave or of which kind.
#[rustfmt::skip]
const KINDS: [&str; 22] = [
    "一般", "较大", "重大", "特大", "特别重大", "严重", "轻微", "较重", "普通", "紧急", "轻度", "中度", "重度", "一级", "二级", "三级", "四级", "A类", "B类", "C类", "一类",
    "二类",
];

/// Takes a kind of what the case names, with its points.
pub fn kinds(sentence: &mut Sentence, normal: &Normal) -> bool {
    let (case, of) = match (sentence.waiting.as_slice(), &sentence.kinds) {
        ([only], _) => (only.clone(), None),
        ([], Some((case, noun))) => (case.clone(), Some(noun.clone())),
        _ => return false,
    };
    let Some((subject, effects)) = effects::split(normal).filter(|(_, effects)| effects.takes()) else { return false };
    let own = normal.text.get(..subject).unwrap_or("").trim_end_matches(['的', ',', ':', '每']);
    let Some(noun) = KINDS.iter().filter_map(|kind| own.strip_prefix(kind)).min_by_key(|noun| noun.len()) else {
        return false;
    };
    // 未整改的,一般隐患扣1分;重大损失扣5分: another thing is no kind of it
    if of.is_some_and(|of| of != *noun) {
        return false;
    }
    let noun = noun.to_owned();
    let kind = own.get(..own.len() - noun.len()).unwrap_or("");
    let Some((at, to, words)) = place(&case, kind, &noun).filter(|_| !effects.rules.is_empty()) else { return false };
    let mut whole = replaced(&case, at, to, words.unwrap_or(own));
    whole.copy(normal, own.len(), normal.text.len());
    let spoken = [case.text.clone(), normal.text.clone()];
    sentence.waiting.clear();
    sentence.said.retain(|said| !spoken.contains(&said.text));
    sentence.said.push(whole.clone());
    sentence.segment(&whole);
    sentence.kinds = Some((case, noun));
    true
}

/// Where the kind goes in the case, and whether it is only the kind that goes there: 发生一般安全事故, 未按期整改一般隐患.
fn place<'t>(case: &Normal, kind: &'t str, noun: &str) -> Option<(usize, usize, Option<&'t str>)> {
    let text = case.text.as_str();
    let stem = text.trim_end_matches(['的', ',']);
    if noun.chars().count() < 2 || text.contains(kind) {
        return None;
    }
    let Some(at) = text.rfind(noun) else {
        // 未整改的,一般隐患每条扣1分
        let undone =
            ["未", "没有"].iter().any(|word| stem.starts_with(word)) && (3..=6).contains(&stem.chars().count());
        return undone.then_some((stem.len(), stem.len(), None));
    };
    let event = ["发生", "出现", "发现", "产生"].iter().find(|word| text.starts_with(**word)).map(|word| word.len());
    Some(event.map_or((at, at + noun.len(), None), |event| (event, event, Some(kind))))
}
