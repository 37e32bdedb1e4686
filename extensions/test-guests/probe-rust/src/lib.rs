//! Does on request what a hostile or faulty guest would do. The same actions as `probe-c`, over the canonical ABI.

use morphee_sdk::{
    data, events, export_extension, http, json, log, notify, space, vault, Action, Context,
    Description, JsonExtension, Output, Value,
};
use std::hint::black_box;

struct Probe;

const ACTIONS: &[&str] = &[
    "http",
    "fetch",
    "vault",
    "vault_set",
    "log",
    "spin",
    "grow",
    "trap",
    "recurse",
    "panic",
    "events_emit",
    "data_create_task",
    "data_get_task",
    "data_list_tasks",
    "data_update_task",
    "data_create_conversation",
    "data_get_conversation",
    "data_list_conversations",
    "data_update_conversation",
    "data_put_memory",
    "data_search_memory",
    "space_get_current",
    "space_list",
    "notify_send",
];

impl JsonExtension for Probe {
    fn describe(&self) -> Description {
        ACTIONS
            .iter()
            .fold(Description::new("probe", "0.1.0"), |d, name| {
                d.action(Action::new(name))
            })
    }

    fn execute(&self, action: &str, params: Value, _context: Context) -> Result<Output, String> {
        match action {
            "http" => http::send(request(&params)).map(|reply| {
                json!({"status": reply.status, "headers": reply.headers, "body": reply.text()})
                    .into()
            }),
            "fetch" => http::fetch(request(&params)).map(|response| {
                json!({"status": response.status, "body": String::from_utf8_lossy(&response.body)})
                    .into()
            }),
            "vault" => Ok(json!({"value": vault::find_secret(text(&params, "key"))}).into()),
            "vault_set" => {
                vault::set_secret(text(&params, "key"), text(&params, "value"));
                Ok(json!({}).into())
            }
            "log" => {
                let level = match text(&params, "level") {
                    "trace" => log::Level::Trace,
                    "debug" => log::Level::Debug,
                    "warn" => log::Level::Warn,
                    "error" => log::Level::Error,
                    _ => log::Level::Info,
                };
                log::log(level, text(&params, "message"));
                Ok(json!({}).into())
            }
            "events_emit" => {
                events::emit_json(text(&params, "event_name"), &params["payload"]);
                Ok(json!({}).into())
            }
            "data_create_task" => data::create_task(&params).map(answer),
            "data_get_task" => data::get_task(text(&params, "task_id")).map(Output::from),
            "data_list_tasks" => data::list_tasks(&params).map(Output::from),
            "data_update_task" => {
                data::update_task(text(&params, "task_id"), &params["changes"]).map(Output::from)
            }
            "data_create_conversation" => data::create_conversation(&params).map(answer),
            "data_get_conversation" => {
                data::get_conversation(text(&params, "conversation_id")).map(Output::from)
            }
            "data_list_conversations" => data::list_conversations(&params).map(Output::from),
            "data_update_conversation" => {
                let id = text(&params, "conversation_id");
                data::update_conversation(id, &params["changes"]).map(Output::from)
            }
            "data_put_memory" => data::put_memory(&params).map(answer),
            "data_search_memory" => data::search_memory(&params).map(Output::from),
            "space_get_current" => Ok(json!({"space": space::current()?}).into()),
            "space_list" => Ok(json!({"spaces": space::list()?}).into()),
            "notify_send" => Ok(json!({"id": notify::send(&params)?}).into()),
            "spin" => spin(),
            "grow" => Ok(grow(params["mb"].as_u64().unwrap_or(1)).into()),
            "trap" => trap(),
            "recurse" => Ok(json!({"depth": recurse(0)}).into()),
            "panic" => panic!("{}", text(&params, "message")),
            other => Err(format!("unknown-action: {other}")),
        }
    }
}

/// An id, as the bytes ABI answers it: a value of its own.
fn answer(id: String) -> Output {
    Value::from(id).into()
}

fn text<'a>(params: &'a Value, name: &str) -> &'a str {
    params[name].as_str().unwrap_or("")
}

fn request(params: &Value) -> http::Request {
    let headers = params["headers"].as_array().into_iter().flatten();
    http::Request {
        method: params["method"].as_str().unwrap_or("GET").to_string(),
        url: text(params, "url").to_string(),
        headers: headers
            .map(|pair| {
                let part = |i: usize| pair[i].as_str().unwrap_or("").to_string();
                (part(0), part(1))
            })
            .collect(),
        body: params["body"].as_str().map(|body| body.as_bytes().to_vec()),
    }
}

fn spin() -> ! {
    let mut turns = 0u64;
    loop {
        turns = black_box(turns.wrapping_add(1));
    }
}

#[cfg(target_arch = "wasm32")]
fn grow(mb: u64) -> Value {
    let before = core::arch::wasm32::memory_size(0);
    let pages = usize::try_from(mb.saturating_mul(16)).unwrap_or(usize::MAX);
    let got = core::arch::wasm32::memory_grow(0, pages);
    json!({"grown": got != usize::MAX, "pages": before})
}

#[cfg(target_arch = "wasm32")]
fn trap() -> ! {
    core::arch::wasm32::unreachable()
}

#[cfg(not(target_arch = "wasm32"))]
fn grow(_mb: u64) -> Value {
    json!({"grown": false, "pages": 0})
}

#[cfg(not(target_arch = "wasm32"))]
fn trap() -> ! {
    std::process::abort()
}

/// Goes down until the stack ends. The answer of each level is needed after the next, so no compiler makes a loop of it.
#[allow(unconditional_recursion)]
fn recurse(depth: u64) -> u64 {
    let frame = black_box([depth; 4]);
    recurse(depth + 1).wrapping_add(black_box(frame)[2])
}

export_extension!(Probe: JsonExtension);
