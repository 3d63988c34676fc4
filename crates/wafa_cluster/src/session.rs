//! Sessions: what one query sees, and which machines it may use.

use std::sync::Arc;

use datafusion::error::Result;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SessionContext;
use datafusion::prelude::SessionConfig;
use datafusion_distributed::{DistributedExt, SessionStateBuilderExt};
use wafa_analytics::{Lake, Manifest};
use wafa_kernel::Day;

use crate::store::{self, Lakes};
use crate::views;
use crate::workers::{Alive, Channels};
use crate::yielding;

/// Partitions on each machine.
const PARTITIONS: usize = 4;

/// [`Manifest::written_down_before`] of the lake of a session.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WrittenDown {
    before: Day,
}

impl WrittenDown {
    /// Whether the ladder of a day is told as it was written down.
    pub fn holds(context: &SessionContext, as_of: Day) -> bool {
        context.state().config().get_extension::<Self>().is_some_and(|written| as_of < written.before)
    }
}

/// Settings every machine shares.
pub(crate) fn config() -> SessionConfig {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).clamp(1, PARTITIONS);
    let mut config = SessionConfig::new().with_target_partitions(threads).with_information_schema(false);
    let options = config.options_mut();
    options.execution.parquet.schema_force_view_types = false;
    options.execution.enable_recursive_ctes = false;
    config
}

/// A session over the views of a lake. With machines that are alive, its queries are shared among them.
pub(crate) async fn over(lake: &Lake, memory: usize, alive: Option<(&Alive, &Channels)>) -> Result<SessionContext> {
    let (lakes, name) = store::place_of(lake.folder())?;
    let manifest = lake.status().map_err(outside)?.ok_or_else(|| outside(wafa_analytics::Error::NotBuilt))?;
    of_manifest(&Lakes::Folder(lakes), &name, &manifest, memory, alive).await
}

async fn of_manifest(
    lakes: &Lakes,
    name: &str,
    manifest: &Manifest,
    memory: usize,
    alive: Option<(&Alive, &Channels)>,
) -> Result<SessionContext> {
    let mut builder = SessionStateBuilder::new()
        .with_config(config().with_extension(Arc::new(WrittenDown { before: manifest.written_down_before() })))
        .with_runtime_env(store::runtime(lakes, memory)?)
        .with_default_features()
        .with_physical_optimizer_rules(yielding::rules())
        .with_table_functions(Default::default());
    if let Some((alive, channels)) = alive {
        builder = builder
            .with_distributed_worker_resolver(alive.clone())
            .with_distributed_channel_resolver(channels.clone())
            .with_distributed_file_scan_config_bytes_per_partition(alive.share_from_bytes())?
            .with_distributed_metrics_collection(false)?
            .with_distributed_planner();
    }
    let context = SessionContext::new_with_state(builder.build());
    views::register(&context, name, manifest).await?;
    Ok(context)
}

fn outside(error: wafa_analytics::Error) -> datafusion::error::DataFusionError {
    datafusion::error::DataFusionError::External(Box::new(error))
}

/// A session of no lake, to read text with.
pub(crate) fn empty() -> SessionContext {
    let state = SessionStateBuilder::new().with_config(config()).with_default_features();
    SessionContext::new_with_state(state.with_table_functions(Default::default()).build())
}
