//! What `wit-bindgen` makes of the copy of the WIT package in `wit/`. Hidden: the modules of this crate are its face.
#![allow(missing_docs, clippy::all)]

/// The world whose `params` and result are JSON text.
pub mod json {
    wit_bindgen::generate!({
        path: "wit",
        world: "morphee-extension",
        pub_export_macro: true,
        export_macro_name: "export_json",
        default_bindings_module: "morphee_sdk::__private::json",
    });
}

/// The older world, whose parameters are pairs of text.
pub mod pairs {
    wit_bindgen::generate!({
        path: "wit",
        world: "morphee-extension-pairs",
        pub_export_macro: true,
        export_macro_name: "export_pairs",
        default_bindings_module: "morphee_sdk::__private::pairs",
        with: {
            "morphee:extensions/http@1.0.0": crate::bindings::json::morphee::extensions::http,
            "morphee:extensions/vault@1.0.0": crate::bindings::json::morphee::extensions::vault,
            "morphee:extensions/events@1.0.0": crate::bindings::json::morphee::extensions::events,
            "morphee:extensions/data@1.0.0": crate::bindings::json::morphee::extensions::data,
            "morphee:extensions/space@1.0.0": crate::bindings::json::morphee::extensions::space,
            "morphee:extensions/notify@1.0.0": crate::bindings::json::morphee::extensions::notify,
            "morphee:extensions/fs@1.0.0": crate::bindings::json::morphee::extensions::fs,
            "morphee:extensions/log@1.0.0": crate::bindings::json::morphee::extensions::log,
        },
    });
}
