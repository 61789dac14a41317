//! Lists of acts: 拖堂、提前下课 are two, 抛扔、踩踏货物 two on the same thing, 堆放易燃、易爆物品 is one.

use super::actors::ACTS;
use super::words::holds_any;

/// Acts that need no object.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "迟到", "早退", "旷工", "旷课", "缺勤", "缺课", "缺席", "睡觉", "打瞌睡", "瞌睡", "睡岗", "聊天", "闲聊", "讲话", "说话", "走动", "走神", "吸烟",
    "抽烟", "饮酒", "喝酒", "酗酒", "赌博", "打架", "斗殴", "吵架", "争吵", "打闹", "追逐", "嬉戏", "喧哗", "吵闹", "离岗", "脱岗", "串岗", "空岗",
    "漏岗", "顶岗", "替岗", "溜岗", "离场", "离席", "拖堂", "下课", "炒股", "网购", "上网", "购物", "游戏", "打牌", "下棋", "作弊", "抄袭", "造假",
    "漏送", "错送", "漏发", "错发", "漏检", "错检", "漏报", "错报", "迟报", "瞒报", "谎报", "虚报", "漏登", "错登", "漏记", "错记", "漏填", "错填",
    "漏收", "错收", "漏开", "错开", "漏项", "怠工", "停工", "罢工", "超速", "超载", "超员", "超限", "酒驾", "逆行", "违停", "插队", "加塞", "推诿", "推搡", "拉扯",
    "扯皮", "拖延", "代打卡", "代签到", "串休", "会客", "洗衣", "做饭", "午睡", "逃课", "逃学", "翻墙", "夜不归宿", "挑食", "插话", "交头接耳", "起哄",
    "闯红灯", "接私活", "兼职", "泄密", "行贿", "受贿", "贪污",
];

/// Acts that are done to something.
#[rustfmt::skip]
const DONE: &[&str] = &[
    "使用", "携带", "泄露", "泄漏", "打印", "复制", "修改", "删除", "安装", "拆除", "拆卸", "转借", "出借", "代签", "伪造", "涂改", "销毁", "毁坏", "损坏",
    "收受", "索取", "索要", "接受", "参与", "填写", "设置", "保管", "私接", "私拉", "乱拉", "挪用", "侵占", "截留", "挤占", "转让", "倒卖", "贩卖",
    "隐瞒", "冒领", "骗取", "克扣", "拖欠", "丢弃", "丢失", "占用", "堵塞", "遮挡", "破坏", "攀爬", "攀登", "翻越", "跨越", "进入", "离开", "操作", "触摸",
    "移动", "开启", "关闭", "拨打", "接听", "接打", "浏览", "观看", "收看", "播放", "下载", "传播", "散布", "辱骂", "谩骂", "殴打", "体罚", "顶撞", "威胁",
    "恐吓", "打骂", "歧视", "侮辱", "刁难", "抛扔", "抛掷", "踩踏", "翻动", "拆封", "私拆", "透露", "编造", "篡改", "虚开", "套取", "吃", "玩", "看", "打",
    "喝", "偷", "带", "穿", "戴", "留宿", "饲养", "燃放", "焚烧", "悬挂", "张贴", "涂写", "刻画", "采摘", "践踏", "折断", "推销", "兜售", "摆放", "收取",
    "更改", "阅读", "翻阅", "停用", "公开", "扣押", "输入", "登录", "查询", "抛", "变更", "调整", "跳过", "绕过", "省略", "简化", "抛洒", "倾倒", "排放", "存放", "搭乘", "乘坐", "驾驶", "顶替", "冒充", "更换", "外借",
    "外传", "外泄", "拷贝", "上传", "转发", "借用", "动用", "启动", "拆装", "改装", "挪动", "损毁", "污损", "虚构", "夸大", "贬低", "诋毁", "诽谤", "攻击",
    "围观", "躺卧", "点燃", "接触", "食用", "饮用", "出售", "销售", "经营", "承揽", "承接", "分包", "转包", "违背", "报复", "打击", "包庇", "纵容", "袒护",
    "谋取", "牟取", "摊派", "敷衍", "怠慢", "冷落", "扔", "踢", "砸", "摔", "吐", "逗", "喂", "停放", "遗漏", "错过", "拖拉", "借阅", "泼洒", "推荐", "诱导", "误导", "欺骗", "从事", "组织", "插手", "干预", "酗",
    "接入", "连接", "插入", "外接", "链接", "注册", "点击", "充电", "张挂", "开设",
];

