//! Events to whoever listens. Needs `event:emit`.
//!
//! A denial ends the call with a typed error of the host: the function does not return.

use crate::host;

/// Emits an event. `payload` is JSON text; any other text is taken as a JSON string.
pub fn emit(event_name: &str, payload: &str) {
    host::emit(event_name, payload)
}

/// Emits an event with any JSON. Where `payload` is text, it stays text.
pub fn emit_json(event_name: &str, payload: &crate::Value) {
    host::emit(event_name, &payload.to_string())
}

/// What the action `on_event` gets of an extension that `listens`. Needs `event:listen`.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What it is about, as `issue.created`.
    pub topic: String,
    /// What was said.
    pub payload: crate::Value,
    /// The extension that emitted it.
    pub source: String,
    /// When, by RFC 3339.
    pub time: String,
}

impl Event {
    /// Reads the parameters of `on_event`.
    pub fn from_params(params: &crate::Value) -> Result<Self, String> {
        let text = |name: &str| {
            params[name]
                .as_str()
                .map(str::to_string)
                .ok_or_else(|| format!("an event has a {name}"))
        };
        Ok(Self {
            topic: text("topic")?,
            payload: params["payload"].clone(),
            source: text("source")?,
            time: text("time")?,
        })
    }
}
