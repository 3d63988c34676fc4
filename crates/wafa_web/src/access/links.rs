//! One-time links: the first owner, an invitation, a new password, a sign-in.

use serde::Serialize;
use wafa_db::{Db, Tx, values};
use wafa_kernel::policy::action::ManageTeam;
use wafa_kernel::{Actor, Language, Moment, Permit, Role, UserId};

use super::users::{self, NewUser};
use super::{Error, Result, audit, token};
use crate::app::App;

const HOUR_MS: i64 = 3_600_000;

const ADD: &str = "insert into web_link (token_hash, purpose, email, name, role, user_id, created_at, created_by, expires_at, used_at) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null)";
const FIND: &str =
    "select purpose, email, name, role, user_id, expires_at from web_link where token_hash = $1 and used_at is null";
const USE: &str = "update web_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2";
const VOID_PURPOSE: &str = "delete from web_link where purpose = $1 and email = $2 and used_at is null";
const OPEN_INVITES: &str = "select token_hash, email, name, role, created_at, expires_at from web_link \
    where purpose = 'invite' and used_at is null and expires_at > $1 order by created_at";
const WITHDRAW: &str = "delete from web_link where token_hash = $1 and purpose = 'invite' and used_at is null";

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Makes the first owner.
    FirstRun,
    /// Makes a member of the team.
    Invite,
    /// Sets a new password and takes the second factor off.
    Reset,
    /// Signs in.
    SignIn,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::FirstRun => "first_run",
            Self::Invite => "invite",
            Self::Reset => "reset",
            Self::SignIn => "sign_in",
        }
    }
    fn of(name: &str) -> Option<Self> {
        [Self::FirstRun, Self::Invite, Self::Reset, Self::SignIn].into_iter().find(|purpose| purpose.as_str() == name)
    }
    const fn life_ms(self) -> i64 {
        match self {
            Self::FirstRun => 24 * HOUR_MS,
            Self::Invite => 7 * 24 * HOUR_MS,
            Self::Reset | Self::SignIn => HOUR_MS,
        }
    }
}

/// An open link.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it is for.
    pub purpose: Purpose,
    /// For whom.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they will be.
    pub role: Role,
    /// Who they are, when they are known already.
    pub user: Option<UserId>,
}

async fn make(tx: &mut Tx, link: &Link, actor: &Actor) -> Result<String> {
    let secret = token::fresh();
    let now = tx.now();
    tx.execute(VOID_PURPOSE, values![link.purpose.as_str(), link.email.as_str()]).await?;
    let ends = now.plus_ms(link.purpose.life_ms());
    let row = values![
        token::hash(&secret),
        link.purpose.as_str(),
        link.email.as_str(),
        link.name.as_str(),
        link.role.as_str(),
        link.user,
        now,
        actor.to_string(),
        ends
    ];
    tx.execute(ADD, row).await?;
    Ok(secret)
}

/// What an open link is for.
///
/// # Errors
/// [`Error::LinkExpired`].
pub async fn find(db: &Db, secret: &str) -> Result<Link> {
    let rows = db.read(FIND, values![token::hash(secret)]).await?;
    let row = rows.first().ok_or(Error::LinkExpired)?;
    let (purpose, role): (String, String) = (row.get(0)?, row.get(3)?);
    let expires_at: Moment = row.get(5)?;
    if expires_at <= db.now() {
        return Err(Error::LinkExpired);
    }
    Ok(Link {
        purpose: Purpose::of(&purpose).ok_or(Error::LinkExpired)?,
        email: row.get(1)?,
        name: row.get(2)?,
        role: role.parse().map_err(|_| Error::LinkExpired)?,
        user: row.get(4)?,
    })
}

/// Uses a link up. It opens once: of two at the same moment one is refused.
///
/// # Errors
/// [`Error::LinkExpired`].
pub async fn use_up(tx: &mut Tx, secret: &str) -> Result<()> {
    let now = tx.now();
    if tx.execute(USE, values![token::hash(secret), now]).await? == 1 { Ok(()) } else { Err(Error::LinkExpired) }
}

/// The link that makes the first owner, for the console; `None` once there is somebody. Making it voids the one before.
///
/// # Errors
/// The database's.
pub async fn first_run_link(app: &App) -> Result<Option<String>> {
    let mut tx = app.db.begin().await?;
    if users::anybody(&mut tx).await? {
        return Ok(None);
    }
    let link =
        Link { purpose: Purpose::FirstRun, email: String::new(), name: String::new(), role: Role::Owner, user: None };
    let secret = make(&mut tx, &link, &Actor::System("first run")).await?;
    tx.commit().await?;
    Ok(Some(app.config.address(&format!("/first-run/{secret}"))))
}

/// A link that signs a member in once, within the hour. For the command line: whoever can start the program owns the database.
///
/// # Errors
/// [`Error::UserNotFound`].
pub async fn sign_in_link(app: &App, email: &str) -> Result<String> {
    personal_link(app, email, Purpose::SignIn).await
}