/// What is changed, in a list of what is forbidden: 提高收费标准或增设收费项目.
#[rustfmt::skip]
const CHANGED: &[&str] = &[
    "提高", "降低", "增设", "增加", "减少", "缩短", "延长", "扩大", "缩小", "压缩", "抬高", "压低", "设立", "取消", "改变", "推诿", "引导", "暗示", "指使", "授意", "唆使",
    "停止", "中断", "终止", "加收", "多收", "截取", "扣留", "抵制", "阻挠", "妨碍", "干扰", "拒收", "拒载", "甩客", "议论", "评论", "嘲笑", "讽刺", "挖苦",
];

/// How an act is done; what follows is one.
#[rustfmt::skip]
const HOW: &[&str] = &[
    "擅自", "私自", "无故", "随意", "随便", "任意", "故意", "恶意", "提前", "乱", "未", "没有", "没", "无证", "违规", "违章", "违反", "违法", "非法", "大声",
    "中途", "集体", "聚众", "借机", "变相", "强行", "强制", "不按", "不服从", "不", "拒不", "拒绝", "拒", "酒后", "事后", "约时", "冒险", "盲目", "替人", "代", "疲劳", "强迫", "高空", "随地", "无票", "带病", "超范围", "超量", "漏", "错", "误", "偷", "冒名", "虚假", "高声", "野蛮",
];

/// What ends the words that say when or where.
#[rustfmt::skip]
const CIRCUMSTANCES: &[&str] = &[
    "时间内", "时间", "期间", "时段", "过程中", "场所内", "场所", "区域内", "区域", "现场", "工作", "上班", "值班", "当班", "在岗", "上课", "库区", "厂区", "站台", "岗位上", "课堂上", "之后", "后", "前", "时", "内", "中", "上",
    "以任何理由", "以任何借口", "以任何形式", "以任何方式", "以任何名义", "以各种理由", "以各种名义", "以任何手段",
];

/// The act that a text begins with: 佩戴 of 佩戴工牌, 关 of 关空调.
pub fn verb(text: &str) -> Option<&'static str> {
    const MORE: [&str; 32] = [
        "佩戴", "配戴", "穿戴", "关好", "做到", "锁好", "上交", "点检", "保养", "擦拭", "润滑", "校准", "校验", "调试",
        "维修", "关", "锁", "交", "接", "填", "写", "报", "开", "办", "做", "签", "盖", "洗", "擦", "扫", "拖", "停",
    ];
    let verbs = DONE.iter().chain(ACTS).chain(&MORE).filter(|verb| text.starts_with(**verb));
    verbs.max_by_key(|verb| verb.len()).copied()
}

