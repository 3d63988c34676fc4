//! The register of routes: every address of the app with what it needs.
//!
//! A route is declared once, with method, path, kind and the action it needs, and handed a function whose first
//! argument is [`Who`] of the same action: another action, or none, does not compile. `wafa routes` prints the
//! register, `docs/access-matrix.csv` says who may, and a test requests every route as everybody.
//!
//! **Invariant:** a handler of a gated route only runs with a `Permit` of the action the register shows.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter};
use serde::Serialize;
use wafa_kernel::policy::Action;

use crate::app::App;
use crate::who::Who;
use crate::{
    account, api, components, customers, guard, health, import, insights, ladder, live, models, palette, predictions,
    reports, settings, today,
};

/// Reading.
pub const GET: Method = Method::GET;
/// Doing.
pub const POST: Method = Method::POST;
/// Changing some fields.
pub const PATCH: Method = Method::PATCH;
/// Replacing.
pub const PUT: Method = Method::PUT;
/// Taking away.
pub const DELETE: Method = Method::DELETE;

const MIB: usize = 1 << 20;
/// Largest body of a form or an API request, in bytes.
pub const BODY_LIMIT_BYTES: usize = MIB;
/// Largest uploaded file, in bytes.
pub const UPLOAD_LIMIT_BYTES: usize = 2048 * MIB;

/// What a route is, which decides how it is guarded and how its errors look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A whole page, or a form sent from one.
    Page,
    /// A part of a page, for htmx only.
    Fragment,
    /// A page that receives a file.
    Upload,
    /// A page that streams a file or events for as long as it takes.
    Download,
    /// Open to everybody.
    Public,
    /// The JSON API.
    Api,
}

/// One route, as `wafa routes --json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RouteInfo {
    /// HTTP method.
    pub method: String,
    /// Path with `{parameters}`.
    pub path: &'static str,
    /// What it is.
    pub kind: Kind,
    /// The action it needs; `public` when none.
    pub action: &'static str,
}

/// The action a route needs, as a type: `Gate::of::<ReadCustomers>()`.
#[derive(Debug)]
pub struct Gate<A>(std::marker::PhantomData<fn() -> A>);

impl Gate<()> {
    /// The gate of `A`.
    #[must_use]
    pub const fn of<A: Action>() -> Gate<A> {
        Gate(std::marker::PhantomData)
    }
}

/// Holds for argument lists that begin with `W`. Implemented for the shapes axum's handlers have.
pub trait Begins<W> {}
impl<M, W> Begins<W> for (M, W) {}
impl<M, W, T2> Begins<W> for (M, W, T2) {}
impl<M, W, T2, T3> Begins<W> for (M, W, T2, T3) {}
impl<M, W, T2, T3, T4> Begins<W> for (M, W, T2, T3, T4) {}
impl<M, W, T2, T3, T4, T5> Begins<W> for (M, W, T2, T3, T4, T5) {}
impl<M, W, T2, T3, T4, T5, T6> Begins<W> for (M, W, T2, T3, T4, T5, T6) {}

/// All routes, being put together.
#[derive(Default)]
pub struct Site {
    routes: Vec<(RouteInfo, MethodRouter<Arc<App>>)>,
}

impl Site {
    /// A whole page, or a form sent from one.
    #[must_use]
    pub fn page<A, H, T>(self, method: Method, path: &'static str, gate: Gate<A>, handler: H) -> Self
    where
        A: Action,
        H: Handler<T, Arc<App>>,
        T: Begins<Who<A>> + 'static,
    {
        self.gated(Kind::Page, method, path, &gate, handler)
    }
    /// A part of a page; refuses requests that htmx did not make.
    #[must_use]
    pub fn fragment<A, H, T>(self, method: Method, path: &'static str, gate: Gate<A>, handler: H) -> Self
    where
        A: Action,
        H: Handler<T, Arc<App>>,
        T: Begins<Who<A>> + 'static,
    {
        self.gated(Kind::Fragment, method, path, &gate, handler)
    }
    /// A form with a file: up to [`UPLOAD_LIMIT_BYTES`], without a time limit.
    #[must_use]
    pub fn upload<A, H, T>(self, method: Method, path: &'static str, gate: Gate<A>, handler: H) -> Self
    where
        A: Action,
        H: Handler<T, Arc<App>>,
        T: Begins<Who<A>> + 'static,
    {
        self.gated(Kind::Upload, method, path, &gate, handler)
    }
    /// A file or a stream of events, without a time limit.
    #[must_use]
    pub fn download<A, H, T>(self, method: Method, path: &'static str, gate: Gate<A>, handler: H) -> Self
    where
        A: Action,
        H: Handler<T, Arc<App>>,
        T: Begins<Who<A>> + 'static,
    {
        self.gated(Kind::Download, method, path, &gate, handler)
    }
    /// A route of the JSON API, for keys only.
    #[must_use]
    pub fn api<A, H, T>(self, method: Method, path: &'static str, gate: Gate<A>, handler: H) -> Self
    where
        A: Action,
        H: Handler<T, Arc<App>>,
        T: Begins<Who<A>> + 'static,
    {
        self.gated(Kind::Api, method, path, &gate, handler)
    }
    /// A route for everybody. The handler must not show anything of the business.
    #[must_use]
    pub fn public<H, T>(self, method: Method, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        self.add(RouteInfo { method: method.to_string(), path, kind: Kind::Public, action: "public" }, &method, handler)
    }
    /// The routes of a module.
    #[must_use]
    pub fn with(self, routes: impl FnOnce(Self) -> Self) -> Self {
        routes(self)
    }

    fn gated<A, H, T>(self, kind: Kind, method: Method, path: &'static str, _: &Gate<A>, handler: H) -> Self
    where
        A: Action,
        H: Handler<T, Arc<App>>,
        T: Begins<Who<A>> + 'static,
    {
        self.add(RouteInfo { method: method.to_string(), path, kind, action: A::NAME }, &method, handler)
    }

    fn add<H, T>(mut self, info: RouteInfo, method: &Method, handler: H) -> Self
    where
        H: Handler<T, Arc<App>>,
        T: 'static,
    {
        let limit = if info.kind == Kind::Upload { UPLOAD_LIMIT_BYTES } else { BODY_LIMIT_BYTES };
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
        let mount = MethodRouter::new()
            .on(filter, handler)
            .route_layer(from_fn_with_state(info.clone(), guard::pass))
            .route_layer(DefaultBodyLimit::max(limit));
        self.routes.push((info, mount));
        self
    }

    /// What was declared, in order.
    #[must_use]
    pub fn infos(&self) -> Vec<RouteInfo> {
        self.routes.iter().map(|(info, _)| info.clone()).collect()
    }
    /// The router of everything declared.
    pub(crate) fn into_router(self) -> Router<Arc<App>> {
        self.routes.into_iter().fold(Router::new(), |router, (info, mount)| router.route(info.path, mount))
    }
}

/// Everything the app answers to.
#[must_use]
pub fn site() -> Site {
    Site::default()
        .with(health::routes)
        .with(account::routes)
        .with(live::routes)
        .with(api::routes)
        // Pages of the capabilities.
        .with(customers::routes)
        .with(palette::routes)
        .with(components::routes)
        .with(insights::routes)
        .with(ladder::routes)
        .with(predictions::routes)
        .with(models::routes)
        .with(reports::routes)
        .with(today::routes)
        .with(import::routes)
        .with(settings::routes)
}

/// Every route with what it needs, for `wafa routes --json` and the access matrix.
#[must_use]
pub fn routes() -> Vec<RouteInfo> {
    site().infos()
}
