//! The imports: the host's in a sandbox, those of [`crate::testing`] elsewhere. Only those that are called are linked.

#[cfg(target_arch = "wasm32")]
mod imports {
    use crate::bindings::json::morphee::extensions as host;
    pub use host::data;

    pub fn http_fetch(request: &crate::http::Request) -> Result<crate::http::Response, String> {
        host::http::fetch(request)
    }
    pub fn http_send(request: &crate::http::Request) -> Result<crate::http::Reply, String> {
        host::http::send(request)
    }
    pub fn get_secret(key: &str) -> Option<String> {
        host::vault::get_secret(key)
    }
    pub fn set_secret(key: &str, value: &str) {
        host::vault::set_secret(key, value)
    }
    pub fn emit(event_name: &str, payload: &str) {
        host::events::emit(event_name, payload)
    }
    pub fn space_current() -> Result<String, String> {
        host::space::get_current()
    }
    pub fn space_list() -> Result<String, String> {
        host::space::list()
    }
    pub fn notify_send(params: &str) -> Result<String, String> {
        host::notify::send(params)
    }
    pub fn log(level: crate::log::Level, message: &str) {
        host::log::log(level, message)
    }
}

#[cfg(not(target_arch = "wasm32"))]
use crate::testing as imports;

pub use imports::*;