/// What may be done or left undone, as it is asked: 不使用文明用语 leaves undone, 不使用大功率电器 keeps to a ban.
#[rustfmt::skip]
const EITHER: &[&str] = &[
    "使用", "接听", "关闭", "开启", "启动", "停用", "打", "操作", "移动", "更换", "更改", "调整", "变更", "修改", "删除", "安装", "拆除", "打印", "复制", "登录", "查询", "输入", "上传", "下载",
    "公开", "设置", "保管", "摆放", "停放", "存放", "悬挂", "张贴", "张挂", "收取", "经营", "销售", "出售", "推荐", "承接", "承揽", "进入", "离开", "乘坐", "搭乘", "驾驶", "接受", "组织", "参与", "填写",
    "接触", "注册", "点击", "充电", "连接", "接入", "插入", "链接", "带", "穿", "戴", "携带", "从事", "触摸", "开设", "看", "阅读",
];
/// What makes a ban of it.
#[rustfmt::skip]
const FORBIDDEN: &[&str] = &[
    "私", "无关", "手机", "大功率", "违", "杂物", "零食", "游戏", "小说", "视频", "网", "酒", "烟", "首饰", "明火", "机密", "个人", "他人", "公款", "公车", "回扣", "礼", "宴", "易燃", "易爆", "电炉", "宠物",
    "色情", "社交", "聊天", "股票", "非法", "红包", "小费", "拖鞋", "背心", "短裤", "高跟", "扑克", "麻将", "架", "瞌睡", "盹", "闹", "骂", "牌", "陌生", "外来", "病", "伪", "假", "过期", "变质", "扶梯", "危",
    "有毒", "兼职", "第三方", "贿",
];
/// What is asked for.
#[rustfmt::skip]
const ASKED_FOR: &[&str] = &[
    "打卡", "打扫", "打包", "文明用语", "敬语", "礼貌", "普通话", "规范", "标准", "工装", "工服", "工作服", "手套", "口罩", "防护", "劳保", "安全", "电源", "关灯", "门窗", "阀门", "记录", "台账", "报表", "工牌", "胸牌", "工作牌",
    "培训", "会议", "活动", "检查", "考核", "学习", "监督", "教育", "会签", "标识", "警示", "公示", "护目镜", "绝缘", "专用", "尊称",
];

/// What is worn or carried at work, and what is not to be.
#[rustfmt::skip]
const WORN: &[&str] = &[
    "帽", "服", "装", "罩", "手套", "镜", "牌", "证", "安全带", "安全绳", "鞋套", "工鞋", "工作鞋", "绝缘鞋", "劳保", "防护", "耳塞", "袖", "工具", "围裙", "口罩", "徽", "头盔", "发网",
];
#[rustfmt::skip]
const UNFIT: &[&str] = &[
    "拖鞋", "凉鞋", "高跟鞋", "背心", "短裤", "短裙", "裙", "首饰", "饰品", "饰物", "戒指", "耳环", "项链", "耳机", "手机", "火种", "打火机", "食", "宠物", "奇装异服", "私人", "小孩", "外人",
];
/// How something is done as it should be.
#[rustfmt::skip]
pub const DULY: [&str; 30] = [
    "按规定时间", "按规定程序", "按规定", "按要求", "按时", "按标准", "按程序", "按流程", "按制度", "按期", "按章", "按操作规程", "按规程", "按计划", "及时", "正确", "规范", "认真",
    "如实", "主动", "定期", "全面", "当面", "当场", "当天", "当日", "统一", "准时", "积极", "自觉",
];

/// What a standard wants of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// 玩手机, 穿拖鞋: that it is not done.
    No,
    /// 打卡, 戴安全帽: that it is done.
    Yes,
    /// 操作设备: nobody can say which.
    Unsaid,
}

/// Whether an act is worn or carried: then it is what that tells whether it is wanted.
pub fn wears(act: &str) -> bool {
    ["穿", "戴", "带", "佩戴", "配戴", "携带"].iter().any(|word| act.starts_with(word))
}

