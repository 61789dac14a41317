//! Lists that share what fails: 台账、记录、报表缺失 is 台账缺失, 记录缺失 and 报表缺失, and 记录不全、不及时 is 记录不全 and 记录不及时.

/// What ends the names of things that are kept, worn or installed: a list of them names no acts.
#[rustfmt::skip]
const THINGS: [&str; 50] = [
    "台账", "记录", "报表", "档案", "资料", "单据", "票据", "凭证", "证件", "证书", "标识", "标牌", "帽", "安全带", "工作服", "工装", "手套", "口罩", "鞋", "工牌", "胸牌",
    "灭火器", "消火栓", "灯", "门窗", "门", "窗", "空调", "电源", "水龙头", "玻璃", "桌面", "台面", "地面", "墙面", "货架", "设备", "工具", "仪器", "仪表", "护栏", "药品", "物资", "器械", "刀具", "砧板", "餐具", "容器", "抹布", "拖把",
];

/// What fails of them.
#[rustfmt::skip]
const FAILS: [&str; 16] = [
    "缺失", "缺少", "损坏", "丢失", "遗失", "破损", "错误", "失效", "过期", "脏污", "脏乱", "混乱", "未", "不", "没", "无",
];

/// How things are that should not be so: 桌面凌乱, 通道堵塞.
#[rustfmt::skip]
const STATES: [&str; 48] = [
    "凌乱", "零乱", "杂乱", "脏乱", "脏乱差", "乱放", "乱堆", "乱扔", "乱摆", "混放", "堆放", "摆放", "堵塞", "阻塞", "占用", "遮挡", "过期", "失效", "失灵", "不洁", "不净",
    "不齐", "不整", "不清", "不全", "不符", "不当", "破损", "损坏", "破旧", "缺失", "缺损", "脱落", "松动", "变形", "老化", "裸露", "生锈", "锈蚀", "漏水", "漏油", "渗漏", "积水",
    "积灰", "拖地", "混用", "外露", "倒伏",
];

/// What is found where it should be clean or whole.
#[rustfmt::skip]
const DIRT: [&str; 36] = [
    "毛发", "头发", "水渍", "水迹", "污渍", "污迹", "污垢", "油污", "油渍", "灰尘", "积尘", "积灰", "浮尘", "积水", "杂物", "垃圾", "异味", "异物", "烟头", "蜘蛛网", "蛛网", "破损", "损坏", "裂纹", "裂缝",
    "锈迹", "锈蚀", "霉斑", "霉点", "茶渍", "指印", "手印", "痕迹", "纸屑", "脱落", "漏水",
];

/// 浴缸、马桶内有毛发: in each of these places.
fn soiled(text: &str) -> Option<Vec<String>> {
    let (places, found) = text.trim_end_matches(['的', '等']).split_once('有')?;
    let pieces: Vec<&str> = places.split(['、', '和', '或', '及']).collect();
    let dirty = DIRT.iter().any(|dirt| found.starts_with(dirt));
    // 房间内有毛发、异味
    let dirts: Vec<&str> = found.split(['、', '和', '或']).collect();
    let all_dirt = dirts.iter().all(|piece| DIRT.iter().any(|dirt| piece.starts_with(dirt)));
    if pieces.len() == 1 && dirts.len() > 1 && all_dirt && (2..=8).contains(&places.chars().count()) {
        return Some(dirts.iter().map(|piece| format!("{places}有{piece}")).collect());
    }
    let fails = |piece: &str| FAILS.iter().chain(&["缺", "漏", "错"]).any(|word| piece.contains(word));
    let placed = |piece: &&str| (2..=6).contains(&piece.chars().count()) && !fails(piece) && !is_state(piece);
    if pieces.len() < 2 || !dirty || !pieces.iter().all(placed) {
        return None;
    }
    let within = ["内", "上", "里", "下", "表面", "周围"].iter().find(|word| places.ends_with(**word)).copied();
    let own = |piece: &str| within.is_none_or(|within| piece.ends_with(within));
    let named = |piece: &&str| format!("{piece}{}有{found}", if own(piece) { "" } else { within.unwrap_or("") });
    Some(pieces.iter().map(named).collect())
}

/// 卫生间有异味、地面有积水: each with what is found there.
fn soiled_each(text: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = text.trim_end_matches(['的', '等']).split(['、', '或']).collect();
    let soiled = |piece: &str| {
        let found = piece.split_once('有').filter(|(place, _)| (2..=8).contains(&place.chars().count()));
        found.is_some_and(|(_, found)| DIRT.iter().any(|dirt| found.starts_with(dirt)))
    };
    (pieces.len() > 1 && pieces.iter().all(|piece| soiled(piece)))
        .then(|| pieces.iter().map(|piece| (*piece).to_owned()).collect())
}

