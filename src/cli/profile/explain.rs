use std::{
    fmt::{self, Write as _},
    path::PathBuf,
};

use second_reader::anatomy::{ItemSpec, Origin, Resolved, Threshold};
use serde_json::{Value, json};

use super::{find, say_json};
use crate::cli::{problem::Problem, summary};

/// Print the checklist as it holds: each item with its view, structures, what settles it, criterion,
/// limits, their sources, and the file that it comes from.
#[derive(clap::Args)]
pub struct Arguments {
    /// A profile file, or the name of a built-in profile.
    #[arg(value_name = "PROFILE")]
    profile: PathBuf,
    /// This item alone.
    #[arg(long, value_name = "ID")]
    item: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn explain(arguments: &Arguments) -> Result<(), Problem> {
    let resolved = find(&arguments.profile)?;
    let wanted = arguments.item.as_deref();
    let items = resolved.profile.items.iter().zip(&resolved.origins);
    let items: Vec<_> = items
        .filter(|(item, _)| wanted.is_none_or(|id| item.id.eq_ignore_ascii_case(id)))
        .collect();
    if let (Some(id), true) = (wanted, items.is_empty()) {
        return Err(not_there(&resolved, id));
    }
    if arguments.json {
        return say_json(&data(&resolved, &items));
    }
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut text, &resolved, &items, wanted.is_some());
    summary::say(text.trim_end())
}

fn not_there(resolved: &Resolved, id: &str) -> Problem {
    let profile = &resolved.profile;
    let message = format!("{} {} has no item `{id}`", profile.name, profile.version);
    let mut removed = resolved.removed.iter();
    let hint = match removed.find(|r| r.id.eq_ignore_ascii_case(id)) {
        Some(removed) => format!("{}:{} removes it", removed.file, removed.line),
        None => {
            let ids: Vec<_> = profile.items.iter().map(|item| item.id.as_str()).collect();
            format!("its items: {}", ids.join(" "))
        }
    };
    Problem::bad_input(message, Some(hint))
}

fn write(
    text: &mut String,
    resolved: &Resolved,
    items: &[(&ItemSpec, &Vec<Origin>)],
    alone: bool,
) -> fmt::Result {
    let profile = &resolved.profile;
    if !alone {
        writeln!(
            text,
            "{} {}: {}",
            profile.name, profile.version, profile.title
        )?;
        write!(text, "  from {}", resolved.file)?;
        for base in &resolved.bases {
            write!(text, ", which extends {} {}", base.name, base.version)?;
            if !base.file.ends_with(')') {
                write!(text, " from {}", base.file)?;
            }
        }
        writeln!(text)?;
        writeln!(text, "  {} items, sha256 {}", items.len(), profile.sha256())?;
        for removed in &resolved.removed {
            let (id, label) = (&removed.id, &removed.label);
            writeln!(
                text,
                "  without {id} {label}: {}:{}",
                removed.file, removed.line
            )?;
        }
    }
    for (item, origins) in items {
        writeln!(text, "\n{:<4} {}", item.id, item.label)?;
        for (key, value) in item.fields() {
            match key {
                "label" | "threshold" => {}
                "needs" => row(text, key, format_args!("{value}: {}", item.needs.meaning()))?,
                "rule" => row(text, key, format_args!("{value}: {}", item.rule.meaning()))?,
                _ => row(text, key, value)?,
            }
        }
        for threshold in &item.thresholds {
            row(text, "limits", threshold)?;
        }
        row(text, "from", places(origins))?;
    }
    Ok(())
}

fn row(text: &mut String, key: &str, value: impl fmt::Display) -> fmt::Result {
    writeln!(text, "     {key:<11} {value}")
}

fn places(origins: &[Origin]) -> String {
    let place = |origin: &Origin| match (origin.file.ends_with(')'), &origin.changed[..]) {
        // The text of a built-in profile is not there to look at.
        (true, _) => origin.file.clone(),
        (false, []) => format!("{}:{}", origin.file, origin.line),
        (false, changed) => {
            let (file, line) = (&origin.file, origin.line);
            format!("edited in {file}:{line} ({})", changed.join(", "))
        }
    };
    let places: Vec<_> = origins.iter().map(place).collect();
    places.join(", ")
}

fn data(resolved: &Resolved, items: &[(&ItemSpec, &Vec<Origin>)]) -> Value {
    let profile = &resolved.profile;
    let limits = |t: &Threshold| {
        json!({"measure": t.measure.name(), "min": t.min, "max": t.max,
               "weeks": t.weeks.map(|(first, last)| [first, last]), "source": t.source})
    };
    let origin = |o: &Origin| json!({"file": o.file, "line": o.line, "changed": o.changed});
    let item = |(item, origins): &(&ItemSpec, &Vec<Origin>)| {
        json!({"id": item.id, "view": item.view.name(), "label": item.label,
               "structures": item.structures.iter().map(|s| s.name()).collect::<Vec<_>>(),
               "needs": item.needs.name(), "rule": item.rule.name(), "criterion": item.criterion, "source": item.source,
               "threshold": item.thresholds.iter().map(limits).collect::<Vec<_>>(),
               "from": origins.iter().map(origin).collect::<Vec<_>>()})
    };
    let bases = resolved
        .bases
        .iter()
        .map(|base| json!({"name": base.name, "version": base.version, "file": base.file}));
    let removed = resolved
        .removed
        .iter()
        .map(|r| json!({"id": r.id, "label": r.label, "file": r.file, "line": r.line}));
    json!({"name": profile.name, "version": profile.version, "title": profile.title,
           "sha256": profile.sha256(), "file": resolved.file,
           "extends": bases.collect::<Vec<_>>(), "removed": removed.collect::<Vec<_>>(),
           "items": items.iter().map(item).collect::<Vec<_>>()})
}
