//! What a place has and is, and when and how somebody is there: 本仓库建筑面积8600平方米, 下设三个小组, 受理时间为8:30至17:30. Its
//! numbers are asked of nobody.

mod owed;
mod rights;

pub use self::rights::{NOUNS, grants};

use super::scan::{Part, scan};
use super::words::{holds_any, modal};
use crate::normal::Normal;

/// Words that say what there is.
#[rustfmt::skip]
const HAS: [&str; 31] = [
    "共划分", "划分为", "共设立", "共配备",
    "下设", "内设", "设有", "建有", "现有", "共有", "拥有", "辖有", "下辖", "管辖", "占地", "坐落", "编制",
    "在编", "在册", "在岗", "藏书", "配有", "共设", "分设", "成立于", "始建于", "核定", "总投资", 
    "组成人员", "班子成员", "岗位设置",
];
/// What a place or a machine is measured by.
#[rustfmt::skip]
const TRAITS: [&str; 27] = [
    "面积", "试用期", "容量", "能力", "额定功率", "人口", "年限", "床位", "座位", "席位", "里程", "产能", "库容",
    "储量", "层高", "总长", "总投资", "注册资本", "总户数", "总人数", "车位", "全长", "员工总数", "职工总数", "从业人员", "服务半径",
    "在校学生",
];
/// What is made up of things: 班组人员为班长1名.
const MADE_UP: [&str; 8] = ["设备", "设施", "车辆", "人员", "结构", "组成", "构成", "团队"];
/// Places that have what is counted in them, where 设 or 有 follows.
#[rustfmt::skip]
const ENDS: [char; 29] = [
    '部', '心', '院', '校', '厂', '司', '厅', '站', '所', '处', '店', '行', '馆', '点', '库', '间', '组', '科', '队', '楼', '层', '室',
    '园', '区', '县', '市', '村', '堂', '线',
];
/// Those of which 有 is said.
const HOLDS: [char; 10] = ['区', '校', '院', '厂', '司', '馆', '园', '村', '心', '县'];
/// Units of persons and things, which are there; acts are counted otherwise.
#[rustfmt::skip]
const THINGS: [&str; 27] = [
    "名", "人", "位", "个", "台", "辆", "套", "张", "间", "座", "栋", "部", "把", "只", "艘", "架", "条", "具", "件", "户", "家", "支",
    "台套", "平方米", "亩", "公里", "所",
];
/// Those that are described.
const PLACES: [&str; 8] = ["本", "该", "我", "公司", "全院", "全校", "全厂", "全行"];

/// Whether a segment only says what is: a number of what there is, with no word that asks, no comparison and no time.
pub fn states_fact(normal: &Normal) -> bool {
    let (parts, _) = scan(normal);
    if !parts.iter().any(|part| matches!(part, Part::Quantity(_))) {
        return false;
    }
    let asks =
        modal(&normal.text).is_some() || parts.iter().any(|part| matches!(part, Part::Compare(_) | Part::Deadline(_)));
    if !asks
        && (owed::rate(&normal.text) || owed::price(&parts) || owed::term(&parts) || owed::lesson(&normal.text, &parts))
    {
        return true;
    }
    if !asks && (owed::divided(&normal.text, &parts) || rights::may(&normal.text)) {
        return true;
    }
    let asks = asks || parts.iter().any(|part| matches!(part, Part::Entity(_)));
    let Some(Part::Words(words)) = parts.first() else { return false };
    // 矿井核定生产能力为每年180万吨: a rate is no period
    let rate = parts.windows(3).any(
        |three| matches!(three, [Part::Words(name), Part::Period(_), Part::Quantity(_)] if name.text.ends_with('为')),
    );
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    let has = holds_any(&words.text, &HAS) || sets_up(&words.text) || owns(&words.text) || made_up(&words.text);
    let has = has && !words.text.ends_with('率') || words.text.ends_with('共') && parts.get(1).is_some_and(thing);
    let trait_of = TRAITS.iter().any(|noun| words.text.trim_end_matches('为').ends_with(noun));
    !asks && !words.quoted && (!periodic || rate) && (has || trait_of || placed(&words.text))
}

/// 设装卸月台, 本中心设窗口: 设 as a verb of its own.
fn sets_up(words: &str) -> bool {
    let at = words.find('设');
    at.is_some_and(|at| {
        let (before, after) = (words.get(..at).unwrap_or(""), words.get(at + '设'.len_utf8()..).unwrap_or(""));
        let word = after.starts_with(['备', '施', '计', '置', '定', '立', '想', '防', '法', '限', '岗'])
            || before.ends_with(['建', '开', '架', '铺', '增', '假', '敷', '摆', '陈', '装']);
        !word
            && after.chars().count() > 1
            && (before.is_empty() || PLACES.iter().any(|place| before.starts_with(place)) || before.ends_with(ENDS))
    })
}

/// 公司自有干线车辆, 小区有住宅楼: 有 as a verb of its own.
fn owns(words: &str) -> bool {
    let at = words.find('有');
    at.is_some_and(|at| {
        let (before, after) = (words.get(..at).unwrap_or(""), words.get(at + '有'.len_utf8()..).unwrap_or(""));
        let own = before.strip_suffix('自');
        let place = own.unwrap_or(before);
        let named = PLACES.iter().any(|word| place.starts_with(word));
        after.chars().count() > 1
            && (own.is_some_and(str::is_empty) || named || own.is_none() && place.ends_with(HOLDS))
    })
}

