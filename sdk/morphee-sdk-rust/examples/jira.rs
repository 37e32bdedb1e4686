//! An extension in the older form: parameters are pairs of text.
#![allow(
    unused_variables,
    clippy::useless_format,
    clippy::uninlined_format_args
)]

use morphee_sdk::export_extension;
use morphee_sdk::{events, http, vault, Extension};

struct JiraExtension;

impl Extension for JiraExtension {
    fn execute(&self, action: &str, params: Vec<(String, String)>) -> Result<String, String> {
        match action {
            "create_issue" => {
                let api_token = vault::get_secret("jira_api_token")?;
                let resp = http::fetch(http::Request {
                    method: "POST".to_string(),
                    url: "https://mycompany.atlassian.net/rest/api/3/issue".to_string(),
                    headers: vec![("Authorization".to_string(), format!("Bearer {}", api_token))],
                    body: Some(format!(r#"{{"fields": {{"summary": "..."}}}}"#).into_bytes()),
                })?;
                events::emit("info", "JIRA issue created");
                Ok(String::from_utf8(resp.body).unwrap())
            }
            _ => Err(format!("Unknown action: {}", action)),
        }
    }
}

export_extension!(JiraExtension);
