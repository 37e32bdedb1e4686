//! Events to whoever listens. Needs `event:emit`.
//!
//! A denial ends the call with a typed error of the host: the function does not return.

use crate::host;

/// Emits an event. `payload` is JSON text; any other text is taken as a JSON string.
pub fn emit(event_name: &str, payload: &str) {
    host::emit(event_name, payload)
}
