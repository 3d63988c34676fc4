//! Who may do what. Services ask for a [`Permit`]; only [`Policy::check`] makes one, so a route that forgets to
//! authorise does not compile.

use std::fmt;
use std::marker::PhantomData;

use crate::id::{ApiKeyId, UserId};

/// What a member of the team is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Owns the business: everything.
    Owner,
    /// Plans and runs marketing.
    Marketer,
    /// Serves customers.
    Agent,
    /// Reads figures and fits models.
    Analyst,
    /// Takes orders at the till.
    Cashier,
    /// Looks, touches nothing.
    ReadOnly,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 6] = [Self::Owner, Self::Marketer, Self::Agent, Self::Analyst, Self::Cashier, Self::ReadOnly];
    /// The name used in storage, URLs and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Marketer => "marketer",
            Self::Agent => "agent",
            Self::Analyst => "analyst",
            Self::Cashier => "cashier",
            Self::ReadOnly => "read_only",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or_else(|| format!("{text}: not a role"))
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in member of the team.
    User {
        /// Who.
        id: UserId,
        /// As what.
        role: Role,
    },
    /// A program with an API key.
    Key {
        /// Which key.
        id: ApiKeyId,
        /// Scopes granted, such as `orders:write`.
        scopes: Vec<String>,
    },
    /// Wafa itself or its command line: whoever can start the program owns the database.
    System(&'static str),
}

/// As written into the log: `user:…`, `key:…`, `system:…`.
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User { id, .. } => write!(f, "user:{id}"),
            Self::Key { id, .. } => write!(f, "key:{id}"),
            Self::System(name) => write!(f, "system:{name}"),
        }
    }
}

/// Something that can be permitted.
pub trait Action: 'static {
    /// Name in the access matrix, such as `customers.read`.
    const NAME: &'static str;
    /// Roles that may.
    const ROLES: &'static [Role];
    /// Scope an API key needs; empty when no key may.
    const SCOPE: &'static str;
}

/// Proof that an actor may do `A`. Cannot be made except by [`Policy::check`].
#[derive(Debug, Clone)]
pub struct Permit<A: Action> {
    actor: Actor,
    action: PhantomData<fn() -> A>,
}

impl<A: Action> Permit<A> {
    /// Who was permitted; goes into the log.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }
}

/// The actor may not do this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not permitted: {action}")]
pub struct Denied {
    /// What was refused.
    pub action: &'static str,
}

/// Decides.
#[derive(Debug, Clone, Copy)]
pub struct Policy;

impl Policy {
    /// A permit for `A`, or a refusal.
    ///
    /// # Errors
    /// [`Denied`] when neither the role nor a scope of the actor allows it.
    pub fn check<A: Action>(actor: &Actor) -> Result<Permit<A>, Denied> {
        let allowed = match actor {
            Actor::User { role, .. } => A::ROLES.contains(role),
            Actor::Key { scopes, .. } => !A::SCOPE.is_empty() && scopes.iter().any(|scope| scope == A::SCOPE),
            Actor::System(_) => true,
        };
        if allowed { Ok(Permit { actor: actor.clone(), action: PhantomData }) } else { Err(Denied { action: A::NAME }) }
    }
    /// A permit for Wafa itself: start-up, background work, the command line.
    #[must_use]
    pub const fn system<A: Action>(name: &'static str) -> Permit<A> {
        Permit { actor: Actor::System(name), action: PhantomData }
    }
}

/// The actions there are.
pub mod action {
    use super::{Action, Role};
    use Role::{Agent, Analyst, Cashier, Marketer, Owner, ReadOnly};

    macro_rules! actions {
        ($($(#[$doc:meta])* $name:ident, $text:literal, [$($role:ident),*], $scope:literal;)*) => {
            $($(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl Action for $name {
                const NAME: &'static str = $text;
                const ROLES: &'static [Role] = &[$($role),*];
                const SCOPE: &'static str = $scope;
            })*
            /// Name, roles and scope of every action, for the access matrix.
            pub const ALL: &[(&str, &[Role], &str)] = &[$(($name::NAME, $name::ROLES, $name::SCOPE)),*];
        };
    }

    actions! {
        /// See one's own account, language and password.
        UseAccount, "account.use", [Owner, Marketer, Agent, Analyst, Cashier, ReadOnly], "";
        /// See customers, their timeline and rung.
        ReadCustomers, "customers.read", [Owner, Marketer, Agent, Analyst, Cashier, ReadOnly], "customers:read";
        /// Add and change customers, tags, notes, signals.
        WriteCustomers, "customers.write", [Owner, Marketer, Agent, Cashier], "customers:write";
        /// Merge two records, or take a merge back.
        MergeCustomers, "customers.merge", [Owner, Marketer, Agent], "";
        /// Take lists of customers out of Wafa.
        ExportCustomers, "customers.export", [Owner, Marketer], "";
        /// See orders and returns.
        ReadOrders, "orders.read", [Owner, Marketer, Agent, Analyst, Cashier, ReadOnly], "orders:read";
        /// Record orders and returns.
        WriteOrders, "orders.write", [Owner, Agent, Cashier], "orders:write";
        /// See the log of events.
        ReadEvents, "events.read", [Owner, Marketer, Analyst], "events:read";
        /// Import files and take imports back.
        Import, "import.run", [Owner, Marketer], "";
        /// See figures, cohorts, predictions.
        ReadInsights, "insights.read", [Owner, Marketer, Analyst, ReadOnly], "insights:read";
        /// Save, share, schedule and delete reports.
        WriteReports, "reports.write", [Owner, Marketer, Analyst], "reports:write";
        /// Read the facts by SQL.
        QueryFacts, "facts.query", [Owner, Analyst], "";
        /// Fit models anew.
        FitModels, "models.fit", [Owner, Analyst], "";
        /// Change the rules of the ladder.
        ManageLadder, "ladder.manage", [Owner, Marketer], "";
        /// Change the settings of the business.
        ManageBusiness, "business.manage", [Owner], "";
        /// Invite, change and remove members of the team.
        ManageTeam, "team.manage", [Owner], "";
        /// Make and revoke API keys.
        ManageKeys, "keys.manage", [Owner], "";
    }
}

#[cfg(test)]
mod tests;
