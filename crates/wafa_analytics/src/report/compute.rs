//! Answering a report: the passes it needs, which values are shown by themselves, and the rows.

use std::collections::HashSet;
use std::sync::Arc;

use wafa_kernel::{CustomerId, Day, LadderRules, Rung};

use super::answer::{Figure, LeftOut, Note, ReportAnswer, ReportRow};
use super::axis::{Axis, AxisKind, Labels, OTHERS, ReportQuestion};
use super::fold::{Folds, GROUPS_MOST, Kept, ReportFold, Tally};
use super::spec::{Breakdown, Order};
use crate::error::Error;
use crate::figures::Excluded;
use crate::fold::Fold;
use crate::fold::calendar_table::CalendarTable;
use crate::fold::ranking::{RankingFold, Segment};
use crate::history::CustomerHistory;
use crate::lake::detail::{DetailedPass, Details, Dictionary, WordOf};
use crate::lake::pass::THREADS;
use crate::lake::{Lake, OpenedLake, Selection};

/// Values of an open second break-down shown by themselves: as many as a picture can tell apart.
const SECOND_MOST: usize = 12;
/// Rows of an answer at most.
const ROWS_MOST: usize = 50_000;

/// Answers a report from the lake. Takes a thread for the while.
///
/// # Errors
/// [`Error::ReportInvalid`] for a spec that cannot be answered, [`Error::ReportTooLarge`] for one with too many rows;
/// those of the lake.
pub fn report(lake: &Lake, question: &ReportQuestion) -> Result<ReportAnswer, Error> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    report_on(lake, question, threads)
}

/// As [`report`], on a given number of threads.
pub(super) fn report_on(lake: &Lake, question: &ReportQuestion, threads: usize) -> Result<ReportAnswer, Error> {
    let wrongs = question.spec.wrongs();
    if !wrongs.is_empty() {
        return Err(Error::ReportInvalid(wrongs));
    }
    Asking::new(&lake.reader()?, question, threads)?.answer()
}

/// One break-down in the answer: its values in their order, and how many of them are put together.
struct Shown {
    values: Vec<u32>,
    kept: Kept,
    others: u64,
}

struct Asking<'a> {
    lake: &'a OpenedLake,
    question: &'a ReportQuestion,
    threads: usize,
    axes: Vec<Axis>,
    details: Details,
}

impl<'a> Asking<'a> {
    fn new(lake: &'a OpenedLake, question: &'a ReportQuestion, threads: usize) -> Result<Self, Error> {
        let mut details = Details::default();
        let mut axes = Vec::new();
        for (at, by) in question.spec.by.iter().enumerate() {
            axes.push(Axis { by: *by, kind: kind(lake, question, at, *by, &mut details)? });
        }
        let sizes = axes.iter().map(|axis| usize::try_from(axis.always().max(1)).unwrap_or(usize::MAX));
        if sizes.fold(1usize, usize::saturating_mul) > ROWS_MOST {
            return Err(Error::ReportTooLarge);
        }
        Ok(Self { lake, question, threads, axes, details })
    }

    fn answer(&self) -> Result<ReportAnswer, Error> {
        let spec = &self.question.spec;
        let lines = self.question.by_lines();
        let (singles, together, excluded) = self.first_pass()?;
        let shown: Vec<Shown> = self.axes.iter().enumerate().map(|(at, axis)| self.shown(at, axis, &singles)).collect();
        let whole = match together.filter(|fold| !fold.full()) {
            Some(fold) if shown.iter().all(|shown| shown.kept.is_none()) => fold,
            _ => self.narrowed(&shown)?,
        };
        let rows = self.rows(&whole, &shown)?;
        if rows.len() > ROWS_MOST {
            return Err(Error::ReportTooLarge);
        }
        let total = spec.measures.iter().map(|measure| whole.whole().figure(*measure, lines)).collect();
        Ok(ReportAnswer {
            from: self.question.from,
            to: self.question.to,
            currency: self.question.currency,
            by: spec.by.clone(),
            measures: spec.measures.clone(),
            rows,
            total,
            left_out: self.left_out(excluded)?,
            notes: self.notes(&shown),
        })
    }

    fn rows(&self, whole: &ReportFold, shown: &[Shown]) -> Result<Vec<ReportRow>, Error> {
        let words = self.words()?;
        let lines = self.question.by_lines();
        let nothing = [0u32];
        let of = |at: usize| shown.get(at).map_or(nothing.as_slice(), |shown| shown.values.as_slice());
        let mut rows = Vec::new();
        if self.axes.is_empty() {
            return Ok(rows);
        }
        for one in of(0) {
            for other in of(1) {
                // A month in which nothing happened is a row of its own, unless it is told apart further.
                let always = self.axes.len() == 1 && *one != OTHERS && self.axes.iter().all(|axis| axis.always() > 0);
                let tally = whole.tally((*one, *other)).copied();
                let Some(tally) = tally.or_else(|| always.then(Tally::default)) else { continue };
                let keys = self.axes.iter().zip([*one, *other]).zip(&words);
                let figures = self.question.spec.measures.iter().map(|measure| tally.figure(*measure, lines));
                rows.push(ReportRow {
                    keys: keys.map(|((axis, value), words)| axis.key(value, words)).collect(),
                    figures: figures.collect(),
                });
            }
        }
        Ok(rows)
    }

