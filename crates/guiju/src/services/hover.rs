//! What a name, a keyword or a clause means.

use guiju_compile::hir;
use guiju_compile::vocabulary::Measuring;
use guiju_syntax::canonical;
use guiju_syntax::comments::comments;
use guiju_syntax::diagnostic::Lang;
use guiju_syntax::keywords::KEYWORDS;
use guiju_syntax::span::Span;

use super::names::{Kind, Symbol, at, occurrences};
use crate::Compiled;

/// A text about a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The place.
    pub span: Span,
    /// The text, of one or more lines.
    pub text: String,
}

/// What stands at an offset: a name, else a keyword, else the clause with its canonical form; nothing in a comment.
pub fn hover(compiled: &Compiled, file: usize, offset: usize, lang: Lang) -> Option<Hover> {
    let source = &compiled.files.get(file)?.source;
    let standard = compiled.files.get(file)?.requirements.is_some();
    let within = |span: Span| span.start as usize <= offset && offset < span.end as usize;
    if standard && comments(source).iter().any(|comment| within(comment.span)) {
        return None;
    }
    let all = occurrences(compiled);
    // A phrase that is the whole requirement is told with its clause.
    let name =
        at(&all, file, offset).map(|it| Hover { span: it.place.span, text: about(compiled, file, &it.symbol, lang) });
    name.or_else(|| keyword(compiled, file, offset, lang)).or_else(|| clause_at(compiled, file, offset, lang))
}

/// The word for a kind of name.
fn word(kind: Kind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        Kind::Parameter => ("参数", "parameter"),
        Kind::Definition => ("定义", "definition"),
        Kind::Activity => ("活动", "activity"),
        Kind::Metric => ("指标", "metric"),
        Kind::Field => ("字段", "field"),
        Kind::Level => ("级别", "level"),
        Kind::Step => ("级", "step"),
        Kind::Entity => ("考核对象", "entity"),
        Kind::MeasureWord => ("量词", "measure word"),
        Kind::Phrase => ("短语", "phrase"),
        Kind::Grade => ("等级", "grade"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// What is known of a thing, in one or more lines.
pub(super) fn about(compiled: &Compiled, file: usize, symbol: &Symbol, lang: Lang) -> String {
    let (vocabulary, name) = (&compiled.vocabulary, symbol.name.as_str());
    let standard = compiled.standard(file);
    let (level, step) = name.split_once('.').unwrap_or(("", name));
    let zh = lang == Lang::Zh;
    let value = match symbol.kind {
        Kind::Parameter => standard.and_then(|it| it.parameters.get(name)).map(canonical::quantity),
        Kind::Definition => standard.and_then(|it| it.definitions.get(name)).map(canonical::expr),
        Kind::Metric => vocabulary.metrics.get(name).and_then(|(_, is)| is.as_ref()).map(canonical::expr),
        Kind::Level => vocabulary.levels.get(name).map(|(_, steps)| steps.join(" < ")),
        Kind::MeasureWord => vocabulary.measure_words.get(name).map(|(_, measuring)| match (measuring, zh) {
            (Measuring::Records, true) => "记录条数".to_owned(),
            (Measuring::Records, false) => "the number of records".to_owned(),
            (Measuring::Distinct(field), true) => format!("不同的 {field} 的个数"),
            (Measuring::Distinct(field), false) => format!("the number of distinct {field}"),
            (Measuring::Sum(field), true) => format!("{field} 的总和"),
            (Measuring::Sum(field), false) => format!("the sum of {field}"),
        }),
        Kind::Phrase => vocabulary.phrases.get(name).map(|(_, meaning)| {
            let each: Vec<String> = meaning.iter().map(canonical::requirement).collect();
            each.join(";")
        }),
        Kind::Grade => standard.and_then(|it| it.grades.iter().find(|grade| grade.name.text == name)).map(|grade| {
            let bound = grade.bound.map(|(comparison, bound)| format!("{} {bound}", canonical::comparison(comparison)));
            let upto = grade.upto.map(|upto| format!(" … {upto}")).unwrap_or_default();
            let rest = if zh { "其余" } else { "all others" };
            bound.map_or(rest.to_owned(), |bound| format!("{bound}{upto}"))
        }),
        Kind::Step => vocabulary.levels.get(level).map(|(_, steps)| steps.join(" < ")),
        Kind::Activity | Kind::Field | Kind::Entity => None,
    };
    let also = symbol.also(vocabulary);
    let shown = if symbol.kind == Kind::Step { format!("{step} ({level})") } else { name.to_owned() };
    let mut text = format!("{} {shown}", word(symbol.kind, lang));
    if let Some(value) = value {
        text.push_str(&format!(" = {value}"));
    }
    if !also.is_empty() {
        text.push_str(&format!("\n{}{}", if zh { "也叫 " } else { "also " }, also.join("、")));
    }
    if symbol.kind == Kind::Entity
        && let Some(register) = vocabulary.entities.get(name).and_then(|(_, entity)| entity.register.as_ref())
    {
        text.push_str(&format!("\n{}{register}", if zh { "台账 " } else { "register " }));
    }
    if symbol.kind == Kind::Activity
        && let Some(key) = vocabulary.activities.get(name).and_then(|(_, activity)| activity.key.as_ref())
    {
        text.push_str(&format!("\n{}{key}", if zh { "按 " } else { "correlated by " }));
    }
    text
}

fn keyword(compiled: &Compiled, file: usize, offset: usize, lang: Lang) -> Option<Hover> {
    let text = compiled.files.get(file).filter(|file| file.requirements.is_some())?.source.text();
    let spellings = KEYWORDS.iter().flat_map(|keyword| keyword.spellings().map(move |word| (keyword, word)));
    let places = spellings.flat_map(|(keyword, word)| {
        (offset.saturating_sub(word.len())..=offset).filter_map(move |start| {
            let end = start + word.len();
            (text.get(start..end) == Some(word) && offset < end).then_some((keyword, Span::new(start, end)))
        })
    });
    let length = |span: Span| span.end - span.start;
    // The longest, and of those the first of the table.
    let (keyword, span) = places.reduce(|best, other| if length(other.1) > length(best.1) { other } else { best })?;
    let what = if lang == Lang::Zh { keyword.zh } else { keyword.en };
    Some(Hover {
        span,
        text: format!("{} {what}\n{}", text.get(span.start as usize..span.end as usize)?, keyword.example),
    })
}

fn clause_at(compiled: &Compiled, file: usize, offset: usize, lang: Lang) -> Option<Hover> {
    let standard = compiled.standard(file)?;
    let inside = |span: Span| span.start as usize <= offset && offset <= span.end as usize;
    let it = standard.clauses.iter().find(|clause| inside(clause.span))?;
    Some(Hover { span: it.span, text: clause(compiled, file, it, lang)? })
}

/// A clause in canonical form, and what it counts.
pub(super) fn clause(compiled: &Compiled, file: usize, clause: &hir::Clause, lang: Lang) -> Option<String> {
    let program = &compiled.compilation.program;
    let name = compiled.files.get(file)?.source.name();
    let lowered = program.standards.iter().find(|standard| standard.file == name);
    let lowered = lowered.and_then(|standard| standard.clauses.iter().find(|it| it.id == clause.id));
    let counts = lowered.map(|lowered| guiju_compile::describe::describe(program, lowered, lang));
    let form = clause.requirement.as_deref().map(canonical::requirement)?;
    Some([Some(format!("{} {form}", clause.id)), counts].into_iter().flatten().collect::<Vec<_>>().join("\n"))
}
