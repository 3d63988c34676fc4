//! The rules of the ladder and their versions.

use serde::{Deserialize, Serialize};
use wafa_db::{Db, NewJob, Tx};
use wafa_kernel::policy::action::{ManageLadder, ReadCustomers};
use wafa_kernel::{Day, Event, LadderRules, Permit};

use crate::ask::Ask;
use crate::error::Error;
use crate::{Customers, place};

/// Key of the setting. Its JSON is [`LadderRules`] with the day they hold from.
const KEY: &str = "ladder.rules";

/// The rules as they hold from a day on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuleVersion {
    /// Version; 0 are the rules nobody changed yet.
    pub version: i64,
    /// First day they hold; none = since ever.
    pub from: Option<Day>,
    /// The rules.
    pub rules: LadderRules,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Stored {
    #[serde(flatten)]
    rules: LadderRules,
    from: Day,
}

impl Customers {
    /// The rules in force and their version; version 0 are the rules nobody changed yet.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn rules(&self, _permit: &Permit<ReadCustomers>) -> Result<(LadderRules, i64), Error> {
        rules_of(&mut Ask::Db(&self.db)).await
    }

    /// Every version of the rules, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn rule_versions(&self, _permit: &Permit<ReadCustomers>) -> Result<Vec<RuleVersion>, Error> {
        versions_of(&self.db).await
    }

    /// Puts rules in force from today on; the history before stays as it was. Everybody is judged anew in the
    /// background. Returns the version.
    ///
    /// # Errors
    /// [`Error::RulesInvalid`] when the rules contradict themselves.
    pub async fn save_rules(&self, permit: &Permit<ManageLadder>, rules: LadderRules) -> Result<i64, Error> {
        if !is_sound(&rules) {
            return Err(Error::RulesInvalid);
        }
        let mut tx = self.db.begin().await?;
        let from = place::today(&mut tx).await?;
        let version = tx.save_setting(KEY, &Stored { rules, from }, permit.actor()).await?;
        tx.record(permit.actor(), Event::LadderRulesChanged { version }).await?;
        let run_at = tx.now();
        tx.enqueue(recompute_job(version, 0, run_at)).await?;
        wafa_db::facts::changed(&mut tx, []).await?;
        tx.commit().await?;
        Ok(version)
    }
}

/// The job that judges everybody after `after` anew.
pub(crate) fn recompute_job(version: i64, after: i64, run_at: wafa_kernel::Moment) -> NewJob {
    NewJob {
        kind: "ladder.recompute",
        body: serde_json::json!({ "version": version, "after": after }).to_string(),
        run_at,
        priority: 0,
        dedupe_key: Some(format!("ladder.recompute:{version}:{after}")),
    }
}

/// Each rung asks for at least as much as the one below it.
fn is_sound(rules: &LadderRules) -> bool {
    rules.repeat_orders >= 2
        && rules.loyal_orders >= rules.repeat_orders
        && rules.loyal_gap_factor.is_finite()
        && (1.0..=100.0).contains(&rules.loyal_gap_factor)
        && (1..=100).contains(&rules.advocate_signals)
        && rules.loyal_orders <= 10_000
}

/// Versions as the transaction sees them, oldest first, beginning with the rules nobody changed.
pub(crate) async fn versions_in(tx: &mut Tx) -> Result<Vec<RuleVersion>, Error> {
    const SQL: &str = "select version, body from setting_version where key = $1 order by version";
    let rows = tx.read(SQL, wafa_db::values![KEY]).await?;
    let mut versions = vec![untouched()];
    for row in rows {
        versions.push(version(row.get(0)?, &row.get::<String>(1)?)?);
    }
    Ok(versions)
}

/// The rules in force and their version, as whoever asks sees them.
pub(crate) async fn rules_of(ask: &mut Ask<'_>) -> Result<(LadderRules, i64), Error> {
    let stored = match ask {
        Ask::Db(db) => db.setting::<Stored>(KEY).await?,
        Ask::Tx(tx) => tx.setting::<Stored>(KEY).await?,
    };
    Ok(stored.map_or((LadderRules::default(), 0), |(stored, version)| (stored.rules, version)))
}

/// The version in force, as the transaction sees it.
pub(crate) async fn current_version(tx: &mut Tx) -> Result<i64, Error> {
    Ok(tx.setting::<Stored>(KEY).await?.map_or(0, |(_, version)| version))
}

async fn versions_of(db: &Db) -> Result<Vec<RuleVersion>, Error> {
    let mut history = db.setting_history(KEY).await?;
    history.reverse();
    let mut versions = vec![untouched()];
    for kept in history {
        versions.push(version(kept.version, &kept.body)?);
    }
    Ok(versions)
}

fn untouched() -> RuleVersion {
    RuleVersion { version: 0, from: None, rules: LadderRules::default() }
}

fn version(version: i64, body: &str) -> Result<RuleVersion, Error> {
    let stored: Stored = serde_json::from_str(body)?;
    Ok(RuleVersion { version, from: Some(stored.from), rules: stored.rules })
}
