//! Where results may go: not over devices or links to nothing, not over inputs or each other.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::problem::Problem;

/// The file that `place` names, through links. It need not exist; what exists is a regular file.
pub fn file(place: &Path) -> Result<PathBuf, Problem> {
    let refuse = |what: &str| {
        let message = format!("{}: {what}", place.display());
        Err(Problem::bad_input(message, Some("name a file")))
    };
    match fs::symlink_metadata(place) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(place.to_owned()),
        Err(e) => return Err(Problem::file(place, &e)),
        Ok(_) => {}
    }
    let Ok(real) = fs::canonicalize(place) else {
        return refuse("a link that leads nowhere is there");
    };
    match fs::metadata(&real) {
        Ok(there) if there.is_dir() => refuse("a folder is there, not a file"),
        Ok(there) if !there.is_file() => refuse("a device or a pipe is there, not a file"),
        _ => Ok(real),
    }
}

/// Refuses an output that is an input or another output.
pub fn apart(outputs: &[&Path], inputs: &[PathBuf]) -> Result<(), Problem> {
    let inputs: Vec<_> = inputs.iter().map(|path| identity(path)).collect();
    for (i, output) in outputs.iter().enumerate() {
        let this = identity(output);
        let what = if inputs.contains(&this) {
            "is an input too, and would be replaced"
        } else if outputs[..i].iter().any(|other| identity(other) == this) {
            "is to be written twice"
        } else {
            continue;
        };
        let message = format!("{} {what}", output.display());
        return Err(Problem::bad_input(message, Some("name another output")));
    }
    Ok(())
}

/// The path without links and dots, as far as it exists.
fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .or_else(|e| {
            let name = path.file_name().ok_or(e)?;
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
            Ok::<_, io::Error>(fs::canonicalize(folder.unwrap_or(Path::new(".")))?.join(name))
        })
        .unwrap_or_else(|_| path.to_owned())
}
