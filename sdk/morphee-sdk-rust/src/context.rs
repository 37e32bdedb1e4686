use crate::Value;

/// Who calls, and with what settings. All ids are opaque.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// Names this call in logs and in the audit. Empty where the host gave none.
    pub request_id: String,
    /// The user on whose behalf the action runs.
    pub user_id: Option<String>,
    /// The group of that user.
    pub group_id: Option<String>,
    /// The space in which the action runs.
    pub space_id: Option<String>,
    /// Settings of this installation; `null` where there are none.
    pub config: Value,
}

impl Context {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let mut value: Value =
            serde_json::from_str(text).map_err(|e| format!("the context is not JSON: {e}"))?;
        let members = value
            .as_object_mut()
            .ok_or("the context is not a JSON object")?;
        let mut id = |name: &str| match members.remove(name) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        Ok(Self {
            request_id: id("request_id").unwrap_or_default(),
            user_id: id("user_id"),
            group_id: id("group_id"),
            space_id: id("space_id"),
            config: members.remove("config").unwrap_or(Value::Null),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn reads_what_is_there_and_leaves_the_rest_absent() {
        let context =
            Context::parse(r#"{"request_id":"r1","user_id":"u","config":{"a":1},"new":true}"#)
                .unwrap();
        assert_eq!(context.request_id, "r1");
        assert_eq!(context.user_id.as_deref(), Some("u"));
        assert_eq!(context.group_id, None);
        assert_eq!(context.config, json!({"a": 1}));
    }

    #[test]
    fn refuses_what_is_no_object() {
        assert!(Context::parse("[]").is_err());
        assert!(Context::parse("{").is_err());
        assert_eq!(Context::parse("").unwrap(), Context::default());
    }
}
