//! One database behind SQLite and PostgreSQL: transactions, migrations, events, outbox, jobs, timers.