/// What is wanted of an act; nothing, where no act is known by these words.
pub fn wanted(act: &str) -> Option<Wanted> {
    const DUTIES: [&str; 6] = ["填写", "设置", "保管", "公开", "组织", "参与"];
    const MORE: [&str; 8] = ["丢", "抽", "骂", "闯", "乱", "擅自", "私自", "随意"];
    let begins = |words: &[&str]| words.iter().any(|word| act.starts_with(word));
    let holds = |words: &[&str]| words.iter().any(|word| act.contains(word));
    if begins(WHOLE) || begins(&MORE) {
        return Some(Wanted::No);
    }
    if wears(act) {
        return Some(match holds(UNFIT) {
            true => Wanted::No,
            false if holds(WORN) => Wanted::Yes,
            false => Wanted::Unsaid,
        });
    }
    let done = DONE.iter().filter(|verb| act.starts_with(**verb)).max_by_key(|verb| verb.len())?;
    Some(match EITHER.contains(done) {
        false => Wanted::No,
        true if holds(ASKED_FOR) || begins(&DUTIES) => Wanted::Yes,
        true if holds(FORBIDDEN) => Wanted::No,
        // 使用, of what was said before
        true if act.trim_end_matches(['的', '者']).len() == done.len() => return None,
        true => Wanted::Unsaid,
    })
}

/// 不乱丢工具, 不在车间内吃零食: what is wanted of the act that 不 denies. 不戴 leaves undone what is asked, whatever it is.
pub fn denied(text: &str) -> Option<Wanted> {
    let act = text.strip_prefix('不')?;
    // 不在车间吸烟, 不与顾客争吵: where, or with whom, and then what
    let beside = act.starts_with(['在', '与', '对', '向', '跟', '和']);
    let cuts = act.char_indices().map(|(at, _)| at).skip(2).filter(|_| beside);
    let unwanted = |at: usize| act.get(at..).filter(|act| act.chars().count() > 1 && wanted(act) == Some(Wanted::No));
    let act = cuts.take(12).find_map(unwanted).unwrap_or(act);
    wanted(act).map(|wanted| if wanted == Wanted::Unsaid && wears(act) { Wanted::Yes } else { wanted })
}

/// The acts of a list, each with the time or place that the first begins with; one where it is no list of acts.
pub fn acts(text: &str) -> Option<Vec<String>> {
    // 保管或使用不当造成损坏 is one failing
    if holds_any(text, &["造成", "导致", "引起", "引发", "不当", "未经"]) {
        return None;
    }
    let stem = text.trim_end_matches(['的', '等', '者']);
    let stem = ["等行为", "等现象", "等情况", "等违纪行为", "等违规行为", "等与工作无关的事", "的行为", "现象", "行为"]
        .iter()
        .find_map(|tail| stem.strip_suffix(tail))
        .unwrap_or(stem);
    let pieces: Vec<&str> = stem.split('、').flat_map(|piece| piece.split("或者")).flat_map(halves).collect();
    let [first, rest @ ..] = pieces.as_slice() else { return None };
    if rest.is_empty() || pieces.iter().any(|piece| piece.is_empty()) {
        return None;
    }
    // 阅读书报、使用手机: what stands in a list of acts is one
    let (head, act) = opened(first).or_else(|| rest.iter().all(|piece| begins(piece)).then_some(("", *first)))?;
    let listed = act;
    let mut all = vec![act];
    all.extend(rest.iter().copied());
    // 体罚或变相体罚学生: one thing
    if rest.iter().any(|piece| piece.starts_with("变相")) {
        return None;
    }
    // 私自转借、使用: how they are done holds for all
    let how = HOW.iter().find(|how| act.starts_with(**how) && act.len() > how.len()).copied().unwrap_or("");
    let bare = |piece: &str| {
        let stem = piece.strip_prefix(how).filter(|_| carried(how)).unwrap_or(piece);
        (DONE.contains(&stem) || CHANGED.contains(&stem)) && stem.chars().count() > 1 && !WHOLE.contains(&stem)
    };
    // 抛扔、踩踏货物: what is without an object has that of the last
    let last = all.last().copied().unwrap_or("");
    let object = || {
        let verb = transitive(last)?;
        last.get(verb.len()..).filter(|object| object.chars().count() > 1)
    };
    let mut each = Vec::new();
    let mut taking = None;
    for (at, piece) in all.iter().enumerate() {
        // 收受礼品、礼金或接受宴请: what stands among acts is what the act before is done to
        let thing = taking.filter(|_| is_thing(piece) && !is_thing(last));
        if let Some(verb) = thing {
            each.push(format!("{head}{verb}{piece}"));
            continue;
        }
        taking = transitive(piece).filter(|verb| piece.len() > verb.len());
        // 与客户争吵、推诿客户: of whom is said again
        let head = if at > 0 && said_again(head, piece) { "" } else { head };
        let done = |piece: &str| [DONE, CHANGED].iter().any(|verbs| verbs.iter().any(|verb| piece.starts_with(verb)));
        let shared = at > 0 && !how.is_empty() && (done(piece) || alike(act, how, piece)) && carried(how);
        let how = if shared { how } else { "" };
        let left_out = elided(piece, last).filter(|_| at + 1 < all.len()).and_then(|from| last.get(from..));
        let object = if bare(piece) { object()? } else { left_out.unwrap_or("") };
        if !is_act(piece) && !bare(piece) && left_out.is_none() && *piece != listed {
            return None;
        }
        each.push(format!("{head}{how}{piece}{object}"));
    }
    Some(each)
}

