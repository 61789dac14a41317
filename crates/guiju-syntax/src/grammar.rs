//! The pest parser of `grammar.pest`.

use pest_derive::Parser;

/// The parser.
#[derive(Parser)]
#[grammar = "grammar.pest"]
pub struct Grammar;

/// The grammar's own text.
pub(crate) const TEXT: &str = include_str!("grammar.pest");

/// Every Chinese word that the grammar spells out.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    let rules = TEXT.lines().filter(|line| !line.starts_with("//"));
    rules.flat_map(|rule| rule.split('"').skip(1).step_by(2)).filter(|word| word.starts_with(is_han))
}

/// A letter of the rule `han`.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The rules that a line is read by, each with its words.
#[cfg(test)]
pub(crate) fn read_by(line: &str) -> Vec<(String, String)> {
    use pest::Parser;

    let whole = [Rule::requirement, Rule::property, Rule::line_head, Rule::title];
    let pairs = whole.into_iter().filter_map(|rule| Grammar::parse(rule, line).ok()).flat_map(|pairs| pairs.flatten());
    pairs.map(|pair| (format!("{:?}", pair.as_rule()), pair.as_str().trim().to_owned())).collect()
}

/// The Chinese words that rules spell out, each with its rule: not what they only look ahead to, and not those of
/// silent rules, which name nothing.
#[cfg(test)]
pub(crate) fn spelled() -> Vec<(String, String)> {
    use pest_meta::ast::{Expr, RuleType};
    use pest_meta::parser;

    fn words(expr: &Expr, found: &mut Vec<String>) {
        match expr {
            Expr::Str(word) => found.push(word.clone()),
            Expr::Seq(left, right) | Expr::Choice(left, right) => {
                words(left, found);
                words(right, found);
            }
            Expr::Opt(inner)
            | Expr::Rep(inner)
            | Expr::RepOnce(inner)
            | Expr::RepExact(inner, _)
            | Expr::RepMin(inner, _)
            | Expr::RepMax(inner, _)
            | Expr::RepMinMax(inner, _, _)
            | Expr::Push(inner) => words(inner, found),
            _ => {}
        }
    }

    let pairs = parser::parse(parser::Rule::grammar_rules, TEXT).unwrap();
    let rules = parser::consume_rules(pairs).unwrap();
    let named = rules.into_iter().filter(|rule| rule.ty != RuleType::Silent);
    named
        .flat_map(|rule| {
            let mut found = Vec::new();
            words(&rule.expr, &mut found);
            found.into_iter().map(move |word| (rule.name.clone(), word))
        })
        .filter(|(_, word)| word.contains(is_han))
        .collect()
}
