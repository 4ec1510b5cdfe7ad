//! The API described: OpenAPI 3.1, made of the same tables that requests are held to.
//!
//! Enters: the questions and the event types. Leaves: one JSON document.

use crate::problem::Code;
use crate::questions::{FACETS, LONG, MANY, Parameter, QUESTIONS, Question, Takes};
use serde_json::{Map, Value, json};

/// The whole description.
pub(crate) fn describe(types: &[(String, String)]) -> Value {
    let mut paths = Map::new();
    for question in QUESTIONS {
        let rows = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Rows" } }, "text/csv": { "schema": { "type": "string" } }, "application/jsonl": { "schema": { "type": "string" } } });
        paths.insert(format!("/api/v1/{}", question.name), get(question.name, question.about, &parameters(question, types), &rows, &[]));
        for (ending, kind) in [("csv", "text/csv"), ("jsonl", "application/jsonl")] {
            let id = format!("{}-{ending}", question.name);
            let about = format!("{}; every row, as {ending}", question.about);
            paths.insert(format!("/api/v1/{}.{ending}", question.name), get(&id, &about, &parameters(question, types), &json!({ kind: { "schema": { "type": "string" } } }), &[]));
        }
    }
    let object = || json!({ "application/json": { "schema": { "type": "object" } } });
    paths.insert("/api/v1/facets".into(), get("facets", FACETS.about, &parameters(&FACETS, types), &object(), &[]));
    paths.insert("/api/v1/overview".into(), get("overview", "Sums, latest happenings, and pairs busier than usual", &[], &object(), &[]));
    paths.insert("/api/v1/meta".into(), get("meta", "What the filters may say, names of codes, an article to try", &[], &object(), &[]));
    for (what, about, example) in [
        ("articles", "An article with its record", "1"),
        ("events", "An event", "1.e1"),
        ("statements", "A statement", "1.s1"),
        ("happenings", "A happening with its reports and the ledger of claims", "h1.e1"),
        ("actors", "Whom a code, name or id stands for", "EGY"),
    ] {
        paths.insert(format!("/api/v1/{what}/{{id}}"), get(&format!("one-of-{what}"), about, &[id(example)], &object(), &[404]));
    }
    paths.insert("/api/v1/articles/{id}/explain".into(), get("explain-article", "What was seen in each sentence of an article, and why each rule fired or did not", &[id("1")], &object(), &[404]));
    let read = post("read", "Reads an article and keeps nothing", &[200]);
    let explain = post("explain", "What is seen in each sentence of an article, and why each rule fires or does not; keeps nothing", &[200]);
    paths.insert("/api/v1/read".into(), read);
    paths.insert("/api/v1/explain".into(), explain);
    let mut keep = post("keep", "Keeps an article; only when the server was started with --write, and with a token", &[200, 201, 401, 403]);
    keep["post"]["security"] = json!([{ "token": [] }]);
    paths.insert("/api/v1/articles".into(), keep);
    let text = json!({ "text/plain": { "schema": { "type": "string" } } });
    paths.insert("/health".into(), get("health", "Whether the archive answers", &[], &object(), &[]));
    paths.insert("/metrics".into(), get("metrics", "What the server counts of itself, for Prometheus", &[], &text, &[]));
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Marsad", "version": env!("CARGO_PKG_VERSION"), "description": "Who did what to whom, when, where, and on whose word, as news tells it.", "license": { "name": "MIT OR Apache-2.0" } },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": { "schemas": schemas(), "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } } },
    })
}

fn schemas() -> Value {
    let text = || json!({ "type": "string" });
    json!({
        "Rows": {
            "type": "object", "required": ["columns", "rows", "next"],
            "properties": {
                "columns": { "type": "array", "items": text() },
                "rows": { "type": "array", "items": { "type": "object" } },
                "next": { "type": ["string", "null"], "description": "The cursor of the next page" },
                "names": { "type": "object", "additionalProperties": text(), "description": "What places and people of the rows are called in Arabic" },
            },
        },
        "Article": {
            "type": "object", "required": ["text"], "additionalProperties": false,
            "properties": {
                "text": { "type": "string", "pattern": "\\S" }, "title": { "type": ["string", "null"] }, "published": { "type": ["string", "null"], "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?)?$" },
                "language": { "type": ["string", "null"] }, "url": { "type": ["string", "null"] }, "outlet": { "type": ["string", "null"] },
            },
        },
        "Problem": {
            "type": "object", "required": ["type", "title", "status", "code", "detail"],
            "properties": {
                "type": text(), "title": text(), "status": { "type": "integer" }, "detail": text(), "parameter": text(),
                "code": { "type": "string", "enum": Code::ALL.map(Code::word).to_vec(), "description": "What is wrong, for programs" },
                "value": { "description": "The value that is wrong" }, "near": { "type": "string", "description": "The name most like it" },
                "known": { "type": "array", "items": text(), "description": "What it may be" }, "least": { "type": "number" }, "most": { "type": "number" },
            },
        },
    })
}

