//! Answers to reports already computed, as long as the facts are the same: a preview and its files are one pass.

use std::sync::{Arc, Mutex, PoisonError};

use super::answer::ReportAnswer;
use super::axis::ReportQuestion;
use crate::lake::Stamp;

/// Answers remembered: with the labels of a large register each is some megabytes.
const REMEMBERED: usize = 8;

type Known = (Stamp, ReportQuestion, Arc<ReportAnswer>);

/// The latest answers, most recently asked last.
#[derive(Debug, Default)]
pub(crate) struct Remembered(Mutex<Vec<Known>>);

impl Remembered {
    pub(crate) fn get(&self, stamp: Stamp, question: &ReportQuestion) -> Option<Arc<ReportAnswer>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.iter().position(|(of, asked, _)| *of == stamp && asked == question)?;
        let found = known.remove(at);
        let answer = Arc::clone(&found.2);
        known.push(found);
        Some(answer)
    }

    /// Remembers an answer; answers of older facts will not be asked for again and go.
    pub(crate) fn put(&self, stamp: Stamp, question: ReportQuestion, answer: Arc<ReportAnswer>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(of, asked, _)| *of == stamp && *asked != question);
        if known.len() >= REMEMBERED {
            known.remove(0);
        }
        known.push((stamp, question, answer));
    }
}
