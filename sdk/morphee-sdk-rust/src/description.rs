use crate::{json, Value};
use std::fmt;

/// May an AI call this action, and must a person agree first? It is about AI callers only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AiAccess {
    /// Without asking.
    Execute,
    /// Each call waits for a person's yes.
    Ask,
    /// The action is hidden from AI.
    Never,
}

/// Does an action only read, or does it change something outside of the sandbox?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideEffect {
    /// Nothing outside changes.
    Read,
    /// Something outside may change.
    Write,
}

/// One action of an extension: its name, and how it is called.
///
/// Without further words an AI must ask before it calls the action ([`AiAccess::Ask`]), and the action is taken to
/// change things ([`SideEffect::Write`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Action(Value);

impl Action {
    /// An action of this name.
    pub fn new(name: &str) -> Self {
        Self(json!({ "name": name }))
    }

    /// One sentence for people, and for an AI that looks for an action.
    pub fn description(self, text: &str) -> Self {
        self.with("description", json!(text))
    }

    /// JSON Schema (draft 2020-12) of the parameters, of type `object`. The host checks it before `execute`.
    pub fn parameters(self, schema: Value) -> Self {
        self.with("parameters", schema)
    }

    /// JSON Schema of the answer.
    pub fn returns(self, schema: Value) -> Self {
        self.with("returns", schema)
    }

    /// Whether an AI may call the action.
    pub fn ai_access(self, access: AiAccess) -> Self {
        let word = match access {
            AiAccess::Execute => "execute",
            AiAccess::Ask => "ask",
            AiAccess::Never => "never",
        };
        self.with("ai_access", json!(word))
    }

    /// Whether the action changes anything outside of the sandbox.
    pub fn side_effect(self, effect: SideEffect) -> Self {
        let word = match effect {
            SideEffect::Read => "read",
            SideEffect::Write => "write",
        };
        self.with("side_effect", json!(word))
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        self.0[key] = value;
        self
    }
}

/// What an extension says of itself: name, version and actions. Displays as the JSON that the host reads.
///
/// ```
/// use morphee_sdk::{json, Action, Description};
///
/// let text = Description::new("echo", "0.1.0")
///     .action(Action::new("echo").returns(json!({"type": "string"})))
///     .to_string();
/// assert!(text.contains(r#""name":"echo""#));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Description(Value);

impl Description {
    /// `name`: `[a-z0-9][a-z0-9-]{0,62}`; `version`: a semantic version. `env!("CARGO_PKG_VERSION")` keeps it true.
    pub fn new(name: &str, version: &str) -> Self {
        Self(json!({ "name": name, "version": version, "actions": [] }))
    }

    /// One sentence for people.
    pub fn description(self, text: &str) -> Self {
        self.with("description", json!(text))
    }

    /// Adds an action.
    pub fn action(mut self, action: Action) -> Self {
        self.push("actions", action.0);
        self
    }

    /// Adds an event that the extension emits, with the JSON Schema of its payload.
    pub fn event(mut self, name: &str, payload: Value) -> Self {
        self.push("events", json!({ "name": name, "payload": payload }));
        self
    }

    /// Adds a topic whose events arrive as action `on_event`.
    pub fn listens(mut self, topic: &str) -> Self {
        self.push("listens", json!(topic));
        self
    }

    /// Adds an ending of files that the extension opens, with its dot: `.csv`.
    pub fn opens(mut self, ending: &str) -> Self {
        self.push("opens", json!(ending));
        self
    }

    /// JSON Schema of the settings that arrive in [`Context::config`](crate::Context).
    pub fn config_schema(self, schema: Value) -> Self {
        self.with("config_schema", schema)
    }

    fn push(&mut self, key: &str, value: Value) {
        match &mut self.0[key] {
            Value::Array(list) => list.push(value),
            absent => *absent = Value::Array(vec![value]),
        }
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        self.0[key] = value;
        self
    }
}

impl fmt::Display for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_words_of_the_contract() {
        let description = Description::new("tasks", "1.2.3")
            .description("Tasks")
            .action(
                Action::new("list")
                    .description("Lists")
                    .parameters(json!({"type": "object"}))
                    .returns(json!({"type": "array"}))
                    .ai_access(AiAccess::Execute)
                    .side_effect(SideEffect::Read),
            )
            .action(Action::new("wipe").ai_access(AiAccess::Never))
            .event("tasks.done", json!({"type": "object"}))
            .listens("tasks.*")
            .opens(".csv")
            .config_schema(json!({"type": "object"}));
        let back: Value = serde_json::from_str(&description.to_string()).unwrap();
        assert_eq!(
            back,
            json!({
                "name": "tasks", "version": "1.2.3", "description": "Tasks",
                "actions": [
                    {"name": "list", "description": "Lists", "parameters": {"type": "object"},
                     "returns": {"type": "array"}, "ai_access": "execute", "side_effect": "read"},
                    {"name": "wipe", "ai_access": "never"}
                ],
                "events": [{"name": "tasks.done", "payload": {"type": "object"}}],
                "listens": ["tasks.*"],
                "opens": [".csv"],
                "config_schema": {"type": "object"}
            })
        );
    }

    #[test]
    fn an_extension_without_actions_still_lists_them() {
        assert_eq!(
            Description::new("x", "0.0.1").to_string(),
            r#"{"actions":[],"name":"x","version":"0.0.1"}"#
        );
    }
}