    /// Each break-down by itself, to know and rank its values, and all of them together, in one pass.
    fn first_pass(&self) -> Result<(Vec<ReportFold>, Option<ReportFold>, Excluded), Error> {
        let all: Vec<_> = self.axes.iter().map(|axis| (axis.clone(), None)).collect();
        let mut sets: Vec<_> = all.iter().map(|one| Arc::new(vec![one.clone()])).collect();
        if sets.len() != 1 {
            sets.push(Arc::new(all));
        }
        let from = self.question.from;
        let (mut singles, excluded) =
            self.pass(|| Folds(sets.iter().map(|axes| ReportFold::new(from, Arc::clone(axes))).collect()))?;
        let together = if self.axes.len() == 1 { singles.first().cloned() } else { singles.pop() };
        if singles.iter().any(ReportFold::full) {
            return Err(Error::ReportTooLarge);
        }
        Ok((singles, together, excluded))
    }

    /// All break-downs together, values that are not shown put together.
    fn narrowed(&self, shown: &[Shown]) -> Result<ReportFold, Error> {
        let axes = self.axes.iter().cloned().zip(shown.iter().map(|shown| shown.kept.clone())).collect();
        let axes = Arc::new(axes);
        let from = self.question.from;
        let (folds, _) = self.pass(|| Folds(vec![ReportFold::new(from, Arc::clone(&axes))]))?;
        let fold = folds.into_iter().next().ok_or(Error::Interrupted)?;
        if fold.full() { Err(Error::ReportTooLarge) } else { Ok(fold) }
    }

    fn pass(&self, make: impl Fn() -> Folds + Sync) -> Result<(Vec<ReportFold>, Excluded), Error> {
        let selection = selection(self.question);
        let lines = self.question.by_lines();
        let pass = DetailedPass { selection: &selection, details: &self.details, lines, from: self.question.from };
        let (folds, excluded) = self.lake.fold_detailed(self.threads, &pass, make)?;
        Ok((folds.0, excluded))
    }

    /// Which values of a break-down are shown, in which order.
    fn shown(&self, at: usize, axis: &Axis, singles: &[ReportFold]) -> Shown {
        let spec = &self.question.spec;
        let Some(single) = singles.get(at) else { return Shown { values: Vec::new(), kept: None, others: 0 } };
        let mut found: Vec<(u32, &Tally)> = single.tallies().iter().map(|((one, _), tally)| (*one, tally)).collect();
        let words = self.details_words(axis);
        let ranked = axis.by.is_open() || (at == 0 && spec.order.is_some());
        match spec.ranked_by().filter(|_| ranked) {
            Some(order) => self.rank(&mut found, axis, &words, order),
            None => found.sort_by_key(|(value, _)| (*value == 0, *value)),
        }
        let mut values: Vec<u32> = found.iter().map(|(value, _)| *value).filter(|value| *value != OTHERS).collect();
        let has_others = found.iter().any(|(value, _)| *value == OTHERS);
        if !ranked && axis.always() > 0 {
            values = (1..=axis.always()).collect();
        } else {
            let missing = (1..=axis.always()).filter(|value| !found.iter().any(|(found, _)| found == value));
            values.extend(missing.collect::<Vec<_>>());
        }
        let most = if at == 0 { usize::try_from(spec.limit).unwrap_or(usize::MAX) } else { SECOND_MOST };
        let mut kept = None;
        let mut others = 0;
        if axis.by.is_open() && values.len() > most {
            others = u64::try_from(values.len() - most).unwrap_or(0);
            values.truncate(most);
            kept = Some(Arc::new(values.iter().copied().collect::<HashSet<u32>>()));
        }
        if has_others || kept.is_some() {
            values.push(OTHERS);
        }
        Shown { values, kept, others }
    }

    /// Most first, or least first; what has no figure last; equal ones by name.
    fn rank(&self, found: &mut [(u32, &Tally)], axis: &Axis, words: &[String], order: Order) {
        let lines = self.question.by_lines();
        let figure = |tally: &Tally| tally.figure(order.by, lines).map(Figure::number);
        found.sort_by(|(one, a), (other, b)| {
            let (a, b) = (figure(a), figure(b));
            let by_figure = match (a, b) {
                (Some(a), Some(b)) if order.ascending => a.total_cmp(&b),
                (Some(a), Some(b)) => b.total_cmp(&a),
                (a, b) => a.is_none().cmp(&b.is_none()),
            };
            by_figure.then_with(|| axis.key(*one, words).cmp(&axis.key(*other, words)))
        });
    }

