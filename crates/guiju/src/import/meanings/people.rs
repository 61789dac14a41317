//! What a person has to bring along.

use super::words::{canonical, joined};
use super::{Found, Place};

/// `从事电力管理工作五年以上，或从事相关工作三年以上`
pub(super) fn experience(place: &Place<'_>) -> Found {
    let years = |segment: &str| {
        let rest = joined(segment);
        let rest = rest.strip_prefix('或').unwrap_or(rest);
        let rest =
            rest.strip_prefix("从事").or_else(|| rest.strip_prefix("具有")).or_else(|| rest.strip_prefix("有"))?;
        let (work, length) = ["工作经验", "工作经历", "工作"].iter().find_map(|word| rest.split_once(word))?;
        let length = length.strip_suffix("以上").or_else(|| length.strip_suffix("及以上"))?;
        let plain = (2..=12).contains(&work.chars().count()) && length.ends_with('年') && length.chars().count() <= 4;
        plain.then(|| format!("{work}工作年限 >= {length}"))
    };
    let mut conditions = vec![years(place.here())?];
    let more = place.after().iter().take_while(|next| next.starts_with('或'));
    let more: Option<Vec<String>> = more.map(|next| years(next)).collect();
    conditions.extend(more?);
    canonical(&format!("任职 {}", conditions.join(" 或 "))).map(|means| (conditions.len(), means))
}

/// `具有大专及以上文化程度或具有初级专业技术任职资格`
pub(super) fn education(place: &Place<'_>) -> Found {
    const DEGREES: [&str; 9] = ["初中", "高中", "中专", "大专", "专科", "本科", "学士", "硕士", "博士"];
    const RANKS: [&str; 4] = ["初级", "中级", "副高级", "高级"];
    let here = joined(place.here());
    let one = |part: &str| {
        let part = part.strip_prefix("具有").or_else(|| part.strip_prefix("具备")).unwrap_or(part);
        let degree = DEGREES.iter().find_map(|degree| Some((degree, part.strip_prefix(degree)?)));
        if let Some((degree, rest)) = degree {
            let rest = rest.strip_prefix("及").unwrap_or(rest).strip_prefix("以上").unwrap_or(rest);
            return ["学历", "文化程度"].contains(&rest).then(|| format!("学历 >= {degree}"));
        }
        let (rank, rest) = RANKS.iter().find_map(|rank| Some((rank, part.strip_prefix(rank)?)))?;
        let rest = rest.strip_prefix("及以上").or_else(|| rest.strip_prefix("以上")).unwrap_or(rest);
        let title = ["专业技术任职资格", "专业技术职称", "职称", "专业技术资格", "技术职称"];
        title.contains(&rest).then(|| format!("职称 >= {rank}"))
    };
    let conditions: Option<Vec<String>> = here.split('或').map(one).collect();
    canonical(&format!("任职 {}", conditions?.join(" 或 "))).map(|means| (1, means))
}
