//! Everything judged, in at most 16 bytes an outcome: scores and outcomes to walk through, and the report where it is asked for.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

use crate::block::{Found, Groups, Page, Plan, bytes};
use crate::evaluate::{Data, EvaluateError, Options, Range, World};
use crate::exact::Exact;
use crate::mark::Mark;
use crate::people::Person;
use crate::program::{Clause, Program, Standard};
use crate::report::{Outcome, PersonReport, Problem, Report, StandardReport, Status};
use crate::run::{Party, Run, within_limit};
use crate::score::{self, Rates, Scored};

/// Everything that was judged. Outcomes of a period are read off what was measured, once for all clauses that ask for it;
/// any other takes 16 bytes. Each is put into words when it is asked for.
pub struct Verdicts<'a> {
    run: Run<'a>,
    range: Range,
    as_of: DateTime<FixedOffset>,
    options: Options,
    standards: Vec<Judged<'a>>,
    outcomes: u64,
}

/// A standard, block by block.
struct Judged<'a> {
    standard: &'a Standard,
    plan: Plan,
    blocks: Vec<Sheet>,
}

/// A block of people.
struct Sheet {
    /// By clause.
    pages: Vec<Arc<Page>>,
    people: Vec<Stands>,
}

/// How one person stands.
enum Stands {
    /// No clause binds the person.
    Unbound,
    Scored(Option<Exact>, Option<usize>),
    /// In several posts: a report of its own.
    Whole(Box<PersonReport>),
}

/// How a person stands under a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'v> {
    /// The standard's name.
    pub standard: &'v str,
    /// The person's name.
    pub person: &'v str,
    /// `100 × Σ points / Σ worth`, with bonuses; `None` where nothing was judged.
    pub score: Option<Exact>,
    /// What 等级 maps the score to.
    pub grade: Option<&'v str>,
}

/// One outcome, not yet in words.
#[derive(Clone, Copy)]
pub struct Verdict<'v> {
    verdicts: &'v Verdicts<'v>,
    standard: &'v Standard,
    person: &'v Person,
    clause: &'v Clause,
    found: Kept<'v>,
}

/// Where an outcome is kept.
#[derive(Clone, Copy)]
enum Kept<'v> {
    Marked(&'v Plan, usize, &'v Page, Mark),
    Whole(&'v Outcome),
}

/// Judges everything, and keeps it in at most 16 bytes an outcome: for those who want the scores, or walk through outcomes once,
/// without a report that holds each of them in words.
///
/// What it holds is what [`crate::evaluate::evaluate_with`] reports: the same scores, and the same outcomes in the
/// same order.
///
/// # Errors
/// See [`EvaluateError`]; records and tables never cause one.
pub fn judge<'a>(
    program: &'a Program,
    data: &'a Data,
    range: Range,
    as_of: DateTime<Tz>,
    options: &Options,
) -> Result<Verdicts<'a>, EvaluateError> {
    let local = as_of.with_timezone(&program.calendar.timezone);
    let mut run = Run::new(program, data, range, local.naive_local(), options)?;
    let (mut standards, mut outcomes) = (Vec::with_capacity(program.standards.len()), 0);
    for standard in &program.standards {
        let (plan, rates) = (run.plan(standard), Rates::new(standard));
        let groups = Groups::new(standard, &plan, &rates);
        let mut blocks = Vec::new();
        run.blocks(
            |world, party| sheet(&run, world, (standard, &plan), (&rates, &groups), party),
            |(count, sheet)| {
                outcomes += count;
                blocks.push(sheet);
                within_limit("outcomes", options.limits.outcomes, outcomes)
            },
        )?;
        standards.push(Judged { standard, plan, blocks });
    }
    run.done();
    Ok(Verdicts { run, range, as_of: local.fixed_offset(), options: *options, standards, outcomes })
}

/// A block of people, and how many outcomes they have.
fn sheet(
    run: &Run<'_>,
    world: &World<'_>,
    (standard, plan): (&Standard, &Plan),
    (rates, groups): (&Rates, &Groups),
    party: Party<'_>,
) -> Result<(u64, Sheet), EvaluateError> {
    let (pages, bound) = run.pages(world, (standard, plan), party)?;
    let mut outcomes = 0;
    let mut people = Vec::with_capacity(party.people.len());
    for (local, person) in party.people.iter().enumerate() {
        if !person.is_single() {
            let report = world.judged_person(standard, person, run.options(), None)?;
            people.push(report.map_or(Stands::Unbound, |(count, report)| {
                outcomes += count;
                Stands::Whole(Box::new(report))
            }));
            continue;
        }
        if !bound.iter().any(|bound| bound.get(local) == Some(&true)) {
            people.push(Stands::Unbound);
            continue;
        }
        let found = Found { plan, pages: &pages, person: local };
        let mut judged = Vec::new();
        let (met, count) = groups.met((plan, rates), (&pages, &bound), local, |place| {
            let clause = standard.clauses.get(place);
            judged.extend(clause.map(|clause| Scored::of(world.program, clause, found.scored(world, place, clause))));
        });
        outcomes += count;
        let (score, grade) = score::score(standard, (rates, &met), &judged);
        people.push(Stands::Scored(score, grade));
    }
    Ok((outcomes, Sheet { pages, people }))
}

impl<'a> Verdicts<'a> {
    /// How many outcomes there are.
    pub fn len(&self) -> u64 {
        self.outcomes
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.outcomes == 0
    }

    /// What could not be used, by cause.
    pub fn problems(&self) -> Vec<Problem> {
        self.run.problems()
    }