    fn details_words(&self, axis: &Axis) -> Vec<String> {
        let AxisKind::Word(at) = axis.kind else { return Vec::new() };
        self.details
            .words
            .get(at)
            .and_then(Option::as_ref)
            .and_then(|dictionary| dictionary.words())
            .unwrap_or_default()
    }

    /// The words of each break-down.
    fn words(&self) -> Result<Vec<Vec<String>>, Error> {
        let full = self.details.words.iter().flatten().any(|dictionary| dictionary.words().is_none());
        if full {
            return Err(Error::ReportTooLarge);
        }
        Ok(self.axes.iter().map(|axis| self.details_words(axis)).collect())
    }

    fn left_out(&self, excluded: Excluded) -> Result<LeftOut, Error> {
        let question = self.question;
        let parts = question.only.is_some() || question.orders.is_some();
        let without_customer =
            if parts { 0 } else { self.lake.orders_of_nobody(&selection(question), question.from)? };
        Ok(LeftOut { without_customer, not_counting: excluded.not_counting, other_currency: excluded.other_currency })
    }

    fn notes(&self, shown: &[Shown]) -> Vec<Note> {
        let mut notes = Vec::new();
        for (axis, shown) in self.axes.iter().zip(shown) {
            if shown.others > 0 {
                notes.push(Note::Others { by: axis.by, values: shown.others });
            }
            if matches!(axis.by, Breakdown::Tag | Breakdown::Product) {
                notes.push(Note::SeveralRows { by: axis.by });
            }
        }
        if self.question.by_lines() {
            notes.push(Note::ByLines);
        }
        notes
    }
}

fn selection(question: &ReportQuestion) -> Selection<'_> {
    Selection {
        as_of: question.to,
        currency: question.currency,
        only: question.only.as_deref(),
        orders: question.orders.as_deref(),
    }
}

/// Makes a break-down ready. Rungs and segments are those of all orders of a customer, whatever the report filters.
fn kind(
    lake: &OpenedLake,
    question: &ReportQuestion,
    at: usize,
    by: Breakdown,
    details: &mut Details,
) -> Result<AxisKind, Error> {
    let periods = || question.periods.get(at).cloned().unwrap_or_default();
    let mut word = |of: WordOf| {
        if let Some(slot) = details.words.get_mut(at) {
            *slot = Some(Dictionary::new(of));
        }
        AxisKind::Word(at)
    };
    let all = Selection { orders: None, ..selection(question) };
    Ok(match by {
        Breakdown::Day | Breakdown::Week | Breakdown::Month | Breakdown::Quarter | Breakdown::Year => {
            let periods = periods();
            AxisKind::Time(CalendarTable::new(&periods), periods)
        }
        Breakdown::Cohort => {
            let periods = periods();
            AxisKind::Cohort(CalendarTable::new(&periods), periods)
        }
        Breakdown::Weekday => AxisKind::Weekday,
        Breakdown::OrderNumber => AxisKind::OrderNumber,
        Breakdown::Channel => word(WordOf::Channel),
        Breakdown::Campaign => word(WordOf::Campaign),
        Breakdown::Product => word(WordOf::Product),
        Breakdown::Source | Breakdown::City | Breakdown::Tag => {
            AxisKind::Labels(question.labels.get(at).cloned().unwrap_or_default())
        }
        Breakdown::Rung => {
            let (fold, _) = lake.fold(&all, || RungFold::new(question.rules, question.to))?;
            AxisKind::Labels(Arc::new(Labels::numbered(fold.rows)))
        }
        Breakdown::Segment => {
            let everybody = Selection { only: None, ..all };
            let (ranking, _) = lake.fold(&everybody, RankingFold::default)?;
            let place = |segment: Segment| Segment::ALL.iter().position(|other| *other == segment).unwrap_or(0);
            let number = |r, f| u32::try_from(place(Segment::of(r, f)) + 1).unwrap_or(OTHERS);
            let rows = ranking.scores().into_iter().map(|score| (score.customer.raw(), number(score.r, score.f)));
            AxisKind::Labels(Arc::new(Labels::numbered(rows.collect())))
        }
    })
}

/// On which rung each customer stands.
struct RungFold {
    rules: LadderRules,
    as_of: Day,
    days: Vec<Day>,
    rows: Vec<(i64, u32)>,
}

impl RungFold {
    const fn new(rules: LadderRules, as_of: Day) -> Self {
        Self { rules, as_of, days: Vec::new(), rows: Vec::new() }
    }
}

impl Fold for RungFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        self.days.clear();
        self.days.extend(customer.purchases.iter().map(|purchase| purchase.on));
        let rung = wafa_kernel::ladder::stand(&self.days, customer.signals, &self.rules, self.as_of);
        let at = Rung::ALL.iter().position(|other| *other == rung).unwrap_or(0);
        let id: CustomerId = customer.customer;
        self.rows.push((id.raw(), u32::try_from(at + 1).unwrap_or(OTHERS)));
    }
    fn merge(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }
}

const _: () = assert!(GROUPS_MOST > ROWS_MOST);
