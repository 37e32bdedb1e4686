/// Makes a type the extension of this module.
///
/// ```text
/// export_extension!(Jira);                          // a unit struct that implements Extension
/// export_extension!(Echo: JsonExtension);           // a unit struct that implements JsonExtension
/// export_extension!(Db: JsonExtension = Db::new()); // any other type: how one is made
/// ```
/// The value is made anew for each call of the host. What must outlive a call (only where the manifest says
/// `"lifecycle": "reuse"`) belongs in a `static`.
///
/// Once in a crate, at the level of a module, in a crate of type `cdylib`.
#[macro_export]
macro_rules! export_extension {
    ($extension:ident) => {
        $crate::export_extension!($extension: Extension = $extension);
    };
    ($extension:ident = $make:expr) => {
        $crate::export_extension!($extension: Extension = $make);
    };
    ($extension:ident : $form:ident) => {
        $crate::export_extension!($extension: $form = $extension);
    };
    ($extension:ident : Extension = $make:expr) => {
        const _: () = {
            struct Exported;
            impl $crate::__private::pairs::Guest for Exported {
                fn execute(
                    action: ::std::string::String,
                    params: ::std::vec::Vec<(::std::string::String, ::std::string::String)>,
                ) -> ::std::result::Result<::std::string::String, ::std::string::String> {
                    let extension: $extension = $make;
                    $crate::__private::execute_pairs(&extension, action, params)
                }
            }
            $crate::__private::pairs::export_pairs!(Exported with_types_in $crate::__private::pairs);
        };
    };
    ($extension:ident : JsonExtension = $make:expr) => {
        const _: () = {
            struct Exported;
            impl $crate::__private::json::Guest for Exported {
                fn describe() -> ::std::string::String {
                    let extension: $extension = $make;
                    $crate::__private::describe(&extension)
                }
                fn execute(
                    action: ::std::string::String,
                    params: ::std::string::String,
                    context: ::std::string::String,
                ) -> ::std::result::Result<::std::string::String, ::std::string::String> {
                    let extension: $extension = $make;
                    $crate::__private::execute_json(&extension, action, params, context)
                }
            }
            $crate::__private::json::export_json!(Exported with_types_in $crate::__private::json);
        };
    };
    ($extension:ident : $form:ident = $make:expr) => {
        ::std::compile_error!(::std::concat!(
            "`", ::std::stringify!($form), "` is no form of an extension; the forms are `Extension` and `JsonExtension`"
        ));
    };
}

/// The name of a permission, checked when the extension is compiled.
///
/// It grants nothing: the manifest declares a right and the operator grants it. It keeps a misspelt name out of the
/// code that speaks of one.
///
/// ```
/// use morphee_sdk::{permission, Permission};
/// const WRITE: Permission = permission!("http:write");
/// assert_eq!(WRITE.name(), "http:write");
/// ```
/// ```compile_fail
/// morphee_sdk::permission!("http:wirte");
/// ```
#[macro_export]
macro_rules! permission {
    ($name:literal) => {{
        const PERMISSION: $crate::Permission = $crate::__private::known($name);
        PERMISSION
    }};
}
