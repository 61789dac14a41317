//! Which clauses may be about the same thing, told by what each is about: clauses about different things are never held
//! against each other, and of very many about one thing only the first are, so that work stays bounded.

use std::collections::BTreeMap;

/// So many clauses about one thing are held against each other.
pub const MOST: usize = 64;

/// Something that clauses are about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// What is counted or added up.
    Activity(String),
    /// What asks for something each time.
    Trigger(String),
    /// Something of the person.
    Person(String),
}

impl Topic {
    pub fn activity(name: &str) -> Topic {
        Topic::Activity(name.to_owned())
    }
}

/// Clauses, by their places, and what they are about.
#[derive(Debug, Default)]
pub struct Topics {
    /// The first clauses about each topic, in order.
    clauses: BTreeMap<Topic, Vec<usize>>,
    /// The topics of each clause, and whether there were too many clauses before it about one of them.
    of: Vec<(Vec<Topic>, bool)>,
}

impl Topics {
    pub fn of(clauses: impl IntoIterator<Item = Vec<Topic>>) -> Topics {
        let mut topics = Topics::default();
        for (index, mut own) in clauses.into_iter().enumerate() {
            own.sort();
            own.dedup();
            let mut left = false;
            for topic in &own {
                let first = topics.clauses.entry(topic.clone()).or_default();
                if first.len() < MOST {
                    first.push(index);
                } else {
                    left = true;
                }
            }
            topics.of.push((own, left));
        }
        topics
    }

    /// The clauses behind this one that share a topic with it, in order.
    pub fn later(&self, index: usize) -> Vec<usize> {
        let own = self.of.get(index).map(|(own, _)| own.as_slice()).unwrap_or_default();
        let others = own.iter().filter_map(|topic| self.clauses.get(topic)).flatten().copied();
        let mut later: Vec<usize> = others.filter(|at| *at > index).collect();
        later.sort_unstable();
        later.dedup();
        later
    }

    /// Whether a clause is not held against others about one of its topics.
    pub fn passes_over(&self, index: usize) -> bool {
        self.of.get(index).is_some_and(|(_, left)| *left)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Topic, Topics};

    #[test]
    fn clauses_meet_where_they_share_a_topic() {
        let of = |names: &[&str]| names.iter().map(|name| Topic::activity(name)).collect::<Vec<_>>();
        let topics = Topics::of([of(&["甲", "乙"]), of(&["丙"]), of(&["乙", "甲"]), of(&["丙", "乙"]), of(&[])]);
        assert_eq!([0, 1, 2, 3, 4].map(|at| topics.later(at)), [vec![2, 3], vec![3], vec![3], vec![], vec![]]);
    }

    #[test]
    fn of_very_many_about_one_thing_the_first_are_held_against_each_other() {
        let topics = Topics::of((0..3 * MOST).map(|_| vec![Topic::activity("甲")]));
        let pairs: usize = (0..3 * MOST).map(|at| topics.later(at).len()).sum();
        assert_eq!(pairs, MOST * (MOST - 1) / 2);
        assert!(!topics.passes_over(MOST - 1) && topics.passes_over(MOST));
    }
}
