//! Notifications to the user. Needs `notify:send`.

use crate::{host, json, Value};

/// How much a notification asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// Good to know.
    #[default]
    Info,
    /// Should be looked at.
    Warn,
    /// Something went wrong.
    Error,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
        }
    }
}

/// What the user is told.
#[derive(Clone, Debug)]
pub struct Notification {
    title: String,
    text: String,
    level: Level,
    link: Option<String>,
}

impl Notification {
    /// A title of 1 to 200 characters and a text of at most 4,000.
    pub fn new(title: &str, text: &str) -> Self {
        Self {
            title: title.to_string(),
            text: text.to_string(),
            level: Level::default(),
            link: None,
        }
    }

    /// Asks for more attention.
    pub fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Where the user gets to: an absolute `http` or `https` address.
    pub fn link(mut self, url: &str) -> Self {
        self.link = Some(url.to_string());
        self
    }

    /// Sends it and answers its id.
    pub fn send(&self) -> Result<String, String> {
        let mut params =
            json!({"title": self.title, "text": self.text, "level": self.level.word()});
        if let Some(link) = &self.link {
            params["link"] = Value::from(link.as_str());
        }
        send(&params)
    }
}

/// Sends `{title, text, level?, link?}` and answers its id.
pub fn send(params: &Value) -> Result<String, String> {
    let answer = host::notify_send(&params.to_string())?;
    let answer: Value =
        serde_json::from_str(&answer).map_err(|e| format!("the host's answer is not JSON: {e}"))?;
    match answer["id"].as_str() {
        Some(id) => Ok(id.to_string()),
        None => Err(format!("the host answered {answer} where an id was due")),
    }
}
