//! Compiling, and checking again after an edit: 1, 1,000 and 10,000 clauses, no two alike.
//! `cargo bench -p guiju-benches --bench compile`.

use std::error::Error;

use guiju::compile_text;
use guiju::services::Session;
use guiju_benches::{measure, median};

/// Sentences out of real standards and handbooks, each with its canonical form.
const CORPUS: [&str; 2] = [include_str!("../tests/corpus/readings.tsv"), include_str!("../tests/corpus/written.tsv")];
/// Who is asked: put before a sentence, each makes another of it.
const UNITS: [&str; 20] = [
    "城东门店",
    "城西门店",
    "城南门店",
    "城北门店",
    "仓储中心",
    "客服中心",
    "行政部",
    "财务部",
    "采购部",
    "研发部",
    "一车间",
    "二车间",
    "质检科",
    "维修班",
    "法务部",
    "人事科",
    "培训中心",
    "信息科",
    "外联部",
    "审计科",
];

/// A sentence as written, and in canonical form, with the unit in its name.
fn sentences(unit: &str, line: &str) -> [Option<String>; 2] {
    let mut cells = line.split('\t');
    let plain = cells.next().map(|sentence| format!("{unit}{sentence}"));
    let form = cells.nth(1).and_then(|forms| forms.split(" ; ").next()).filter(|form| !form.is_empty());
    let canonical = form.map(|form| match form.split_once(' ') {
        Some((first, rest)) if first.starts_with(['每', '凡', '不']) && !rest.starts_with(|c: char| c.is_numeric()) =>
        {
            format!("{first} {unit}{rest}")
        }
        _ => format!("{unit}{form}"),
    });
    [plain, canonical]
}

/// So many different clauses, of every kind that the corpus has: as written, in canonical form, or both. What the unit
/// before it made unreadable is left out: a standard in use has no such clauses.
fn clauses(count: usize, plain: bool, canonical: bool) -> String {
    let lines = || CORPUS.into_iter().flat_map(|table| table.lines().skip(1));
    let all = UNITS.into_iter().flat_map(|unit| lines().map(move |line| sentences(unit, line)));
    let kept = all.flat_map(|[written, form]| [written.filter(|_| plain), form.filter(|_| canonical)]).flatten();
    let mut text = String::from("标准 许多条款\n\n");
    let reads = |sentence: &String| !compile_text("one.gj", sentence).has_errors();
    for (number, sentence) in kept.filter(reads).take(count).enumerate() {
        text.push_str(&format!("{}. {sentence}\n", number + 1));
    }
    text
}

fn main() -> Result<(), Box<dyn Error>> {
    for (what, plain, canonical) in [("mixed", true, true), ("plain", true, false), ("canonical", false, true)] {
        for count in [1, 1_000, 10_000] {
            let text = clauses(count, plain, canonical);
            let clauses = text.lines().count() - 2;
            measure(&format!("compile {clauses} {what}"), clauses, "clause", || {
                compile_text("many.gj", &text).has_errors()
            });
        }
    }
    let text = clauses(10_000, true, true);
    let (before, after) = text.split_at(text.find("\n5000. ").ok_or("no clause 5000")? + 1);
    let after = after.split_once('\n').ok_or("no end of clause 5000")?.1;
    let mut session = Session::of_text("many.gj", &text);
    let mut edits = (0..).map(|edit| format!("{before}5000. 每周上门访问客户{edit}家\n{after}"));
    let (time, runs) = median(|| edits.next().map(|text| session.edit("many.gj", &text)));
    println!("one clause edited in 10000 {time:?}  ({runs} runs)");
    let (time, runs) = median(|| compile_text("many.gj", &text).has_errors());
    println!("  all compiled beside it {time:?}  ({runs} runs)");
    Ok(())
}
