//! Requests to other machines. Need `http:read` for GET and HEAD, `http:write` for every other method.
//!
//! A request that is denied, refused or fails answers an error whose text begins with its code, for example
//! `permission-not-granted: http:write to api.example.com; ...`.

use crate::host;

pub use crate::bindings::json::morphee::extensions::http::{Reply, Request, Response};

/// Sends a request and answers status and body. The error tells why there is no answer; a status of 400 or more is an
/// answer. [`send`] gives the headers too.
pub fn fetch(request: Request) -> Result<Response, String> {
    host::http_fetch(&request)
}

/// Sends a request and answers status, headers and body.
pub fn send(request: Request) -> Result<Reply, String> {
    host::http_send(&request)
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: &str, url: &str) -> Self {
        Self {
            method: method.to_string(),
            url: url.to_string(),
            headers: Vec::new(),
            body: None,
        }
    }

    /// A GET request.
    pub fn get(url: &str) -> Self {
        Self::new("GET", url)
    }

    /// Adds a header. The host refuses names and values that HTTP does not allow.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_string(), value.to_string()));
        self
    }

    /// Sets the body.
    pub fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = Some(bytes.into());
        self
    }

    /// Sets the body and its type.
    pub fn json(self, value: &crate::Value) -> Self {
        self.header("Content-Type", "application/json")
            .body(value.to_string())
    }
}

impl Reply {
    /// The first header of this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The body as text; bytes that are no UTF-8 are replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Result<crate::Value, String> {
        serde_json::from_slice(&self.body).map_err(|e| format!("the reply is not JSON: {e}"))
    }
}