/// 班组人员为班长1名, 主要设备有注塑机10台: of whom or of what something is made up.
fn made_up(words: &str) -> bool {
    const SAYS: [&str; 6] = ["为", "有", ":", "包括", "包含", "是"];
    SAYS.iter().filter_map(|word| words.split_once(word)).any(|(whole, part)| {
        let named = MADE_UP.iter().any(|noun| whole.ends_with(noun)) && !whole.contains(['管', '值', '配']);
        part.chars().count() > 1 && named
    })
}

/// 3台, 18名: so many persons or things.
pub fn thing(part: &Part) -> bool {
    matches!(part, Part::Quantity(number) if number.unit.as_ref().is_some_and(|unit| THINGS.contains(&unit.text.as_str())))
}

/// 四色胶印机3台、折页机2台, 项目团队由项目经理1名、工程师3名组成: a list of what there is.
pub fn lists(normal: &Normal) -> bool {
    let mut pieces = normal.text.split('、');
    let Some(first) = pieces.next().filter(|first| first.len() < normal.text.len()) else { return false };
    let made_of =
        |first: &str| first.contains('由') && normal.text.ends_with(['成', '责']) && normal.text.contains("组成");
    let counted = |piece: &str| {
        let (parts, _) = scan(&Normal::new(piece.trim_end_matches("组成"), 0));
        matches!(parts.as_slice(), [Part::Words(_), number] if thing(number))
    };
    let first_counts = states_fact(&Normal::new(first, 0)) || made_of(first) && counted(first);
    first_counts && pieces.all(counted)
}

/// 本中心, 该变电站: the place that is spoken of begins the sentence.
fn placed(words: &str) -> bool {
    let these = ["本", "该", "我"].iter().find_map(|word| words.strip_prefix(word));
    these.is_some_and(|rest| {
        !rest.starts_with([
            '人', '月', '周', '年', '季', '日', '项', '次', '期', '学', '班', '条', '职', '轮', '批', '地', '科', '身',
            '着', '应',
        ]) && rest.chars().count() > 2
    })
}

/// 接收进修护士约60名: about so many is no number that could be asked for.
pub fn about(parts: &[Part]) -> bool {
    const WORDS: [&str; 14] = [
        "预约", "合约", "节约", "签约", "公约", "违约", "续约", "制约", "条约", "特约", "邀约", "履约", "解约", "租约",
    ];
    parts.windows(2).any(|pair| match pair {
        [Part::Words(words), Part::Quantity(_) | Part::Between(..)] => {
            (words.text.ends_with('约') && !WORDS.iter().any(|word| words.text.ends_with(word)))
                || words.text.ends_with("大概")
        }
        [Part::Quantity(_), Part::Words(words)] => words.text.starts_with("左右") || words.text.starts_with("上下"),
        _ => false,
    })
}

/// Whether a segment tells how things are, whatever numbers it holds: a system of work, whom to ask, when somebody is there.
pub fn informs(normal: &Normal) -> bool {
    let text = normal.text.as_str();
    system(text) || contact(text) || hours(text) || lists(normal)
}

/// 公司实行每周五天、每天八小时工作制
fn system(text: &str) -> bool {
    const SYSTEMS: [&str; 14] = [
        "工作制",
        "工时制",
        "轮班制",
        "休息制",
        "排班制",
        "双休制",
        "单休制",
        "轮换",
        "轮换制",
        "倒班",
        "倒班制",
        "轮班",
        "三班倒",
        "三运转",
    ];
    holds_any(text, &["实行", "执行", "采用", "采取", "推行"]) && SYSTEMS.iter().any(|end| text.ends_with(end))
}

/// 服务监督电话:12345: whom to ask.
fn contact(text: &str) -> bool {
    const CONTACTS: [&str; 9] = ["电话", "热线", "号码", "邮箱", "网址", "微信", "传真", "邮编", "手机"];
    let digits = |c: char| c.is_ascii_digit() || "-、/()".contains(c);
    let name = text.trim_end_matches(digits);
    let name = name.strip_suffix(['为', ':', '是']).unwrap_or(name);
    let long = text.len() - name.len() > 4;
    long && name.chars().count() < 12 && CONTACTS.iter().any(|word| name.ends_with(word))
}

/// 受理时间为工作日8:30至17:30: when somebody is there.
fn hours(text: &str) -> bool {
    const HOURS: [&str; 9] = ["受理", "营业", "办公", "服务", "开放", "作息", "工作", "上班", "接待"];
    let said = text.split_once("时间").filter(|(what, _)| HOURS.iter().any(|word| what.ends_with(word)));
    said.is_some_and(|(what, when)| {
        let clocks = when.matches(':').count() - usize::from(when.starts_with(':'));
        what.chars().count() < 9
            && when.starts_with(['为', ':', '是'])
            && clocks > 1
            && !when.contains(['应', '须', '不'])
    })
}
