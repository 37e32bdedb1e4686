//! The modules against the host of `testing`, and the traits through it.

use morphee_sdk::http::{Reply, Request};
use morphee_sdk::testing::Host;
use morphee_sdk::{data, events, http, json, log, notify, space, vault};

fn reply(status: u32, body: &str) -> Reply {
    Reply {
        status,
        headers: vec![("Content-Type".into(), "text/plain".into())],
        body: body.into(),
    }
}

#[test]
fn an_absent_secret_is_an_error_that_names_it() {
    let (answer, _) = Host::new()
        .secret("a", "1")
        .run(|| (vault::get_secret("a"), vault::get_secret("b")));
    assert_eq!(answer.0.as_deref(), Ok("1"));
    assert!(answer.1.unwrap_err().contains("secret b is absent"));
}

#[test]
fn a_stored_secret_is_read_back() {
    let (answer, notes) = Host::new().run(|| {
        vault::set_secret("k", "v");
        vault::find_secret("k")
    });
    assert_eq!(answer.as_deref(), Some("v"));
    assert_eq!(notes.secrets["k"], "v");
}

#[test]
fn a_request_reaches_the_host_as_built() {
    let (answer, _) = Host::new()
        .http(|request: &Request| {
            assert_eq!(request.method, "POST");
            assert_eq!(request.url, "https://a.example/x");
            assert_eq!(
                request.headers[0],
                ("Content-Type".into(), "application/json".into())
            );
            assert_eq!(request.body.as_deref(), Some(&br#"{"a":1}"#[..]));
            Ok(reply(201, "made"))
        })
        .run(|| http::send(Request::new("POST", "https://a.example/x").json(&json!({"a": 1}))));
    let answer = answer.unwrap();
    assert_eq!(answer.header("content-TYPE"), Some("text/plain"));
    assert_eq!((answer.status, answer.text().as_str()), (201, "made"));
    assert!(answer.json().is_err());
}

#[test]
fn fetch_answers_status_and_body() {
    let (answer, _) = Host::new()
        .http(|_| Ok(reply(404, "none")))
        .run(|| http::fetch(Request::get("https://a.example/")));
    let answer = answer.unwrap();
    assert_eq!((answer.status, answer.body), (404, b"none".to_vec()));
}

#[test]
fn a_request_without_an_answer_fails_by_name() {
    let (answer, _) = Host::new().run(|| http::send(Request::get("https://a.example/")));
    assert!(answer.unwrap_err().contains("GET https://a.example/"));
}

#[test]
fn events_and_lines_are_noted_in_order() {
    let (_, notes) = Host::new().run(|| {
        events::emit("issue.created", r#"{"id":1}"#);
        log::warn("late");
        log::info("done");
    });
    assert_eq!(
        notes.events,
        [("issue.created".to_string(), r#"{"id":1}"#.to_string())]
    );
    let lines: Vec<_> = notes.log.iter().map(|(_, line)| line.as_str()).collect();
    assert_eq!(lines, ["late", "done"]);
}

#[test]
fn data_takes_and_answers_json() {
    let (answer, _) = Host::new()
        .data(|function, arguments| match function {
            "create_task" => Ok(r#""t1""#.into()),
            "update_task" => Ok(format!(
                r#"{{"id":"{}","got":{}}}"#,
                arguments[0], arguments[1]
            )),
            "get_task" => Ok("no json".into()),
            "put_memory" => Ok("7".into()),
            other => Err(format!("permission-not-granted: {other}")),
        })
        .run(|| {
            let id = data::create_task(&json!({"title": "x"}))?;
            assert_eq!(
                data::update_task(&id, &json!({"a": 2}))?,
                json!({"id": "t1", "got": {"a": 2}})
            );
            assert!(data::get_task(&id).unwrap_err().contains("not JSON"));
            assert!(data::put_memory(&json!({"text": "x"}))
                .unwrap_err()
                .contains("7"));
            data::list_tasks(&json!({}))
        });
    assert_eq!(
        answer,
        Err("permission-not-granted: list_tasks".to_string())
    );
}

#[test]
fn a_host_inside_a_host_is_put_back() {
    let (answer, _) = Host::new().secret("k", "outer").run(|| {
        let (inner, _) = Host::new()
            .secret("k", "inner")
            .run(|| vault::find_secret("k"));
        (inner, vault::find_secret("k"))
    });
    assert_eq!(
        answer,
        (Some("inner".to_string()), Some("outer".to_string()))
    );
}

#[test]
#[should_panic(expected = "testing::Host::run")]
fn outside_of_a_host_a_call_says_what_to_do() {
    vault::find_secret("k");
}

#[test]
fn spaces_are_those_that_the_test_added() {
    let (answer, _) = Host::new()
        .space(json!({"id": "a", "name": "A", "current": false}))
        .space(json!({"id": "b", "name": "B", "current": true}))
        .run(|| (space::current(), space::list()));
    assert_eq!(answer.0.unwrap()["id"], "b");
    assert_eq!(answer.1.unwrap().len(), 2);
    let (none, _) = Host::new().run(space::current);
    assert!(none.unwrap().is_null());
}

#[test]
fn a_notification_reaches_the_host_as_built() {
    let (answer, notes) = Host::new().run(|| {
        notify::Notification::new("Done", "All sent")
            .level(notify::Level::Warn)
            .link("https://a.example/1")
            .send()
    });
    assert_eq!(answer.as_deref(), Ok("n1"));
    assert_eq!(
        notes.notifications,
        [
            json!({"title": "Done", "text": "All sent", "level": "warn", "link": "https://a.example/1"})
        ]
    );
}

#[test]
fn events_are_json_and_are_read_back() {
    let (_, notes) = Host::new().run(|| events::emit_json("issue.created", &json!({"id": 1})));
    assert_eq!(notes.events[0].1, r#"{"id":1}"#);
    let params =
        json!({"topic": "a", "payload": [1], "source": "jira", "time": "2026-01-01T00:00:00Z"});
    let event = events::Event::from_params(&params).unwrap();
    assert_eq!((event.topic.as_str(), event.source.as_str()), ("a", "jira"));
    assert_eq!(event.payload, json!([1]));
    assert!(events::Event::from_params(&json!({"topic": "a"})).is_err());
}
