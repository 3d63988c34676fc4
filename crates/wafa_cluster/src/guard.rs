//! What people may ask: one query that reads the views, and no function that makes memory out of nothing.

use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::error::DataFusionError;
use datafusion::execution::context::{SQLOptions, SessionContext};
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::sql::parser::Statement;
use datafusion::sql::sqlparser::ast;
use datafusion::sql::sqlparser::ast::{SetExpr, Visit, Visitor};
use std::ops::ControlFlow;
use wafa_analytics::desk::{MOST_SQL, SqlRefusal};

use crate::error::not_understood;

/// Functions whose result is as long as somebody says: a few words would fill the memory before any limit notices.
const CLOSED: &[&str] = &["repeat", "lpad", "rpad", "space", "array_repeat", "range", "generate_series"];

/// Reads a text as the one query it must be. Nothing is looked up or run yet.
pub(crate) fn read(context: &SessionContext, sql: &str) -> Result<Statement, SqlRefusal> {
    if sql.chars().count() > MOST_SQL {
        return Err(SqlRefusal::TooLong);
    }
    let state = context.state();
    let dialect = state.config().options().sql_parser.dialect;
    let statement =
        state.sql_to_statement(sql.trim().trim_end_matches(';'), &dialect).map_err(|error| several(&error))?;
    let Statement::Statement(inner) = &statement else { return Err(SqlRefusal::OnlyReading) };
    match inner.as_ref() {
        ast::Statement::Query(query) => only_selects(query).map(|()| statement),
        _ => Err(SqlRefusal::OnlyReading),
    }
}

/// Several statements at once are not one that cannot be understood.
fn several(error: &DataFusionError) -> SqlRefusal {
    let refusal = not_understood(error);
    if refusal.words().contains("single SQL statement") || refusal.words().contains("only supports a single") {
        return SqlRefusal::OnlyReading;
    }
    refusal
}

/// Queries can hide what writes: `select … into`, `with x as (delete …)`, `for update`.
fn only_selects(query: &ast::Query) -> Result<(), SqlRefusal> {
    struct Writes;
    impl Visitor for Writes {
        type Break = SqlRefusal;
        fn pre_visit_query(&mut self, query: &ast::Query) -> ControlFlow<SqlRefusal> {
            if query.with.as_ref().is_some_and(|with| with.recursive) {
                return ControlFlow::Break(SqlRefusal::NotAllowed("with recursive".to_owned()));
            }
            match query.body.as_ref() {
                _ if !query.locks.is_empty() => ControlFlow::Break(SqlRefusal::OnlyReading),
                SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_) => {
                    ControlFlow::Break(SqlRefusal::OnlyReading)
                }
                SetExpr::Select(select) if select.into.is_some() => ControlFlow::Break(SqlRefusal::OnlyReading),
                _ => ControlFlow::Continue(()),
            }
        }
    }
    match query.visit(&mut Writes) {
        ControlFlow::Break(refusal) => Err(refusal),
        ControlFlow::Continue(()) => Ok(()),
    }
}

/// Makes the plan of a query and looks at every part of it.
pub(crate) async fn plan(context: &SessionContext, statement: Statement) -> Result<LogicalPlan, SqlRefusal> {
    let plan = context.state().statement_to_plan(statement).await.map_err(|error| not_understood(&error))?;
    let options = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    options.verify_plan(&plan).map_err(|_| SqlRefusal::OnlyReading)?;
    let mut refused = None;
    let walked = plan.apply_with_subqueries(|part| {
        refused = refused.take().or_else(|| closed(part));
        Ok(if refused.is_some() { TreeNodeRecursion::Stop } else { TreeNodeRecursion::Continue })
    });
    match refused {
        Some(refusal) => Err(refusal),
        None => walked.map(|_| plan).map_err(|error| not_understood(&error)),
    }
}

/// Why a part of a plan is not allowed. What is not known here is not.
fn closed(part: &LogicalPlan) -> Option<SqlRefusal> {
    use LogicalPlan as P;
    match part {
        P::Projection(_) | P::Filter(_) | P::Window(_) | P::Aggregate(_) | P::Sort(_) | P::Join(_) | P::Union(_) => {}
        P::TableScan(_) | P::EmptyRelation(_) | P::Subquery(_) | P::SubqueryAlias(_) | P::Limit(_) | P::Values(_) => {}
        P::Distinct(_) => {}
        _ => return Some(SqlRefusal::OnlyReading),
    }
    let mut refused = None;
    let looked = part.apply_expressions(|expression| {
        expression.apply(|one| {
            if let Expr::ScalarFunction(function) = one
                && CLOSED.contains(&function.name())
            {
                refused = Some(SqlRefusal::NotAllowed(function.name().to_owned()));
                return Ok(TreeNodeRecursion::Stop);
            }
            Ok(TreeNodeRecursion::Continue)
        })
    });
    refused.or_else(|| looked.err().map(|error| not_understood(&error)))
}
