//! Measure words and units.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Measure words and units; the longest that fits is meant.
#[rustfmt::skip]
pub(super) const UNITS: [&str; 260] = [
    "站次", "岗次",
    "道", "头", "口", "床", "剂", "针", "讲", "尾", "羽", "台时", "工日", "立方", "版", "格", "趟次", "人月", "标箱", "铺",
    "具", "盏", "款", "罐", "碗", "盆", "筐", "捆", "束", "粒",
    "g", "mg", "cm", "mm", "L", "kWh", "h", "min", "dB", "MPa", "kW", "亩地",
    "个工作小时", "个工作日", "工作小时", "工作日", "个小时", "平方米", "个月",
    "小时", "分钟", "人次", "学时", "课时", "公里", "公斤", "千克", "毫升", "台次",
    "车次", "架次", "学分", "公顷", "万字", "家", "次", "个", "份", "名", "位", "件", "篇",
    "项", "场", "遍", "户", "条", "元", "天", "日", "周", "月", "年", "人", "张", "处", "台",
    "分", "起", "例", "组", "套", "本", "笔", "辆", "批", "吨", "米", "度", "岁", "封", "趟",
    "回", "部", "册", "幅", "面", "块", "只", "棵", "株", "架", "艘", "门", "间", "层", "座",
    "所", "片", "段", "章", "节", "届", "期", "轮", "宗", "桩", "单", "页", "字", "克", "斤",
    "升", "秒", "亩", "堂", "题", "票", "股", "瓶", "箱", "包", "袋", "桶", "卷", "支", "枝",
    "根", "双", "副", "ML", "ml", "kg", "km", "个季度", "季度", "人日", "平米", "班次",
    "频次", "度电", "分贝", "周岁", "℃", "摄氏度", "厘米", "毫米", "毫克", "微克", "公分",
    "千瓦时", "千瓦", "倍", "人天", "工时", "集", "枚", "扇", "匹", "例次", "户次",
    "家次", "场次", "项次", "件次", "勒克斯", "平方公里", "立方米", "兆", "个自然日",
    "自然日", "刻钟", "批次", "小时/人", "声", "幢", "栋", "餐", "顿", "杯", "盒", "通",
    "折", "星", "响", "管", "串", "句", "排", "圈", "滴", "壶", "盘", "杆", "顶", "席", "帧", "个自然月",
    "颗", "樘", "台套", "对", "个班次", "个学时", "个课时", "个工时", "个台班", "台班", "ms", "kPa", "lx", "Hz", "Mbps", "GB",
    "把", "m", "mmHg", "ppm", "kV", "MW", "dB(A)", "cfu", "CFU", "N·m", "r/min", "m/s", "Pa", "mA", "rpm", "N", "刀", "牛", "框", "帖", "m²", "m³", "cm²", "km²", "μm", "μg",
];

/// The same by their first letter, longest first.
static BY_LETTER: LazyLock<BTreeMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut words: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
    for word in UNITS {
        words.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
    }
    words.values_mut().for_each(|words| words.sort_by_key(|word| Reverse(word.len())));
    words
});

/// The measure word a text begins with, longest first.
pub fn unit(text: &str) -> Option<&'static str> {
    let words = BY_LETTER.get(&text.chars().next()?)?;
    // 一对一面谈 counts no pairs
    let pairs = |word: &str| word != "对" || !text.starts_with("对一") && !text.starts_with("对多");
    // 一把手, 一把关 count nothing
    let held = |word: &str| word != "把" || !["把手", "把关", "把握", "把控"].iter().any(|it| text.starts_with(it));
    // 每降低1%分别扣1分: no mark
    let mark = |word: &str| word != "分" || !["分别", "分类", "分级", "分批"].iter().any(|it| text.starts_with(it));
    words.iter().find(|word| text.starts_with(**word)).copied().filter(|word| pairs(word) && held(word) && mark(word))
}

/// 风力达到6级以上: of what is told by its grade, 级 is a unit; 二级医院 is of a kind.
pub(super) fn grade(before: &str, tail: &str) -> Option<&'static str> {
    #[rustfmt::skip]
    const GRADED: [&str; 18] = [
        "风力", "阵风", "风级", "大风", "风", "烈度", "震级", "地震", "海况", "海浪", "浪", "疼痛评分", "牢度", "洁净度", "清洁度", "耐火等级", "防护等级",
        "抗震等级",
    ];
    const JOINTS: [&str; 20] = [
        "不得低于",
        "不应低于",
        "不得高于",
        "不得超过",
        "不高于",
        "不超过",
        "大于等于",
        "大于",
        "达到",
        "达",
        "超过",
        "高于",
        "不低于",
        "低于",
        "小于",
        "不足",
        ">=",
        "<=",
        ">",
        "<",
    ];
    let stem = JOINTS.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let stem = stem.trim_end_matches(['在', '为', '(', ':']);
    (tail.starts_with('级') && GRADED.iter().any(|word| stem.ends_with(word))).then_some("级")
}