fn problem(about: &str) -> Value {
    json!({ "description": about, "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } })
}

/// Answers by status; every question may be wrong, too frequent or too slow.
fn responses(fine: &[u16], content: &Value, more: &[u16]) -> Value {
    let mut all = Map::new();
    for status in fine {
        let one = if *status < 400 { json!({ "description": "The answer", "content": content }) } else { problem("Not allowed") };
        all.insert(status.to_string(), one);
    }
    for (status, about) in [
        (400, "What the request says is wrong, by parameter"),
        (414, "The address is too long"),
        (421, "Not a name of this server"),
        (429, "Too many requests"),
        (503, "Too slow, or being written to"),
    ] {
        all.insert(status.to_string(), problem(about));
    }
    for status in more {
        all.insert(status.to_string(), problem("There is no such thing"));
    }
    all.into()
}

fn get(id: &str, about: &str, parameters: &[Value], content: &Value, more: &[u16]) -> Value {
    let mut responses = responses(&[200], content, more);
    responses["304"] = json!({ "description": "As it was when the client asked before" });
    json!({ "get": { "operationId": id, "summary": about, "parameters": parameters, "responses": responses } })
}

fn post(id: &str, about: &str, fine: &[u16]) -> Value {
    let article = json!({ "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Article" } } } });
    let mut responses = responses(fine, &json!({ "application/json": { "schema": { "type": "object" } } }), &[]);
    for (status, about) in [("403", "The request comes from a page of another site, or writing is off"), ("413", "The article is too long"), ("415", "The body is not JSON")] {
        responses[status] = problem(about);
    }
    json!({ "post": { "operationId": id, "summary": about, "requestBody": article, "responses": responses } })
}

fn id(example: &str) -> Value {
    json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 }, "example": example })
}

fn parameters(question: &Question, types: &[(String, String)]) -> Vec<Value> {
    question.parameters.iter().copied().flatten().map(|p| parameter(p, question.needs.contains(&p.name), types)).collect()
}

fn parameter(parameter: &Parameter, needed: bool, types: &[(String, String)]) -> Value {
    let one = match parameter.takes {
        Takes::Words => json!({ "type": "string", "maxLength": LONG }),
        Takes::Day => json!({ "type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$" }),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Number(low, high) => json!({ "type": "number", "minimum": low, "maximum": high }),
        Takes::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Takes::One(these) => json!({ "type": "string", "enum": these }),
        Takes::Type => json!({ "type": "string", "enum": types.iter().map(|(kind, _)| kind).collect::<Vec<_>>() }),
    };
    let schema = if parameter.again { json!({ "type": "array", "items": one, "maxItems": MANY }) } else { one };
    json!({ "name": parameter.name, "in": "query", "required": needed, "description": parameter.about, "schema": schema, "style": "form", "explode": true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_described_with_all_it_takes() {
        let api = describe(&[("CONSULT".to_owned(), String::new())]);
        for question in QUESTIONS.iter().chain([&FACETS]) {
            let described = api["paths"][format!("/api/v1/{}", question.name)]["get"]["parameters"].as_array().expect(question.name);
            assert_eq!(described.len(), question.parameters.iter().map(|p| p.len()).sum::<usize>(), "{}", question.name);
            let needed: Vec<&str> = described.iter().filter(|p| p["required"] == true).filter_map(|p| p["name"].as_str()).collect();
            assert_eq!(needed, question.needs, "{}", question.name);
        }
    }

    #[test]
    fn references_lead_somewhere() {
        let api = describe(&[]);
        let text = api.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(api.pointer(reference).is_some(), "{reference}");
        }
    }
}
