//! Makes tasks: on request, and of each issue that another extension reports.

use morphee_sdk::{
    data, events, export_extension, json, notify, space, Action, AiAccess, Context, Description,
    JsonExtension, Output, SideEffect, Value,
};

struct TaskCreator;

impl JsonExtension for TaskCreator {
    fn describe(&self) -> Description {
        Description::new("task-creator", env!("CARGO_PKG_VERSION"))
            .description("Makes tasks by hand and from the issues that other extensions report.")
            .action(
                Action::new("create_task")
                    .description("Makes a task and answers its id.")
                    .parameters(json!({
                        "type": "object",
                        "properties": {
                            "title": {"type": "string", "minLength": 1, "maxLength": 1000},
                            "description": {"type": "string"},
                            "priority": {"type": "integer", "minimum": 1, "maximum": 4},
                            "due": {"type": "string"},
                            "labels": {"type": "array", "items": {"type": "string"}}
                        },
                        "required": ["title"],
                        "additionalProperties": false
                    }))
                    .returns(json!({
                        "type": "object",
                        "properties": {"id": {"type": "string"}},
                        "required": ["id"]
                    }))
                    .ai_access(AiAccess::Ask)
                    .side_effect(SideEffect::Write),
            )
            .action(
                Action::new("open_tasks")
                    .description("Answers the open tasks and the space that the user is in.")
                    .ai_access(AiAccess::Execute)
                    .side_effect(SideEffect::Read),
            )
            .action(Action::new("on_event").description("Gets the events of issue.created."))
            .event(
                "task.created",
                json!({"type": "object", "properties": {"id": {"type": "string"}}}),
            )
            .listens("issue.created")
    }

    fn execute(&self, action: &str, params: Value, _context: Context) -> Result<Output, String> {
        match action {
            "create_task" => Ok(json!({"id": create(&params)?}).into()),
            "open_tasks" => Ok(json!({
                "space": space::current()?["name"],
                "tasks": data::list_tasks(&json!({"status": "open"}))?["items"]
            })
            .into()),
            "on_event" => {
                let event = events::Event::from_params(&params)?;
                let title = event.payload["title"].as_str().unwrap_or("An issue");
                let id = create(&json!({"title": title, "source": event.source}))?;
                notify::Notification::new("New task", title).send()?;
                Ok(json!({"id": id}).into())
            }
            other => Err(format!(
                "unknown-action: {other}; this extension has: create_task, open_tasks, on_event"
            )),
        }
    }
}

/// Makes a task and tells those who listen.
fn create(fields: &Value) -> Result<String, String> {
    let id = data::create_task(fields)?;
    events::emit_json("task.created", &json!({"id": id}));
    Ok(id)
}

export_extension!(TaskCreator: JsonExtension);
