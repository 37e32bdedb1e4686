//! Tasks, conversations and memory that the host keeps.
//!
//! Each function answers an error whose text begins with its code when the right is missing or the host refuses.

use crate::{host, Value};

/// Creates a task from its fields (`title`, `description`, `priority`, ...) and answers its id. Needs `data:write` or `task:create`.
pub fn create_task(params: &Value) -> Result<String, String> {
    id(host::data::create_task(&params.to_string())?)
}

/// The task of this id. Needs `data:read`.
pub fn get_task(task_id: &str) -> Result<Value, String> {
    parse(&host::data::get_task(task_id)?)
}

/// A page of tasks: `{items, next_cursor?}` for a filter `{status?, label?, space_id?, text?, limit?, cursor?}`. Needs `data:read`.
pub fn list_tasks(filter: &Value) -> Result<Value, String> {
    parse(&host::data::list_tasks(&filter.to_string())?)
}

/// Changes fields of a task and answers it. Needs `data:write`.
pub fn update_task(task_id: &str, changes: &Value) -> Result<Value, String> {
    parse(&host::data::update_task(task_id, &changes.to_string())?)
}

/// Creates a conversation and answers its id. Needs `data:write`.
pub fn create_conversation(params: &Value) -> Result<String, String> {
    id(host::data::create_conversation(&params.to_string())?)
}

/// The conversation of this id. Needs `data:read`.
pub fn get_conversation(conversation_id: &str) -> Result<Value, String> {
    parse(&host::data::get_conversation(conversation_id)?)
}

/// A page of conversations: `{items, next_cursor?}`. Needs `data:read`.
pub fn list_conversations(filter: &Value) -> Result<Value, String> {
    parse(&host::data::list_conversations(&filter.to_string())?)
}

/// Changes fields of a conversation and answers it. Needs `data:write`.
pub fn update_conversation(conversation_id: &str, changes: &Value) -> Result<Value, String> {
    parse(&host::data::update_conversation(
        conversation_id,
        &changes.to_string(),
    )?)
}

/// Keeps `{text, tags?}` and answers the id. Needs `data:write`.
pub fn put_memory(params: &Value) -> Result<String, String> {
    id(host::data::put_memory(&params.to_string())?)
}

/// Finds what was kept: `{items}` for a query `{text, limit?}`. Needs `data:read`.
pub fn search_memory(query: &Value) -> Result<Value, String> {
    parse(&host::data::search_memory(&query.to_string())?)
}

fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| format!("the host's answer is not JSON: {e}"))
}

fn id(text: String) -> Result<String, String> {
    match parse(&text)? {
        Value::String(id) => Ok(id),
        other => Err(format!("the host answered {other} where an id was due")),
    }
}
