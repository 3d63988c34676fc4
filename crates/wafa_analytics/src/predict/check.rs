//! Whether the fit that counts still holds, and whether it is time for another one.
//!
//! The rules, in this order; each is a constant here and a sentence on the page of the models:
//!
//! 1. A shop that has orders and no fit gets its first one ([`FitCause::First`]).
//! 2. **Drifted**: since the fit significantly more or fewer purchases came than it expected, and by at least
//!    [`wafa_models::drift::NOTABLE`] ([`FitCause::Drifted`]).
//! 3. Nothing else is a cause while nothing was bought since the fit: fitting again would say the same.
//! 4. **Grown**: the number of purchases has changed by at least [`GROWN_PERCENT`] ([`FitCause::Grown`]).
//! 5. **Others**: days since the last purchase or numbers of purchases have shifted by
//!    [`wafa_models::drift::SHIFTED`] ([`FitCause::Shifted`]).
//! 6. **Old**: the fit was made [`OLD_DAYS`] ago ([`FitCause::Old`]).
//!
//! **Invariant:** no fit follows another one by itself within [`REST_HOURS`], and one fit is replaced by itself at most
//! once: the job has the fit it replaces as its key. So fits never chase one another, whatever the data do.

use serde::{Deserialize, Serialize};
use wafa_kernel::{Day, Moment};
use wafa_models::Histories;
use wafa_models::drift::{Drift, Shift};

use super::FitCause;
use super::report::{Basis, FitReport};

/// A change of the number of purchases by so many per cent is a cause.
pub const GROWN_PERCENT: u64 = 10;
/// A fit of so many days ago is old.
pub const OLD_DAYS: i64 = 14;
/// Hours after a fit in which no other one follows by itself.
pub const REST_HOURS: i64 = 24;

const HOUR_MS: i64 = 3_600_000;

/// What a look at the fit said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict", content = "cause")]
pub enum Verdict {
    /// It holds; nothing is to be done.
    Holds,
    /// There is a cause, and the last fit was made less than [`REST_HOURS`] ago: it waits.
    Waits(FitCause),
    /// There is a cause, and a fit is asked for.
    Due(FitCause),
}

/// How the fit that counts stands against what came after it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The fit; 0 for none.
    pub fit: i64,
    /// When it was looked at.
    pub checked_at: Moment,
    /// The last whole day whose purchases count: the one before.
    #[serde(with = "crate::iso_day")]
    pub until: Day,
    /// State of the facts it was looked at with.
    pub fact_version: i64,
    /// Purchases the fit was made of.
    pub purchases_then: u64,
    /// Purchases there are now.
    pub purchases_now: u64,
    /// Purchases since the fit against what it expected; none before a whole day has passed, where too few are expected,
    /// and without a model.
    pub drift: Option<Drift>,
    /// Days since the last purchase, of everybody then and now.
    pub recency: Option<Shift>,
    /// Days with a purchase, of everybody then and now.
    pub frequency: Option<Shift>,
    /// What follows.
    #[serde(flatten)]
    pub verdict: Verdict,
}

impl Check {
    /// The key of the job that replaces this fit: there is at most one.
    #[must_use]
    pub fn key(&self) -> String {
        format!("fit:after:{}", self.fit)
    }

    pub(super) fn of(
        fit: Option<(i64, &FitReport)>,
        histories: &Histories,
        today: Day,
        fact_version: i64,
        now: Moment,
    ) -> Self {
        let until = today.plus_days(-1);
        let purchases_now = histories.iter().map(|history| history.days().len() as u64).sum();
        let mut check = Self {
            fit: 0,
            checked_at: now,
            until,
            fact_version,
            purchases_then: 0,
            purchases_now,
            drift: None,
            recency: None,
            frequency: None,
            verdict: Verdict::Holds,
        };
        if let Some((id, report)) = fit {
            check.fit = id;
            check.purchases_then = report.purchases;
            if report.basis == Basis::Model && until > report.as_of {
                let (fitted, last) = (report.as_of.number(), until.number());
                let told = report.fitted.as_ref();
                check.drift = told.and_then(|it| Drift::since(&it.model, it.unit, histories, fitted, last));
                check.recency = Shift::recency(histories, fitted, last);
                check.frequency = Shift::frequency(histories, fitted, last);
            }
        }
        check.verdict = check.judged(fit.map(|(_, report)| report.fitted_at), now);
        check
    }

    fn judged(&self, fitted_at: Option<Moment>, now: Moment) -> Verdict {
        let Some(fitted_at) = fitted_at else {
            return if self.purchases_now > 0 { Verdict::Due(FitCause::First) } else { Verdict::Holds };
        };
        let age_ms = now.ms().saturating_sub(fitted_at.ms());
        match self.cause(age_ms) {
            None => Verdict::Holds,
            Some(cause) if age_ms < REST_HOURS * HOUR_MS => Verdict::Waits(cause),
            Some(cause) => Verdict::Due(cause),
        }
    }

    fn cause(&self, age_ms: i64) -> Option<FitCause> {
        let shifted = [self.recency, self.frequency].iter().flatten().any(Shift::has_shifted);
        if self.drift.is_some_and(|drift| drift.has_drifted()) {
            Some(FitCause::Drifted)
        } else if self.purchases_now == self.purchases_then {
            None
        } else if self.has_grown() {
            Some(FitCause::Grown)
        } else if shifted {
            Some(FitCause::Shifted)
        } else {
            (age_ms >= OLD_DAYS * 24 * HOUR_MS).then_some(FitCause::Old)
        }
    }

    fn has_grown(&self) -> bool {
        let change = self.purchases_now.abs_diff(self.purchases_then);
        change.saturating_mul(100) >= self.purchases_then.saturating_mul(GROWN_PERCENT)
    }
}

#[cfg(test)]
mod tests;
