use second_reader::board::{Change, Value, difference};
use serde_json::json;

use super::say_json;
use crate::cli::{boards::resolved, problem::Problem, summary};

/// Print what tells two boards apart, with everything that they extend: each value with where it stands.
///
/// Exit code 0 whether or not they differ.
#[derive(clap::Args)]
pub struct Arguments {
    /// A board file, or the name of an installed board.
    #[arg(value_name = "A")]
    before: String,
    /// Another one.
    #[arg(value_name = "B")]
    after: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn diff(arguments: &Arguments) -> Result<(), Problem> {
    let (before, after) = match (resolved(&arguments.before), resolved(&arguments.after)) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => {
            let problems = [before.err(), after.err()];
            return Problem::all(problems.into_iter().flatten().collect()).map_or(Ok(()), Err);
        }
    };
    let changes = difference(&before, &after);
    if arguments.json {
        let value = |value: &Option<Value>| {
            let value = value.as_ref();
            value.map(|v| json!({"value": v.text, "file": v.origin.file, "line": v.origin.line}))
        };
        let change = |c: &Change| json!({"key": c.key, "before": value(&c.before), "after": value(&c.after)});
        return say_json(&changes.iter().map(change).collect::<Vec<_>>());
    }
    let mut lines = vec![
        format!("--- {}", before.file.display()),
        format!("+++ {}", after.file.display()),
    ];
    if changes.is_empty() {
        lines.push("the values are the same".to_owned());
    }
    for Change { key, before, after } in &changes {
        let side = |sign: char, value: &Option<Value>| {
            let value = value.as_ref();
            value.map(|v| {
                format!(
                    "{sign} {key} = {}   {}:{}",
                    v.text, v.origin.file, v.origin.line
                )
            })
        };
        lines.extend(side('-', before));
        lines.extend(side('+', after));
    }
    summary::say(lines.join("\n"))
}
