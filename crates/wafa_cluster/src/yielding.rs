//! Makes joins yield, so that a query nobody waits for any longer can be stopped.
//!
//! A join makes many rows of few. When a filter above it drops all of them, the engine would run from one row to the
//! next without ever looking up, whatever the deadline. Every batch of a join counts as work here; after some of it
//! the task lets others go first, and ends when it is to.

use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::coop::CooperativeExec;
use datafusion::physical_plan::joins::{CrossJoinExec, HashJoinExec, NestedLoopJoinExec};

/// The rules of the engine, and this one after them.
pub(crate) fn rules() -> Vec<Arc<dyn PhysicalOptimizerRule + Send + Sync>> {
    let mut rules = PhysicalOptimizer::new().rules;
    rules.push(Arc::new(JoinsYield));
    rules
}

/// What a batch counts that was made by comparing everything with everything; a task has 128 before it yields.
const UNITS: usize = 32;

#[derive(Debug)]
struct JoinsYield;

impl PhysicalOptimizerRule for JoinsYield {
    fn name(&self) -> &str {
        "joins_yield"
    }

    fn schema_check(&self) -> bool {
        true
    }

    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, _: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        let wrapped = plan.transform_up(|node| {
            let units = if node.is::<CrossJoinExec>() || node.is::<NestedLoopJoinExec>() {
                UNITS
            } else {
                usize::from(node.is::<HashJoinExec>())
            };
            let wrap =
                |inner: Arc<dyn ExecutionPlan>, _| Arc::new(CooperativeExec::new(inner)) as Arc<dyn ExecutionPlan>;
            Ok(if units > 0 { Transformed::yes((0..units).fold(node, wrap)) } else { Transformed::no(node) })
        });
        wrapped.data()
    }
}
