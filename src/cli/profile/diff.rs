use std::{
    fmt::{self, Write as _},
    path::PathBuf,
};

use second_reader::anatomy::{Difference, FieldChange, ItemSpec, Moved, Profile};
use serde_json::{Value, json};

use super::{find, say_json};
use crate::cli::{problem::Problem, summary};

/// Print what tells two profiles apart: items removed, added, moved, and changed field by field.
///
/// Exit code 0 whether or not they differ.
#[derive(clap::Args)]
pub struct Arguments {
    /// A profile file, or the name of a built-in profile.
    #[arg(value_name = "A")]
    before: PathBuf,
    /// Another one.
    #[arg(value_name = "B")]
    after: PathBuf,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn diff(arguments: &Arguments) -> Result<(), Problem> {
    let (before, after) = match (find(&arguments.before), find(&arguments.after)) {
        (Ok(before), Ok(after)) => (before.profile, after.profile),
        (before, after) => {
            let problems = [before.err(), after.err()];
            return Problem::all(problems.into_iter().flatten().collect()).map_or(Ok(()), Err);
        }
    };
    let difference = Difference::between(&before, &after);
    if arguments.json {
        return say_json(&data(&difference));
    }
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, [&before, &after], &difference);
    summary::say(text.trim_end())
}

fn write(text: &mut String, [a, b]: [&Profile; 2], difference: &Difference) -> fmt::Result {
    writeln!(text, "--- {} {}", a.name, a.version)?;
    writeln!(text, "+++ {} {}", b.name, b.version)?;
    for change in difference.heading.iter().filter(|c| c.field == "title") {
        fields(text, change, "")?;
    }
    for item in &difference.removed {
        writeln!(text, "- {:<4} {}", item.id, item.label)?;
    }
    for item in &difference.added {
        writeln!(text, "+ {:<4} {}", item.id, item.label)?;
        for (key, value) in item.fields() {
            writeln!(text, "       {key:<10} {value}")?;
        }
    }
    for (item, changes) in &difference.changed {
        writeln!(text, "~ {:<4} {}", item.id, item.label)?;
        for change in changes {
            fields(text, change, "     ")?;
        }
    }
    for moved in &difference.moved {
        let behind = |id: &Option<String>| match id {
            Some(id) => format!("behind {id}"),
            None => "first".to_owned(),
        };
        let (was, is) = (behind(&moved.after_before), behind(&moved.after_now));
        writeln!(text, "> {:<4} stands {is}, not {was}", moved.id)?;
    }
    if difference.same_items() {
        writeln!(text, "the items are the same")?;
    }
    Ok(())
}

fn fields(text: &mut String, change: &FieldChange, indent: &str) -> fmt::Result {
    let FieldChange {
        field,
        before,
        after,
    } = change;
    writeln!(
        text,
        "{indent}- {field:<10} {before}\n{indent}+ {field:<10} {after}"
    )
}

fn data(difference: &Difference) -> Value {
    let change = |c: &FieldChange| json!({"field": c.field, "before": c.before, "after": c.after});
    let changes = |list: &[FieldChange]| list.iter().map(change).collect::<Vec<_>>();
    let name = |item: &ItemSpec| json!({"id": item.id, "label": item.label});
    let names = |list: &[ItemSpec]| list.iter().map(name).collect::<Vec<_>>();
    let changed = difference.changed.iter();
    let changed = changed.map(|(item, list)| json!({"id": item.id, "fields": changes(list)}));
    let place =
        |m: &Moved| json!({"id": m.id, "behind": m.after_now, "was_behind": m.after_before});
    json!({"same_items": difference.same_items(), "heading": changes(&difference.heading),
           "removed": names(&difference.removed), "added": names(&difference.added),
           "changed": changed.collect::<Vec<_>>(),
           "moved": difference.moved.iter().map(place).collect::<Vec<_>>()})
}
