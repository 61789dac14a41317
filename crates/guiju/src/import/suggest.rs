//! Ways out, for what was not formalised.

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Lang;

/// The reason of a code in general words, and the way out; `None` is too much doubt.
pub(super) fn of_code(code: Option<Code>, lang: Lang) -> [String; 2] {
    let entry = code.map(Code::entry);
    match (entry, lang) {
        (Some(entry), Lang::Zh) => [entry.zh.to_owned(), entry.help_zh.to_owned()],
        (Some(entry), Lang::En) => [entry.en.to_owned(), entry.help_en.to_owned()],
        (None, Lang::Zh) => [
            "读法没有把握，没有采用".to_owned(),
            "读法写在草稿里：对的，把那一句改写成它；由人评定的写 `人工 「…」`".to_owned(),
        ],
        (None, Lang::En) => [
            "the reading is too doubtful to be taken".to_owned(),
            "the draft holds it: where it is right write it in place of the sentence; `人工 「…」` if a person judges it".to_owned(),
        ],
    }
}

/// Why a doubtful reading was not taken.
pub(super) fn doubt(form: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("可以读成 `{form}`，没有把握，没有采用"),
        Lang::En => format!("could be read as `{form}`, which is too doubtful to be taken"),
    }
}

/// That words say nothing checkable.
pub(super) fn nothing(words: &str, lang: Lang) -> String {
    let entry = Code::NothingCheckable.entry();
    let message = if lang == Lang::Zh { entry.zh } else { entry.en };
    message.replace("{words}", words.trim())
}

/// What to write, where the words tell what is missing.
pub(super) fn suggestion(words: &str, lang: Lang) -> Option<String> {
    let zh = lang == Lang::Zh;
    let pick = |zh_text: String, en_text: String| Some(if zh { zh_text } else { en_text });
    if let Some((_, act)) = words.split_once("定期") {
        let act: String = act.chars().take_while(|c| !"，。；,;".contains(*c)).collect();
        let act = act.trim_start_matches(['的', '对']);
        return pick(
            format!("写明多久一次，例如 `每季度 {act} >= 1 次`"),
            format!("say how often, for instance `每季度 {act} >= 1 次`"),
        );
    }
    for vague in ["及时", "立即", "尽快", "第一时间", "适时"] {
        if let Some((_, act)) = words.split_once(vague) {
            let act: String = act.chars().take_while(|c| !"，。；、,;".contains(*c)).collect();
            return pick(
                format!("`{vague}` 写明多久，例如 `凡 … 须 24小时内 {act}`"),
                format!("say how soon `{vague}` is, for instance `凡 … 须 24小时内 {act}`"),
            );
        }
    }
    if words.contains("年初") || words.contains("年底") || words.contains("月初") {
        return pick(
            "写明到哪一天，例如 `每年 1月31日前 …`".to_owned(),
            "say by which day, for instance `每年 1月31日前 …`".to_owned(),
        );
    }
    if ["掌握", "熟悉", "了解", "具备", "精通"].iter().any(|known| words.contains(known)) {
        return pick(
            "由考试或面谈评定：在下一行写 `人工`".to_owned(),
            "an examination tells: write `人工` below it".to_owned(),
        );
    }
    None
}
