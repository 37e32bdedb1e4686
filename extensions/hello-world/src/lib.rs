//! Fetches a public API: the first extension that needs a right.

use morphee_sdk::{
    export_extension, http, json, Action, AiAccess, Context, Description, JsonExtension, Output,
    SideEffect, Value,
};

const DEFAULT_URL: &str = "https://api.github.com/zen";

struct HelloWorld;

impl JsonExtension for HelloWorld {
    fn describe(&self) -> Description {
        Description::new("hello-world", env!("CARGO_PKG_VERSION"))
            .description("Fetches a public API and answers what it said.")
            .action(
                Action::new("hello")
                    .description("Sends a GET request and answers status and text.")
                    .parameters(json!({
                        "type": "object",
                        "properties": {"url": {"type": "string", "default": DEFAULT_URL}}
                    }))
                    .returns(json!({
                        "type": "object",
                        "properties": {"status": {"type": "integer"}, "text": {"type": "string"}},
                        "required": ["status", "text"]
                    }))
                    .ai_access(AiAccess::Execute)
                    .side_effect(SideEffect::Read),
            )
    }

    fn execute(&self, action: &str, params: Value, _context: Context) -> Result<Output, String> {
        if action != "hello" {
            return Err(format!(
                "unknown-action: {action}; this extension has: hello"
            ));
        }
        let url = params["url"].as_str().unwrap_or(DEFAULT_URL);
        let reply = http::send(http::Request::get(url).header("User-Agent", "morph-hello-world"))?;
        Ok(json!({"status": reply.status, "text": reply.text()}).into())
    }
}

export_extension!(HelloWorld: JsonExtension);
