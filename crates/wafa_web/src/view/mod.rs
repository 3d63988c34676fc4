//! Pages: minijinja templates of `templates/`, the frame every page stands in, and the functions and filters with
//! which templates speak the reader's language.
//!
//! A page template begins with `{% extends layout %}`: [`View::page`] puts it into the whole layout,
//! [`View::fragment`] renders its `main` block alone, for htmx. Owns no state and emits no events.
//! Invariants: what a template does not know is an error, not an empty string; everything printed is escaped unless
//! it was made here as markup; a page has no inline style and no inline script (Content-Security-Policy).

mod filters;
mod frame;
mod functions;
mod icons;
mod nav;
pub mod samples;
#[cfg(test)]
mod tests;

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use rust_embed::RustEmbed;
use serde::Serialize;

use frame::FrameObject;
pub use frame::{Frame, FrameUser, Theme, Toast, Tone};
pub use nav::{Place, addresses as nav_addresses, places};

#[derive(RustEmbed)]
#[folder = "templates"]
struct Templates;

/// Why a page could not be made. Always a mistake of ours, never of the person asking.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ViewError {
    /// A template cannot be read, or uses something it does not know.
    #[error("template {template}: {source}")]
    Template {
        /// Which template was asked for.
        template: String,
        /// What the template engine says, with file and line.
        #[source]
        source: minijinja::Error,
    },
}

impl ViewError {
    /// How an edge answers it.
    #[must_use]
    pub const fn kind(&self) -> wafa_kernel::ErrorKind {
        wafa_kernel::ErrorKind::Internal
    }
    /// Its code, which is also the key of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "view.template"
    }
}

/// All templates, ready to render. Made once; cheap to share behind an `Arc`.
#[derive(Debug)]
pub struct View {
    environment: Environment<'static>,
}

impl View {
    /// Reads every template.
    ///
    /// # Errors
    /// When one of them is not a template.
    pub fn new() -> Result<Self, ViewError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_debug(true);
        environment.set_formatter(|out, state, value| match value.as_str() {
            // as the engine's own, but a slash stays a slash: addresses stay readable
            Some(text) if !value.is_safe() => out.write_str(&functions::escape(text)).map_err(minijinja::Error::from),
            _ => minijinja::escape_formatter(out, state, value),
        });
        filters::add(&mut environment);
        functions::add(&mut environment);
        let mut names: Vec<_> = Templates::iter().collect();
        names.sort();
        for name in names {
            let Some(file) = Templates::get(&name) else { continue };
            let source = String::from_utf8_lossy(&file.data).into_owned();
            environment
                .add_template_owned(name.to_string(), source)
                .map_err(|source| ViewError::Template { template: name.to_string(), source })?;
        }
        Ok(Self { environment })
    }

    /// A whole page: the template in the layout.
    ///
    /// # Errors
    /// When the template is missing or uses something it does not know.
    pub fn page(&self, frame: &Frame, template: &str, context: &impl Serialize) -> Result<String, ViewError> {
        self.render(frame, "layout.html", template, context)
    }

    /// The `main` block of a page alone, or a template that extends nothing, for a part of a page.
    ///
    /// # Errors
    /// When the template is missing or uses something it does not know.
    pub fn fragment(&self, frame: &Frame, template: &str, context: &impl Serialize) -> Result<String, ViewError> {
        self.render(frame, "fragment.html", template, context)
    }

    /// Names of all templates, sorted.
    #[must_use]
    pub fn templates(&self) -> Vec<String> {
        self.environment.templates().map(|(name, _)| name.to_owned()).collect()
    }

    fn render(&self, frame: &Frame, layout: &str, template: &str, page: &impl Serialize) -> Result<String, ViewError> {
        let wrap = |source| ViewError::Template { template: template.to_owned(), source };
        let frame = Value::from_object(FrameObject(frame.clone()));
        let context = context! { frame, layout, ..Value::from(Serde(page)) };
        self.environment.get_template(template).and_then(|found| found.render(context)).map_err(wrap)
    }
}
