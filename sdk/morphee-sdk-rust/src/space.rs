//! The spaces of the user. Needs `space:read`.

use crate::{host, Value};

/// The space that the user is in, `{id, name, path?, current}`; `Value::Null` if in none.
pub fn current() -> Result<Value, String> {
    parse(&host::space_current()?)
}

/// The user's spaces, in the order in which they were added.
pub fn list() -> Result<Vec<Value>, String> {
    match parse(&host::space_list()?)? {
        Value::Array(spaces) => Ok(spaces),
        other => Err(format!("the host answered {other} where a list was due")),
    }
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| format!("the host's answer is not JSON: {e}"))
}
