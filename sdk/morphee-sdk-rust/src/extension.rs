use crate::{Context, Description, Value};

/// An extension in the older form: parameters are pairs of text, the answer is text.
///
/// Strings arrive as they are, every other value as JSON text. The host lists no actions of such an extension and lets
/// any action pass, so `execute` answers an error for those it does not know. New extensions take [`JsonExtension`].
///
/// Export it with `export_extension!(MyExtension)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an `Extension`",
    note = "for a type that implements `JsonExtension`, write `export_extension!({Self}: JsonExtension)`"
)]
pub trait Extension {
    /// Runs one action. The error's text is what the caller sees.
    fn execute(&self, action: &str, params: Vec<(String, String)>) -> Result<String, String>;
}

/// An extension that describes its actions and speaks JSON.
///
/// Export it with `export_extension!(MyExtension: JsonExtension)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `JsonExtension`",
    note = "for a type that implements `Extension`, write `export_extension!({Self})`"
)]
pub trait JsonExtension {
    /// Name, version and actions. The host asks for it without any right granted, so it must not call the host.
    fn describe(&self) -> Description;

    /// Runs one action.
    ///
    /// The host has checked `params` against the schema of the action, if [`Description`] has one. The error's text is
    /// what the caller sees.
    fn execute(&self, action: &str, params: Value, context: Context) -> Result<Output, String>;
}

/// What an action answers.
///
/// The host reads the answer by the schema that the action declares in `returns`: a text for `{"type": "string"}`,
/// JSON for everything else. Say which of the two it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// The value is this text, unchanged: for an action whose `returns` has type `string`.
    Text(String),
    /// The value is this JSON.
    Json(Value),
}

impl From<String> for Output {
    fn from(text: String) -> Self {
        Output::Text(text)
    }
}

impl From<&str> for Output {
    fn from(text: &str) -> Self {
        Output::Text(text.to_string())
    }
}

impl From<Value> for Output {
    fn from(value: Value) -> Self {
        Output::Json(value)
    }
}

impl Output {
    /// The text that crosses to the host.
    pub fn into_text(self) -> String {
        match self {
            Output::Text(text) => text,
            Output::Json(value) => value.to_string(),
        }
    }
}

/// Between the exported functions and the traits.
#[allow(missing_docs)]
pub mod glue {
    use super::{Extension, JsonExtension};
    use crate::{Context, Value};
    use std::sync::Once;

    /// Sends the text of a panic to the log, once set: a panic itself is a bare trap that says nothing.
    pub fn report_panics() {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            std::panic::set_hook(Box::new(|info| crate::log::error(&info.to_string())));
        });
    }

    pub fn describe(extension: &impl JsonExtension) -> String {
        report_panics();
        extension.describe().to_string()
    }

    pub fn execute_json(
        extension: &impl JsonExtension,
        action: String,
        params: String,
        context: String,
    ) -> Result<String, String> {
        report_panics();
        let params: Value = serde_json::from_str(&params)
            .map_err(|e| format!("the parameters are not JSON: {e}"))?;
        let context = Context::parse(&context)?;
        extension
            .execute(&action, params, context)
            .map(super::Output::into_text)
    }

    pub fn execute_pairs(
        extension: &impl Extension,
        action: String,
        params: Vec<(String, String)>,
    ) -> Result<String, String> {
        report_panics();
        extension.execute(&action, params)
    }
}
