//! What a name, a keyword or a clause means.

use guiju_syntax::canonical;
use guiju_syntax::diagnostic::Lang;
use guiju_syntax::keywords::KEYWORDS;
use guiju_syntax::span::Span;

use super::names::{Kind, at};
use crate::Compiled;

/// A text about a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The place.
    pub span: Span,
    /// The text, of one or more lines.
    pub text: String,
}

/// What stands at an offset: a name, else a keyword, else the clause with its canonical form.
pub fn hover(compiled: &Compiled, file: usize, offset: usize, lang: Lang) -> Option<Hover> {
    let name = at(compiled, file, offset)
        .map(|(name, kind, span)| Hover { span, text: about(compiled, file, &name, kind, lang) });
    name.or_else(|| keyword(compiled, file, offset, lang)).or_else(|| clause(compiled, file, offset, lang))
}

fn about(compiled: &Compiled, file: usize, name: &str, kind: Kind, lang: Lang) -> String {
    let vocabulary = &compiled.vocabulary;
    let word = match (kind, lang) {
        (Kind::Parameter, Lang::Zh) => "参数",
        (Kind::Parameter, Lang::En) => "parameter",
        (Kind::Definition, Lang::Zh) => "定义",
        (Kind::Definition, Lang::En) => "definition",
        (Kind::Activity, Lang::Zh) => "活动",
        (Kind::Activity, Lang::En) => "activity",
        (Kind::Metric, Lang::Zh) => "指标",
        (Kind::Metric, Lang::En) => "metric",
        (Kind::Field, Lang::Zh) => "字段",
        (Kind::Field, Lang::En) => "field",
        (Kind::Level, Lang::Zh) => "级别",
        (Kind::Level, Lang::En) => "level",
        (Kind::Entity, Lang::Zh) => "考核对象",
        (Kind::Entity, Lang::En) => "entity",
    };
    let standard = compiled.standard(file);
    let value = match kind {
        Kind::Parameter => standard.and_then(|it| it.parameters.get(name)).map(canonical::quantity),
        Kind::Definition => standard.and_then(|it| it.definitions.get(name)).map(canonical::expr),
        Kind::Metric => vocabulary.metrics.get(name).and_then(|(_, is)| is.as_ref()).map(canonical::expr),
        Kind::Level => vocabulary.levels.get(name).map(|(_, steps)| steps.join(" < ")),
        Kind::Activity | Kind::Field | Kind::Entity => None,
    };
    let (main, also) = match kind {
        Kind::Activity => (vocabulary.activities.get(name).map(|(main, _)| main), vocabulary.activities.also(name)),
        Kind::Field => (vocabulary.fields.get(name).map(|(main, _)| main), vocabulary.fields.also(name)),
        _ => (None, Vec::new()),
    };
    let mut text = format!("{word} {}", main.unwrap_or(name));
    if let Some(value) = value {
        text.push_str(&format!(" = {value}"));
    }
    if !also.is_empty() {
        let head = if lang == Lang::Zh { "也叫 " } else { "also " };
        text.push_str(&format!("\n{head}{}", also.join("、")));
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

fn clause(compiled: &Compiled, file: usize, offset: usize, lang: Lang) -> Option<Hover> {
    let standard = compiled.standard(file)?;
    let inside = |span: Span| span.start as usize <= offset && offset <= span.end as usize;
    let clause = standard.clauses.iter().find(|clause| inside(clause.span))?;
    let program = &compiled.compilation.program;
    let name = compiled.files.get(file)?.source.name();
    let lowered = program.standards.iter().find(|standard| standard.file == name);
    let lowered = lowered.and_then(|standard| standard.clauses.iter().find(|it| it.id == clause.id));
    let counts = lowered.map(|lowered| guiju_compile::describe::describe(program, lowered, lang));
    let form = clause.requirement.as_ref().map(canonical::requirement)?;
    let text = [Some(format!("{} {form}", clause.id)), counts].into_iter().flatten().collect::<Vec<_>>().join("\n");
    Some(Hover { span: clause.span, text })
}