/// 通道堵塞、物料越线摆放、地面有垃圾: each is so.
fn stated(text: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = text.trim_end_matches(['的', '等']).split(['、', '或']).collect();
    let dirty =
        |piece: &str| piece.split_once('有').is_some_and(|(_, found)| DIRT.iter().any(|dirt| found.starts_with(dirt)));
    // 配电箱未上锁, 私拉乱接
    let undone = |piece: &str| {
        piece.split_once('未').is_some_and(|(what, act)| what.chars().count() > 1 && act.chars().count() > 1)
    };
    let wrong = |piece: &str| piece.starts_with(['私', '乱']);
    let each = |piece: &&str| {
        (4..=10).contains(&piece.chars().count()) && (is_state(piece) || dirty(piece) || undone(piece) || wrong(piece))
    };
    let named = pieces.len() > 1 && pieces.iter().all(each) && pieces.iter().any(|piece| is_state(piece));
    named.then(|| pieces.iter().map(|piece| (*piece).to_owned()).collect())
}

/// Whether something is said to be as it should not be.
fn is_state(piece: &str) -> bool {
    STATES.iter().any(|state| piece.strip_suffix(state).is_some_and(|what| what.chars().count() > 1))
}

/// 车辆被刮蹭、被盗: what is done to the same thing.
fn suffered(text: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = text.trim_end_matches(['的', '等']).split(['、', '或']).collect();
    let (first, others) = pieces.split_first()?;
    let what = first.get(..first.find('被')?).filter(|what| (2..=6).contains(&what.chars().count()))?;
    let suffers = !others.is_empty() && others.iter().all(|piece| piece.starts_with('被') && piece.chars().count() > 1);
    suffers.then(|| {
        let named = others.iter().map(|piece| format!("{what}{piece}"));
        [(*first).to_owned()].into_iter().chain(named).collect()
    })
}

/// 印错、漏印造成返工: each of them does.
fn causing(text: &str) -> Option<Vec<String>> {
    const SLIPS: [char; 12] = ['错', '漏', '误', '丢', '损', '坏', '混', '迟', '延', '失', '污', '破'];
    let stem = text.trim_end_matches('的');
    let at = ["造成", "导致", "引起", "引发", "致使"].iter().filter_map(|word| stem.find(word)).min()?;
    let (causes, tail) = stem.split_at_checked(at)?;
    let pieces: Vec<&str> = causes.split(['、', '或']).collect();
    let slips = |piece: &&str| (2..=3).contains(&piece.chars().count()) && piece.contains(SLIPS);
    (pieces.len() > 1 && pieces.iter().all(slips))
        .then(|| pieces.iter().map(|piece| format!("{piece}{tail}")).collect())
}

/// Each thing with what fails of it; or each failing with the thing that the first begins with.
pub(super) fn each(text: &str) -> Option<Vec<String>> {
    if let Some(each) = stated(text)
        .or_else(|| suffered(text))
        .or_else(|| soiled(text))
        .or_else(|| soiled_each(text))
        .or_else(|| causing(text))
    {
        return Some(each);
    }
    let pieces: Vec<&str> = text.trim_end_matches(['的', '等']).split('、').collect();
    let ([first, middle @ .., last], true) = (pieces.as_slice(), pieces.len() > 2) else { return None };
    let short = pieces.iter().all(|piece| (1..=8).contains(&piece.chars().count()));
    let thing = |piece: &str| THINGS.iter().any(|thing| piece.ends_with(thing));
    let fails = |piece: &str| FAILS.iter().filter_map(|word| piece.find(word)).min();
    let bare = |piece: &&str| thing(piece) && fails(piece).is_none();
    if !short {
        return None;
    }
    if let Some((what, failing)) = fails(last).and_then(|at| last.split_at_checked(at))
        && thing(what)
        && bare(first)
        && middle.iter().all(bare)
    {
        let named = pieces.iter().take(pieces.len() - 1).map(|piece| format!("{piece}{failing}"));
        return Some(named.chain([(*last).to_owned()]).collect());
    }
    // 记录不全、不及时、不真实
    let (what, _) = fails(first).and_then(|at| first.split_at_checked(at)).filter(|(what, _)| thing(what))?;
    let rest = || middle.iter().chain([last]);
    rest().all(|piece| fails(piece) == Some(0)).then(|| {
        let named = rest().map(|piece| format!("{what}{piece}"));
        [(*first).to_owned()].into_iter().chain(named).collect()
    })
}
