//! A host for tests that run on the developer's machine: `cargo test` without a sandbox.
//!
//! ```
//! use morphee_sdk::{testing::Host, vault};
//!
//! let (answer, _) = Host::new().secret("token", "s3cret").run(|| vault::get_secret("token"));
//! assert_eq!(answer.as_deref(), Ok("s3cret"));
//! ```
//! It grants all rights: what a real host denies, it does not. A function for which the test gave no answer says so in
//! its error.

use crate::http::{Reply, Request, Response};
use crate::log::Level;
use crate::{json, Value};
use std::cell::RefCell;
use std::collections::BTreeMap;

type HttpAnswer = Box<dyn FnMut(&Request) -> Result<Reply, String>>;
type DataAnswer = Box<dyn FnMut(&str, &[&str]) -> Result<String, String>>;

/// A host with answers that the test gives, which notes what it was asked. One thread has one at a time.
#[derive(Default)]
pub struct Host {
    secrets: BTreeMap<String, String>,
    http: Option<HttpAnswer>,
    data: Option<DataAnswer>,
    spaces: Vec<Value>,
    notes: Notes,
}

/// What an extension did beside answering.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Names and payloads of the events, in order.
    pub events: Vec<(String, String)>,
    /// The notifications as they were sent, in order.
    pub notifications: Vec<Value>,
    /// Levels and lines of the log, in order.
    pub log: Vec<(Level, String)>,
    /// The secrets as they stood at the end.
    pub secrets: BTreeMap<String, String>,
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

impl Host {
    /// A host with no secrets, which answers every request with an error.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a secret.
    pub fn secret(mut self, key: &str, value: &str) -> Self {
        self.secrets.insert(key.to_string(), value.to_string());
        self
    }

    /// Answers `http::send` and `http::fetch`. It must not call the host itself.
    pub fn http(mut self, answer: impl FnMut(&Request) -> Result<Reply, String> + 'static) -> Self {
        self.http = Some(Box::new(answer));
        self
    }

    /// Answers the functions of `data`: called with the function's name and its arguments, answers JSON text.
    pub fn data(
        mut self,
        answer: impl FnMut(&str, &[&str]) -> Result<String, String> + 'static,
    ) -> Self {
        self.data = Some(Box::new(answer));
        self
    }

    /// Adds a space `{id, name, path?, current}`.
    pub fn space(mut self, space: Value) -> Self {
        self.spaces.push(space);
        self
    }

    /// Runs `body` with this host and answers its result beside what the host noted.
    pub fn run<R>(self, body: impl FnOnce() -> R) -> (R, Notes) {
        struct Restore(Option<Host>);
        impl Drop for Restore {
            fn drop(&mut self) {
                HOST.with(|host| *host.borrow_mut() = self.0.take());
            }
        }
        let restore = Restore(HOST.with(|host| host.borrow_mut().replace(self)));
        let result = body();
        let notes = HOST.with(|host| {
            let host = host.borrow_mut().take();
            host.map(|h| Notes {
                secrets: h.secrets,
                ..h.notes
            })
        });
        drop(restore);
        (result, notes.unwrap_or_default())
    }
}

fn with<R>(ask: impl FnOnce(&mut Host) -> R) -> R {
    HOST.with(|host| {
        ask(host
            .borrow_mut()
            .as_mut()
            .expect("outside of a sandbox, call the host inside morphee_sdk::testing::Host::run"))
    })
}

pub(crate) fn http_send(request: &Request) -> Result<Reply, String> {
    with(|host| match &mut host.http {
        Some(answer) => answer(request),
        None => Err(format!(
            "the test gave no answer to {} {}",
            request.method, request.url
        )),
    })
}

pub(crate) fn http_fetch(request: &Request) -> Result<Response, String> {
    http_send(request).map(|reply| Response {
        status: reply.status,
        body: reply.body,
    })
}

pub(crate) fn get_secret(key: &str) -> Option<String> {
    with(|host| host.secrets.get(key).cloned())
}

pub(crate) fn set_secret(key: &str, value: &str) {
    with(|host| host.secrets.insert(key.to_string(), value.to_string()));
}

pub(crate) fn emit(event_name: &str, payload: &str) {
    with(|host| {
        host.notes
            .events
            .push((event_name.to_string(), payload.to_string()))
    });
}

pub(crate) fn space_current() -> Result<String, String> {
    with(|host| {
        let current = host.spaces.iter().find(|space| space["current"] == true);
        Ok(current.unwrap_or(&Value::Null).to_string())
    })
}

pub(crate) fn space_list() -> Result<String, String> {
    with(|host| Ok(Value::from(host.spaces.clone()).to_string()))
}

pub(crate) fn notify_send(params: &str) -> Result<String, String> {
    let params: Value =
        serde_json::from_str(params).map_err(|e| format!("request-invalid: {e}"))?;
    with(|host| {
        host.notes.notifications.push(params);
        Ok(json!({"id": format!("n{}", host.notes.notifications.len())}).to_string())
    })
}

pub(crate) fn log(level: Level, message: &str) {
    with(|host| host.notes.log.push((level, message.to_string())));
}

pub(crate) mod data {
    fn ask(function: &str, arguments: &[&str]) -> Result<String, String> {
        super::with(|host| match &mut host.data {
            Some(answer) => answer(function, arguments),
            None => Err(format!("the test gave no answer to {function}")),
        })
    }

    pub fn create_task(params: &str) -> Result<String, String> {
        ask("create_task", &[params])
    }

    pub fn get_task(task_id: &str) -> Result<String, String> {
        ask("get_task", &[task_id])
    }

    pub fn list_tasks(filter: &str) -> Result<String, String> {
        ask("list_tasks", &[filter])
    }

    pub fn update_task(task_id: &str, changes: &str) -> Result<String, String> {
        ask("update_task", &[task_id, changes])
    }

    pub fn create_conversation(params: &str) -> Result<String, String> {
        ask("create_conversation", &[params])
    }

    pub fn get_conversation(conversation_id: &str) -> Result<String, String> {
        ask("get_conversation", &[conversation_id])
    }

    pub fn list_conversations(filter: &str) -> Result<String, String> {
        ask("list_conversations", &[filter])
    }

    pub fn update_conversation(conversation_id: &str, changes: &str) -> Result<String, String> {
        ask("update_conversation", &[conversation_id, changes])
    }

    pub fn put_memory(params: &str) -> Result<String, String> {
        ask("put_memory", &[params])
    }

    pub fn search_memory(query: &str) -> Result<String, String> {
        ask("search_memory", &[query])
    }
}
