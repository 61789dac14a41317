//! Lint: what the rules say about a compiled package, and what they can mend.

use std::collections::BTreeSet;

use guiju_compile::lint::fix::{apply, same_meaning};
use guiju_compile::lint::{Evidence, Package};
use guiju_syntax::diagnostic::{Diagnostic, Severity};
use guiju_syntax::span::Source;

use crate::{Compiled, Formatted, Records};

/// So many fixes of one file are tried one by one where all together would change what it means.
const MOST_TRIED: usize = 64;

impl Compiled {
    /// Adds what the [rules](crate::RULES) find to the diagnostics of each file. With records, also which activities
    /// they never hold and which posts nobody has.
    ///
    /// ```
    /// let mut compiled = guiju::compile_text("visits.gj", "上门访问客户8次。");
    /// compiled.lint(None);
    /// assert!(compiled.files[0].diagnostics.iter().any(|it| it.code.entry().code == "GJ0710"));
    /// ```
    pub fn lint(&mut self, records: Option<&Records>) {
        let mut evidence = records.map(|records| self.evidence(records)).unwrap_or_default();
        evidence.proofs = crate::analysis::proofs(&self.compilation.program);
        let (found, vocabulary) = self.looked_at(&evidence, guiju_compile::lint::lint);
        let (tables, standards): (Vec<_>, Vec<_>) = self.files.iter_mut().partition(|file| file.requirements.is_none());
        for (file, found) in standards.into_iter().zip(found).chain(tables.into_iter().zip(vocabulary)) {
            file.diagnostics.extend(found);
            file.diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
            file.diagnostics.dedup();
        }
        self.keep_known();
    }

    /// The posts and departments in 适用 that nobody has in the people table that was read with the records, by place
    /// in [`Compiled::files`]: whoever they meant is judged by nothing.
    ///
    /// ```
    /// let compiled = guiju::compile_text("visits.gj", "适用 岗位 = 销售圆\n每周 拜访 >= 8 家\n");
    /// let standards = compiled.standards()?;
    /// let people = "人员,岗位\n张三,销售员\n";
    /// let records = guiju::Records::builder(&standards).people(people.as_bytes(), "people.csv")?.build();
    /// let (file, found) = &compiled.unknown_posts(&records)[0];
    /// assert_eq!((*file, found.code.entry().code), (0, "GJ0731"));
    /// # Ok::<(), guiju::Error>(())
    /// ```
    pub fn unknown_posts(&self, records: &Records) -> Vec<(usize, Diagnostic)> {
        let found = self.looked_at(&self.evidence(records), guiju_compile::lint::unknown_posts);
        let standards = self.files.iter().enumerate().filter(|(_, file)| file.requirements.is_some());
        standards.zip(found).flat_map(|((index, _), found)| found.into_iter().map(move |it| (index, it))).collect()
    }

    /// What a look at the package finds.
    fn looked_at<T>(&self, evidence: &Evidence, look: impl FnOnce(&Package<'_>) -> T) -> T {
        let sources = self.sources();
        let tables: Vec<Source> =
            self.files.iter().filter(|file| file.requirements.is_none()).map(|file| file.source.clone()).collect();
        look(&Package {
            sources: &sources,
            compilation: &self.compilation,
            vocabulary: &self.vocabulary,
            manifests: &self.manifests,
            tables: &tables,
            whole: self.whole,
            evidence,
        })
    }

    /// The standards files with the fixes of their diagnostics, those that differ. A fix is left out where it touches
    /// another one, or where the file would then be judged or scored otherwise. A file with errors is left as it is.
    ///
    /// ```
    /// let mut compiled = guiju::compile_text("files.gj", "每月5日前整理文件夹1次。\n");
    /// compiled.lint(None);
    /// assert_eq!(compiled.fixed()[0].after, "每月5日前(含)整理文件夹1次。\n");
    /// ```
    pub fn fixed(&self) -> Vec<Formatted> {
        let sources = self.sources();
        let mut all = Vec::new();
        for (index, file) in self.files.iter().filter(|file| file.requirements.is_some()).enumerate() {
            let fixes: Vec<&Diagnostic> = file.diagnostics.iter().filter(|it| !it.fix.is_empty()).collect();
            // What cannot be read is judged by nothing, so nothing shows that it stays the same.
            let wrong = file.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
            if wrong || fixes.is_empty() {
                continue;
            }
            let before = file.source.text();
            let together = apply(before, &fixes).text;
            let after = if self.keeps(&sources, index, &together) {
                together
            } else {
                let mut kept: Vec<&Diagnostic> = Vec::new();
                for fix in fixes.into_iter().take(MOST_TRIED) {
                    kept.push(fix);
                    if !self.keeps(&sources, index, &apply(before, &kept).text) {
                        kept.pop();
                    }
                }
                apply(before, &kept).text
            };
            if after != before {
                all.push(Formatted { path: file.path.clone(), before: before.to_owned(), after });
            }
        }
        all
    }

    /// Whether the package means the same with this text in place of one of its files.
    fn keeps(&self, sources: &[Source], index: usize, text: &str) -> bool {
        let mut changed = sources.to_vec();
        if let Some(source) = changed.get_mut(index) {
            *source = Source::new(source.name().to_owned(), text);
        }
        let calendar = &self.compilation.program.calendar;
        let after = guiju_compile::compile(&changed, &self.vocabulary, calendar);
        let errors = |diagnostics: &[Vec<Diagnostic>]| {
            diagnostics.iter().flatten().filter(|diagnostic| diagnostic.severity() == Severity::Error).count()
        };
        errors(&after.diagnostics) <= errors(&self.compilation.diagnostics)
            && same_meaning(&self.compilation.program, &after.program)
    }

    /// What records and people are there.
    fn evidence(&self, records: &Records) -> Evidence {
        let data = &records.data;
        let schema = &self.compilation.program.schema;
        let unknown: Vec<String> = data
            .records
            .problems()
            .iter()
            .filter(|problem| problem.kind == crate::ProblemKind::UnknownActivity)
            .filter_map(|problem| problem.name.clone())
            .collect();
        let recorded = (!data.records.is_empty() || !unknown.is_empty()).then(|| {
            let there = data.records.activities();
            let mut names: BTreeSet<String> =
                there.into_iter().filter_map(|id| Some(schema.activities.get(id as usize)?.name.clone())).collect();
            // Of names that no clause knows, only the first is kept.
            names.extend(unknown);
            names
        });
        let people = data.people.as_ref().map(|people| {
            let all = people.people.values().flat_map(|person| &person.attributes);
            all.map(|(column, value)| (column.clone(), value.clone())).collect()
        });
        Evidence { recorded, people, proofs: Vec::new() }
    }

    /// The resolved standard of a file; `None` for a vocabulary file.
    pub(crate) fn standard(&self, file: usize) -> Option<&guiju_compile::hir::Standard> {
        self.files.get(file)?.requirements.as_ref()?;
        let before = self.files.iter().take(file).filter(|file| file.requirements.is_some()).count();
        self.compilation.standards.get(before)
    }

    fn sources(&self) -> Vec<Source> {
        let standards = self.files.iter().filter(|file| file.requirements.is_some());
        standards.map(|file| file.source.clone()).collect()
    }
}