/// The verb of two letters or more that a piece begins with and that is done to something.
fn transitive(piece: &str) -> Option<&'static str> {
    let long = |verb: &&&str| verb.chars().count() > 1 && piece.starts_with(**verb);
    DONE.iter().chain(CHANGED).filter(long).max_by_key(|verb| verb.len()).copied()
}

/// 礼金, between 收受礼品 and 接受宴请: no act.
fn is_thing(piece: &str) -> bool {
    let verbs = [DONE, HOW, CHANGED, ACTS];
    let begun = verbs.iter().any(|verbs| verbs.iter().any(|verb| piece.starts_with(verb)));
    let kind = ["易", "毒", "危险", "的", "等"].iter().any(|word| piece.contains(word));
    (2..=4).contains(&piece.chars().count()) && !begun && !kind && !WHOLE.iter().any(|act| piece.starts_with(act))
}

/// 与客户 before 推诿客户, and 与顾客 before what has an object of its own.
fn said_again(head: &str, piece: &str) -> bool {
    let whom = ["与", "对", "向", "跟"].iter().find_map(|word| head.strip_prefix(word));
    let own = head.starts_with(['与', '跟']) && transitive(piece).is_some_and(|verb| piece.len() > verb.len());
    whom.is_some_and(|whom| own || piece.contains(whom) || unrelated(piece))
}

/// 擅自停水、停电: done alike to two things.
fn alike(act: &str, how: &str, piece: &str) -> bool {
    let first = act.strip_prefix(how).and_then(|act| act.chars().next());
    piece.chars().count() == 2 && piece.chars().next() == first
}

/// 做与工作无关的事
fn unrelated(piece: &str) -> bool {
    piece.contains("无关") && piece.contains('与') && piece.chars().count() <= 16
}

/// 不穿、不正确穿工鞋: where the object of the last begins, which the first leaves out with the same verb.
pub fn elided(first: &str, last: &str) -> Option<usize> {
    let verb = ["没有", "未", "不", "没"].iter().find_map(|word| first.strip_prefix(word))?;
    let repeated = last.rfind(verb).filter(|at| *at > 0 && (1..=2).contains(&verb.chars().count()))?;
    let object = repeated + verb.len();
    last.get(object..).filter(|object| object.chars().count() > 1).map(|_| object)
}

/// 擅自 and its like are said once of all that follows, 未 and 不 of one thing.
fn carried(how: &str) -> bool {
    ["擅自", "私自", "随意", "任意", "违规", "非法", "故意"].contains(&how)
}

/// Failings of attendance: two of them are two, where 推诿扯皮 and 打架斗殴 are one.
const ABSENCES: [&str; 11] = ["迟到", "早退", "旷工", "旷课", "缺勤", "缺课", "离岗", "脱岗", "串岗", "睡岗", "空岗"];