/// A link that sets a new password and takes the second factor off. For the command line.
///
/// # Errors
/// [`Error::UserNotFound`].
pub async fn reset_link(app: &App, email: &str) -> Result<String> {
    personal_link(app, email, Purpose::Reset).await
}

async fn personal_link(app: &App, email: &str, purpose: Purpose) -> Result<String> {
    let user = users::by_email(&app.db, email).await?.filter(|user| user.active).ok_or(Error::UserNotFound)?;
    let mut tx = app.db.begin().await?;
    let actor = Actor::System("command line");
    let link =
        Link { purpose, email: user.email.clone(), name: user.name.clone(), role: user.role, user: Some(user.id) };
    let secret = make(&mut tx, &link, &actor).await?;
    audit::note(&mut tx, &actor, "link.made", &user.email, purpose.as_str()).await?;
    tx.commit().await?;
    Ok(app.config.address(&format!("/link/{secret}")))
}

/// The demo's door: makes an owner without a password when there is nobody, and a link that signs them in.
///
/// # Errors
/// The database's.
pub async fn demo_link(app: &App, email: &str, name: &str, language: Language) -> Result<String> {
    if users::by_email(&app.db, email).await?.is_none() {
        let mut tx = app.db.begin().await?;
        let new = NewUser {
            email: email.to_owned(),
            name: name.to_owned(),
            role: Role::Owner,
            language,
            password_hash: String::new(),
        };
        users::add(&mut tx, &new, &Actor::System("demo")).await?;
        tx.commit().await?;
    }
    sign_in_link(app, email).await
}

/// Invitations to the team.
pub mod invites {
    use super::*;

    /// An invitation nobody has used yet.
    #[derive(Debug, Clone, Serialize)]
    pub struct Invite {
        /// Names it when it is withdrawn.
        pub id: String,
        /// For whom.
        pub email: String,
        /// What they are called.
        pub name: String,
        /// What they will be.
        pub role: Role,
        /// Since when.
        pub created_at: Moment,
        /// Until when.
        pub expires_at: Moment,
    }

    /// Invites somebody; returns the link to hand to them, shown once. An earlier invitation of theirs is void.
    ///
    /// # Errors
    /// [`Error::EmailUnreadable`], [`Error::EmailTaken`].
    pub async fn invite(app: &App, permit: &Permit<ManageTeam>, email: &str, name: &str, role: Role) -> Result<String> {
        let email = wafa_text::email::parse(email).ok_or(Error::EmailUnreadable)?;
        if users::by_email(&app.db, &email).await?.is_some() {
            return Err(Error::EmailTaken);
        }
        let mut tx = app.db.begin().await?;
        let name: String = name.trim().chars().take(120).collect();
        let link = Link { purpose: Purpose::Invite, email: email.clone(), name, role, user: None };
        let secret = make(&mut tx, &link, permit.actor()).await?;
        audit::note(&mut tx, permit.actor(), "user.invited", &email, role.as_str()).await?;
        tx.commit().await?;
        Ok(app.config.address(&format!("/link/{secret}")))
    }

    /// A link by which a member sets a new password, made by the owner.
    ///
    /// # Errors
    /// [`Error::UserNotFound`].
    pub async fn help(app: &App, permit: &Permit<ManageTeam>, user: UserId) -> Result<String> {
        let user = users::get(&app.db, user).await?;
        let mut tx = app.db.begin().await?;
        let link = Link {
            purpose: Purpose::Reset,
            email: user.email.clone(),
            name: user.name,
            role: user.role,
            user: Some(user.id),
        };
        let secret = make(&mut tx, &link, permit.actor()).await?;
        audit::note(&mut tx, permit.actor(), "link.made", &user.email, "reset").await?;
        tx.commit().await?;
        Ok(app.config.address(&format!("/link/{secret}")))
    }

    /// Invitations nobody has used yet.
    ///
    /// # Errors
    /// The database's.
    pub async fn open(db: &Db, _: &Permit<ManageTeam>) -> Result<Vec<Invite>> {
        let rows = db.read(OPEN_INVITES, values![db.now()]).await?;
        rows.iter()
            .map(|row| {
                let role: String = row.get(3)?;
                Ok(Invite {
                    id: row.get(0)?,
                    email: row.get(1)?,
                    name: row.get(2)?,
                    role: role.parse().unwrap_or(Role::ReadOnly),
                    created_at: row.get(4)?,
                    expires_at: row.get(5)?,
                })
            })
            .collect()
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`Error::LinkExpired`] when there is none.
    pub async fn withdraw(db: &Db, permit: &Permit<ManageTeam>, id: &str) -> Result<()> {
        let mut tx = db.begin().await?;
        if tx.execute(WITHDRAW, values![id]).await? == 0 {
            return Err(Error::LinkExpired);
        }
        audit::note(&mut tx, permit.actor(), "user.invitation_withdrawn", "", "").await?;
        tx.commit().await?;
        Ok(())
    }
}
