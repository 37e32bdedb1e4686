//! Secrets of this extension. Need `vault:read` and `vault:write`.
//!
//! A denial ends the call with a typed error of the host: the functions do not return.

use crate::host;

/// The secret of this key. The error says that there is none, so that `?` hands it to the caller.
pub fn get_secret(key: &str) -> Result<String, String> {
    find_secret(key).ok_or_else(|| {
        format!("secret {key} is absent; store it, or give it with --secret {key}=VALUE")
    })
}

/// The secret of this key, or `None`.
pub fn find_secret(key: &str) -> Option<String> {
    host::get_secret(key)
}

/// Stores a secret.
pub fn set_secret(key: &str, value: &str) {
    host::set_secret(key, value)
}