/// 迟到或早退; 或 within a word does not part. 迟到早退 are two with nothing between.
fn halves(piece: &str) -> Vec<&str> {
    let middle = piece.char_indices().rev().nth(1).map(|(at, _)| at).filter(|at| *at > 0);
    if let Some((one, other)) = middle.map(|at| piece.split_at(at))
        && ABSENCES.contains(&other)
        && ABSENCES.iter().any(|act| one.ends_with(act))
    {
        return vec![one, other];
    }
    match piece.split_once('或') {
        // 辱骂、殴打患者或家属: either of them
        Some((one, other)) if is_thing(other) && !DONE.contains(&one) && transitive(one).is_some() => vec![piece],
        Some((one, other)) if one.chars().count() > 1 && other.chars().count() > 1 => vec![one, other],
        _ => vec![piece],
    }
}

/// When or where, or who, and the act.
fn opened(first: &str) -> Option<(&str, &str)> {
    let cuts = || first.char_indices().map(|(at, _)| at);
    let fits = |at: &usize| {
        let (head, act) = (first.get(..*at).unwrap_or(""), first.get(*at..).unwrap_or(""));
        let placed = head.is_empty()
            || (head.starts_with(['在', '与', '对', '向', '跟']) && head.chars().count() > 2)
            || CIRCUMSTANCES.iter().any(|end| head.ends_with(end))
            || super::actors::is_actor(head);
        placed && (is_act(act) || DONE.contains(&act))
    };
    // 上班不穿工装: the time is said of all
    let timed = |at: &usize| *at > 0 && fits(at);
    let at = cuts().rfind(timed).or_else(|| cuts().find(fits))?;
    Some((first.get(..at)?, first.get(at..)?))
}

/// 玩手机, 提前下课: it begins as acts do.
fn begins(piece: &str) -> bool {
    let begun = |words: &[&str]| words.iter().any(|word| piece.strip_prefix(word).is_some_and(|rest| !rest.is_empty()));
    WHOLE.contains(&piece)
        || unrelated(piece)
        || (piece.chars().count() > 2 && (begun(DONE) || begun(HOW) || begun(CHANGED)))
}

fn is_act(piece: &str) -> bool {
    // 巡查不到位、记录不真实: each fails by itself
    let fails =
        piece.chars().count() > 3 && ["不", "未", "没有"].iter().any(|word| piece.find(word).is_some_and(|at| at > 0));
    if WHOLE.contains(&piece) || unrelated(piece) || (fails && piece.chars().count() <= 10) {
        return true;
    }
    let longer =
        |words: &[&str]| words.iter().any(|word| piece.strip_prefix(word).is_some_and(|rest| !rest.is_empty()));
    // 玩手机, 使用电脑; 提前下课
    let done = (longer(DONE) || longer(CHANGED)) && piece.chars().count() <= 8;
    let how = longer(HOW) && piece.chars().count() > 2 && piece.chars().count() <= 10;
    done || how
}

#[cfg(test)]
mod tests {
    use super::acts;

    #[test]
    fn acts_are_told_from_things() {
        let several = [
            ("以任何理由拖堂、提前下课", 2),
            ("熄灯后讲话、走动", 2),
            ("上班时间炒股、玩游戏、网购", 3),
            ("漏送、错送", 2),
            ("抛扔、踩踏货物", 2),
            ("工作时间内看视频、玩手机、睡觉等行为", 3),
            ("擅自离岗、串岗", 2),
            ("收受礼金或索要回扣", 2),
            ("无证驾驶、酒后驾驶", 2),
            ("编造、篡改检验记录", 2),
        ];
        for (list, count) in several {
            assert_eq!(acts(list).map_or(1, |all| all.len()), count, "{list}");
        }
        for one in
            ["堆放易燃、易爆物品", "体罚或变相体罚学生", "杀人、伤害致死案件", "携带烟火、火柴", "发放工资、奖金"]
        {
            assert!(acts(one).is_none(), "{one}: {:?}", acts(one));
        }
    }
}
