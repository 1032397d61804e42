use second_reader::board::{Origin, Resolved, Value};
use serde_json::json;

use super::say_json;
use crate::cli::{boards::Choice, problem::Problem, summary};

/// Print what holds of a board: each value with the file and line where it stands, and what it lies over.
///
/// What no file says is left to the program; board-configs/demo.toml tells every key.
#[derive(clap::Args)]
pub struct Arguments {
    /// A board file, or the name of an installed board.
    #[arg(value_name = "BOARD")]
    board: String,
    /// What the site lays over it: a file, or a name.
    #[arg(long, value_name = "SITE")]
    site: Option<String>,
    /// What the scanner lays over it: a file, or a name.
    #[arg(long, value_name = "SCANNER")]
    scanner: Option<String>,
    /// This key alone, or those of this section.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn explain(arguments: &Arguments) -> Result<(), Problem> {
    let choice = Choice {
        board: Some(arguments.board.clone()),
        site: arguments.site.clone(),
        scanner: arguments.scanner.clone(),
    };
    let Some(resolved) = choice.resolved()? else {
        return Ok(());
    };
    let wanted = |value: &&Value| match &arguments.key {
        Some(key) => value.key == *key || value.key.starts_with(&format!("{key}.")),
        None => true,
    };
    let values: Vec<_> = resolved.values.iter().filter(wanted).collect();
    if let (Some(key), true) = (&arguments.key, values.is_empty()) {
        return Err(Problem::bad_input(
            format_args!("no file of {} says anything of `{key}`", arguments.board),
            Some(
                "a key is SECTION.KEY, such as source.fps; board-configs/demo.toml tells every key and its default",
            ),
        ));
    }
    if arguments.json {
        return say_json(&data(&resolved, &values));
    }
    let width = values
        .iter()
        .map(|value| value.key.len())
        .max()
        .unwrap_or_default();
    let mut lines = Vec::new();
    for value in values {
        let Value {
            key,
            text,
            origin,
            covers,
        } = value;
        lines.push(format!("{key:<width$} = {text}   {}", place(origin)));
        for (text, origin) in covers {
            lines.push(format!("{:<width$}   over {text}   {}", "", place(origin)));
        }
    }
    summary::say(lines.join("\n"))
}

fn place(origin: &Origin) -> String {
    format!("{}:{}", origin.file, origin.line)
}

fn data(resolved: &Resolved, values: &[&Value]) -> serde_json::Value {
    let origin = |o: &Origin| json!({"file": o.file, "line": o.line, "layer": o.layer.name()});
    let value = |value: &&Value| {
        let covers = value.covers.iter();
        let covers = covers.map(|(text, o)| json!({"value": text, "origin": origin(o)}));
        json!({"key": value.key, "value": value.text, "origin": origin(&value.origin),
               "covers": covers.collect::<Vec<_>>()})
    };
    let files = resolved.files.iter();
    let files = files.map(|(file, layer)| json!({"file": file, "layer": layer.name()}));
    json!({"file": resolved.file, "files": files.collect::<Vec<_>>(),
           "values": values.iter().map(value).collect::<Vec<_>>()})
}
