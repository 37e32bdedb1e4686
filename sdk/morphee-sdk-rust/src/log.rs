//! Lines for the host's log. Always allowed; the host limits their number and length and blanks secrets.

use crate::host;

pub use crate::bindings::json::morphee::extensions::log::Level;

/// Writes a line.
pub fn log(level: Level, message: &str) {
    host::log(level, message)
}

/// Writes a line of level `trace`.
pub fn trace(message: &str) {
    log(Level::Trace, message)
}

/// Writes a line of level `debug`.
pub fn debug(message: &str) {
    log(Level::Debug, message)
}

/// Writes a line of level `info`.
pub fn info(message: &str) {
    log(Level::Info, message)
}

/// Writes a line of level `warn`.
pub fn warn(message: &str) {
    log(Level::Warn, message)
}

/// Writes a line of level `error`.
pub fn error(message: &str) {
    log(Level::Error, message)
}
