//! Answers the message it was given. The smallest extension that describes itself.

use morphee_sdk::{
    export_extension, json, Action, AiAccess, Context, Description, JsonExtension, Output,
    SideEffect, Value,
};

struct Echo;

impl JsonExtension for Echo {
    fn describe(&self) -> Description {
        Description::new("echo", env!("CARGO_PKG_VERSION"))
            .description("Answers the message it was given.")
            .action(
                Action::new("echo")
                    .description("Answers the message unchanged.")
                    .parameters(json!({
                        "type": "object",
                        "properties": {"message": {"type": "string"}},
                        "required": ["message"]
                    }))
                    .returns(json!({"type": "string"}))
                    .ai_access(AiAccess::Execute)
                    .side_effect(SideEffect::Read),
            )
    }

    fn execute(
        &self,
        action: &str,
        mut params: Value,
        _context: Context,
    ) -> Result<Output, String> {
        if action != "echo" {
            return Err(format!(
                "unknown-action: {action}; this extension has: echo"
            ));
        }
        match params.get_mut("message").map(Value::take) {
            Some(Value::String(message)) => Ok(message.into()),
            _ => Err("params-invalid: message must be a string".to_string()),
        }
    }
}

export_extension!(Echo: JsonExtension);