    /// How many bytes the outcomes take, without the words that some need.
    pub fn bytes(&self) -> usize {
        let blocks = self.standards.iter().flat_map(|judged| &judged.blocks);
        blocks.map(|block| bytes(&block.pages)).sum()
    }

    /// How everyone stands whom some clause binds, in the order of the report.
    pub fn scores(&self) -> impl Iterator<Item = Standing<'_>> {
        self.people().filter_map(|(judged, _, _, person, stands)| {
            let (score, grade) = match stands {
                Stands::Unbound => return None,
                Stands::Scored(score, grade) => {
                    let grade = grade.and_then(|place| judged.standard.grades.get(place));
                    (*score, grade.map(|grade| grade.name.as_str()))
                }
                Stands::Whole(report) => (report.score, report.grade.as_deref()),
            };
            Some(Standing { standard: &judged.standard.name, person: &person.name, score, grade })
        })
    }

    /// Every outcome, in the order of the report; none where they were not kept.
    pub fn outcomes(&self) -> impl Iterator<Item = Verdict<'_>> {
        self.people().filter(|_| self.options.outcomes).flat_map(move |(judged, block, local, person, stands)| {
            let of = move |clause, found| Verdict { verdicts: self, standard: judged.standard, person, clause, found };
            let clauses = judged.standard.clauses.iter().enumerate().zip(&block.pages);
            let marked = clauses.filter(move |_| matches!(stands, Stands::Scored(..))).flat_map(
                move |((place, clause), page)| {
                    let marks = page.of(local).into_owned().into_iter();
                    marks.map(move |mark| of(clause, Kept::Marked(&judged.plan, place, page, mark)))
                },
            );
            let whole = match stands {
                Stands::Whole(report) => report.clauses.as_slice(),
                _ => &[],
            };
            let whole = whole.iter().flat_map(move |report| {
                let clause = judged.standard.clauses.iter().find(|clause| clause.id == report.id);
                let outcomes =
                    clause.into_iter().flat_map(move |clause| report.outcomes.iter().map(move |it| (clause, it)));
                outcomes.map(move |(clause, outcome)| of(clause, Kept::Whole(outcome)))
            });
            marked.chain(whole)
        })
    }

    /// The report, with everything in words.
    ///
    /// # Errors
    /// Where a working day has to be told apart in a year that the calendar does not know.
    pub fn report(&self) -> Result<Report, EvaluateError> {
        let world = self.run.world();
        let mut standards: Vec<StandardReport> = Vec::with_capacity(self.standards.len());
        for judged in &self.standards {
            let Standard { name, file, .. } = judged.standard;
            let mut people = Vec::new();
            for (party, block) in self.run.parties().zip(&judged.blocks) {
                for (local, (person, stands)) in party.people.iter().zip(&block.people).enumerate() {
                    if let Stands::Whole(report) = stands {
                        people.push(PersonReport::clone(report));
                        continue;
                    }
                    let found = Found { plan: &judged.plan, pages: &block.pages, person: local };
                    let report = world.judged_person(judged.standard, person, &self.options, Some(&found))?;
                    people.extend(report.map(|(_, report)| report));
                }
            }
            standards.push(StandardReport { name: name.clone(), file: file.clone(), people });
        }
        Ok(Report {
            report: 1,
            from: self.range.from(),
            to: self.range.to(),
            as_of: self.as_of,
            calendar: self.run.program.calendar.title(),
            standards,
            problems: self.problems(),
        })
    }

    /// Everyone under each standard: the block, the place in it, and how the person stands.
    fn people(&self) -> impl Iterator<Item = (&Judged<'a>, &Sheet, usize, &Person, &Stands)> {
        self.standards.iter().flat_map(|judged| {
            let blocks = self.run.parties().zip(&judged.blocks);
            blocks.flat_map(move |(party, block)| {
                let people = party.people.iter().zip(&block.people).enumerate();
                people.map(move |(local, (person, stands))| (judged, block, local, person, stands))
            })
        })
    }
}

impl<'v> Verdict<'v> {
    /// The standard that it is of.
    pub fn standard(&self) -> &'v str {
        &self.standard.name
    }

    /// Whose it is.
    pub fn person(&self) -> &'v str {
        &self.person.name
    }

    /// The requirement that it is of.
    pub fn clause(&self) -> &'v Clause {
        self.clause
    }

    /// How it came out.
    pub fn status(&self) -> Status {
        match self.found {
            Kept::Marked(_, _, page, mark) => page.status(mark),
            Kept::Whole(outcome) => outcome.status,
        }
    }

    /// What was found.
    pub fn actual(&self) -> Option<Exact> {
        match self.found {
            Kept::Marked(_, _, page, mark) => page.kept(mark).map_or_else(|| page.value(mark), |kept| kept.actual),
            Kept::Whole(outcome) => outcome.actual,
        }
    }

    /// Whether it was found with the whole block of people, and takes at most 16 bytes; any other was judged by the definition, one
    /// by one, and is held in words.
    pub fn is_of_block(&self) -> bool {
        match self.found {
            Kept::Marked(_, _, _, mark) => mark.code().is_some(),
            Kept::Whole(_) => false,
        }
    }

    /// All of it, in words.
    pub fn outcome(&self) -> Outcome {
        match self.found {
            Kept::Whole(outcome) => outcome.clone(),
            Kept::Marked(plan, place, page, mark) => {
                let world = self.verdicts.run.world();
                let outcome = plan.outcome(&world, (place, self.clause), page, mark);
                outcome.unwrap_or_else(|| Outcome::new(page.status(mark), None))
            }
        }
    }
}
