use std::fmt;

/// The name of a right that an extension asks for in its manifest, made by [`permission!`](crate::permission).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Permission(&'static str);

const NAMES: [&str; 15] = [
    "http:read",
    "http:write",
    "vault:read",
    "vault:write",
    "event:emit",
    "event:listen",
    "data:read",
    "data:write",
    "task:create",
    "space:read",
    "notify:send",
    "fs:read",
    "fs:write",
    "extension:call",
    "session:send",
];

/// The permission of this name, or a panic: while compiling, where it is called in a constant.
pub const fn known(name: &'static str) -> Permission {
    let mut i = 0;
    while i < NAMES.len() {
        if same(name.as_bytes(), NAMES[i].as_bytes()) {
            return Permission(name);
        }
        i += 1;
    }
    panic!(
        "unknown permission; known are http:read, http:write, vault:read, vault:write, event:emit, event:listen, \
         data:read, data:write, task:create, space:read, notify:send, fs:read, fs:write, extension:call, session:send"
    )
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

impl Permission {
    /// The name as a manifest and `--grant` spell it.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// Whether the text of an error says that this right is missing, because it was not declared or not granted.
    ///
    /// ```
    /// use morphee_sdk::permission;
    /// let error = "permission-not-granted: http:write to a.example; grant it with --grant http:write=a.example";
    /// assert!(permission!("http:write").is_denied_by(error));
    /// assert!(!permission!("http:read").is_denied_by(error));
    /// ```
    pub fn is_denied_by(self, error: &str) -> bool {
        ["permission-not-declared: ", "permission-not-granted: "]
            .iter()
            .filter_map(|code| error.strip_prefix(code))
            .filter_map(|rest| rest.strip_prefix(self.0))
            .any(|rest| {
                !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':')
            })
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_listed_name_is_known() {
        for name in NAMES {
            assert_eq!(known(name).to_string(), name);
        }
    }

    #[test]
    #[should_panic(expected = "unknown permission")]
    fn a_misspelt_name_is_refused() {
        known("http:wirte");
    }

    #[test]
    fn only_a_denial_of_this_right_counts() {
        let write = known("http:write");
        assert!(write.is_denied_by("permission-not-declared: http:write to a.example"));
        assert!(!write.is_denied_by("permission-not-granted: http:writer"));
        assert!(!write.is_denied_by("http-failed: http:write"));
        assert!(!write.is_denied_by(""));
    }
}
