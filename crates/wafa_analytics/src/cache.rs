//! Answers already computed, as long as the facts are the same.

use std::sync::{Arc, Mutex, PoisonError};

use crate::figures::Figures;
use crate::lake::Stamp;
use crate::question::Question;

/// Questions remembered: a few people looking at a few pages.
const REMEMBERED: usize = 32;
/// Cells of cohorts remembered, some 10 MB: ten years of weeks have 138,000.
const MOST_CELLS: usize = 300_000;

/// The latest answers, most recently asked last.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    answers: Mutex<Vec<Answer>>,
}

#[derive(Debug)]
struct Answer {
    stamp: Stamp,
    question: Question,
    figures: Arc<Figures>,
}

impl Answer {
    fn cells(&self) -> usize {
        self.figures.cohorts.iter().map(|cohort| cohort.cells.len()).sum()
    }
}

impl Cache {
    pub(crate) fn get(&self, stamp: Stamp, question: &Question) -> Option<Arc<Figures>> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let at = answers.iter().position(|answer| answer.stamp == stamp && answer.question == *question)?;
        let answer = answers.remove(at);
        let figures = Arc::clone(&answer.figures);
        answers.push(answer);
        Some(figures)
    }

    /// Remembers an answer; answers of older facts will not be asked for again and go.
    pub(crate) fn put(&self, stamp: Stamp, question: Question, figures: Arc<Figures>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.retain(|answer| answer.stamp == stamp && answer.question != question);
        answers.push(Answer { stamp, question, figures });
        let weight = |answers: &[Answer]| answers.iter().map(Answer::cells).sum::<usize>();
        while answers.len() > REMEMBERED || (answers.len() > 1 && weight(&answers) > MOST_CELLS) {
            answers.remove(0);
        }
    }
}
