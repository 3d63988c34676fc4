//! The program: command line and wiring. What it does lives in the other crates.

mod cli;
mod commands;
mod config;
mod demo;
mod desk;
mod shop;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, Import, Key};

/// What is logged unless `WAFA_LOG` says otherwise: what needs somebody's eye, and what would go out by mail.
const LOGGED: &str = "warn,wafa_web::reports=info";

fn main() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("WAFA_LOG").unwrap_or_else(|_| LOGGED.into()))
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&anyhow::Error::new(error)),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        // Whoever reads our output has read enough: `wafa predict | head`.
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.into_iter().any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// One clear line for people, the chain of causes included; exit code 2.
fn fail(error: &anyhow::Error) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "wafa: {error:#}");
    ExitCode::from(2)
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let config = config::Config::read(cli.config.as_deref())?;
    match cli.command {
        Command::Serve(options) => commands::serve::run(config, &options).await?,
        Command::Worker(options) => commands::worker::run(config, &options).await?,
        Command::Demo(options) => commands::demo::run(config, &options).await?,
        Command::Import(Import::Orders(options)) => return commands::import::orders(config, &options).await,
        Command::Import(Import::Undo { store, batch, json }) => {
            commands::import::undo(config.over(&store), &batch, json).await?
        }
        Command::Insights(options) => commands::insights::run(config, &options).await?,
        Command::Predict(options) => commands::predict::run(config, &options).await?,
        Command::Model(command) => {
            return tokio::task::spawn_blocking(move || commands::model::run(&command)).await?;
        }
        Command::Report(command) => commands::report::run(config, &command).await?,
        Command::Verify(options) => return commands::verify::run(config, &options).await,
        Command::Lake(command) => commands::lake::run(config, &command).await?,
        Command::Bench(cli::Bench::Lake(options)) => commands::bench::lake(&options)?,
        Command::Backup { store, file, rows } => commands::backup::write(config.over(&store), &file, rows).await?,
        Command::Restore { store, file } => commands::backup::restore(&config.over(&store), &file).await?,
        Command::Routes { json } => commands::routes::run(json)?,
        Command::Key(Key::Create { store, name, scopes, json }) => {
            commands::team::key(config.over(&store), &name, scopes, json).await?;
        }
        Command::Link { store, email } => commands::team::link(config.over(&store), &email).await?,
    }
    Ok(ExitCode::SUCCESS)
}
