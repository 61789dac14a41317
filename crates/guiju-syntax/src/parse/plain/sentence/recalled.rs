//! What was said without asking, and is punished by what follows.

use super::Sentence;
use super::segment::opposite;
use crate::ast::Core;
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::words::holds_any;

impl Sentence {
    /// 教师拖堂,教师坐着授课每次扣2分: what is said before of the same one is punished so too.
    pub(in crate::parse::plain) fn same_subject(&mut self, own: &Normal) -> Vec<Normal> {
        let same = |words: &str| {
            let shared = words.chars().zip(own.text.chars()).take_while(|(one, other)| one == other).count();
            let who: String = own.text.chars().take(shared).collect();
            (2..=shared).any(|count| is_actor(&who.chars().take(count).collect::<String>()))
        };
        let mut found = Vec::new();
        while self.read.len() > self.start.max(self.done)
            && let Some(last) = self.read.last()
            && matches!(last.core, Core::Phrase(_))
            && same(&last.words)
        {
            found.push(Normal::placed(&last.words, last.span));
            self.read.pop();
        }
        found.reverse();
        found
    }

    /// Phrases at the end of what is read of this sentence: what is punished may have been said in them.
    pub(in crate::parse::plain) fn trailing(&mut self, all: bool) -> Vec<Normal> {
        let mut phrases = Vec::new();
        while self.read.len() > self.start.max(self.done)
            && let Some(last) = self.read.last()
            && matches!(last.core, Core::Phrase(_))
            && (all || holds_any(&last.words, &["未", "不", "没有", "无"]))
        {
            let words = Normal::placed(&last.words, last.span);
            phrases.push((words, self.read.pop()));
        }
        phrases.reverse();
        if let [.., (good, _), (bad, _)] = phrases.as_slice()
            && let Some(whole) = opposite(good, &bad.text)
        {
            let said = [good.text.clone(), bad.text.clone()];
            self.said.retain(|segment| !said.contains(&segment.text));
            self.said.push(whole.clone());
            phrases.truncate(phrases.len().saturating_sub(2));
            phrases.push((whole, None));
        }
        // Of several only the last, unless most of them are failings.
        let failing = |words: &Normal| holds_any(&words.text, &["未", "不", "没有", "无", "违", "迟", "漏"]);
        let failings = phrases.iter().filter(|(words, _)| failing(words)).count();
        let keep = if all && 2 * failings < phrases.len() { phrases.len().saturating_sub(1) } else { 0 };
        let taken = phrases.split_off(keep);
        self.read.extend(phrases.into_iter().filter_map(|(_, read)| read));
        taken.into_iter().map(|(words, _)| words).collect()
    }
}
