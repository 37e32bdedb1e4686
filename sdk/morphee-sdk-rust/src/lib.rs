#![doc = include_str!("../README.md")]

mod bindings;
mod context;
pub mod data;
mod description;
pub mod events;
mod extension;
mod host;
pub mod http;
pub mod log;
mod macros;
pub mod notify;
mod permission;
pub mod space;
#[cfg(not(target_arch = "wasm32"))]
pub mod testing;
pub mod vault;

pub use context::Context;
pub use description::{Action, AiAccess, Description, SideEffect};
pub use extension::{Extension, JsonExtension, Output};
pub use permission::Permission;
pub use serde_json;
pub use serde_json::{json, Value};

/// What the macros of this crate expand to. Not for use by name.
#[doc(hidden)]
pub mod __private {
    pub use crate::bindings::{json, pairs};
    pub use crate::extension::glue::*;
    pub use crate::permission::known;
}
