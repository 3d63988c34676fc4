-- The team, their sessions, one-time links, API keys and the answers already given to keyed requests.
-- Secrets of links, sessions and keys are stored as SHA-256 only: they are 256 random bits, nothing can be guessed.
create table web_user (
    id bigint not null primary key,
    email text not null unique,
    name text not null,
    role text not null,
    language text not null,
    digits text not null,
    theme text not null,
    password_hash text not null,
    totp_secret text not null,
    totp_last bigint not null,
    active boolean not null,
    created_at bigint not null,
    changed_at bigint not null
);
create table web_session (
    token_hash text not null primary key,
    user_id bigint not null references web_user (id),
    csrf text not null,
    agent text not null,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null,
    verified boolean not null,
    attempts integer not null,
    pending_totp text not null
);
create index web_session_by_user on web_session (user_id);
create index web_session_by_end on web_session (expires_at);
-- One-time links: the first owner, an invitation, a new password, a sign-in.
create table web_link (
    token_hash text not null primary key,
    purpose text not null,
    email text not null,
    name text not null,
    role text not null,
    user_id bigint,
    created_at bigint not null,
    created_by text not null,
    expires_at bigint not null,
    used_at bigint
);
create table web_api_key (
    id bigint not null primary key,
    name text not null,
    secret_hash text not null unique,
    shown text not null,
    scopes text not null,
    created_at bigint not null,
    created_by text not null,
    used_at bigint,
    revoked_at bigint
);
-- status 0: the request is being worked on, or was when the program ended.
create table web_idempotency (
    key_id bigint not null,
    key text not null,
    route text not null,
    body_hash text not null,
    status integer not null,
    location text not null,
    answer text not null,
    created_at bigint not null,
    primary key (key_id, key)
);
create index web_idempotency_by_age on web_idempotency (created_at);
-- Who did what to the doors: sign-ins, roles, keys. Only ever added to.
create table web_audit (
    id bigint not null primary key,
    at bigint not null,
    actor text not null,
    what text not null,
    subject text not null,
    detail text not null
);
create table web_dismissed (
    user_id bigint not null,
    what text not null,
    at bigint not null,
    primary key (user_id, what)
);
