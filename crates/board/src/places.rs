//! Where board files are: by path, or by name in folders.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What a file is laid down as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The board, or what it extends.
    Board,
    /// The site's overlay, or what it extends.
    Site,
    /// The scanner's overlay, or what it extends.
    Scanner,
}

impl Layer {
    /// The folder, below that of the boards, in which such files are looked for by name.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Board => "",
            Self::Site => "site",
            Self::Scanner => "scanner",
        }
    }

    /// What messages call such files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Site => "site",
            Self::Scanner => "scanner",
        }
    }

    /// Whether a file of this layer may say something of that key.
    pub(crate) fn may_say(self, key: &str) -> bool {
        let of = |keys: &[&str]| {
            keys.iter()
                .any(|known| key == *known || key.starts_with(&format!("{known}.")))
        };
        match self {
            Self::Board => true,
            Self::Site => of(&[
                "site",
                "profile",
                "exam",
                "page",
                "model",
                "input.keys",
                "display.language",
                "display.brightness",
                "display.fps_max",
                "display.distance_cm",
                "storage.free_mb_min",
            ]),
            Self::Scanner => of(&[
                "scanner",
                "sector",
                "source.format",
                "source.size",
                "source.fps",
                "source.edid",
            ]),
        }
    }
}

/// The file that `name` means: a path, relative to `base`, or the name of a file without its ending, which is looked
/// for in `base` and then in `folders`.
pub(crate) fn find(name: &str, layer: Layer, base: &Path, folders: &[PathBuf]) -> Option<PathBuf> {
    let path = base.join(name.trim_start_matches("./"));
    if is_path(name) {
        return path.is_file().then_some(path);
    }
    let file = format!("{name}.toml");
    places(layer, base, folders)
        .into_iter()
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
}

/// Whether it is a path, not a name.
pub(crate) fn is_path(name: &str) -> bool {
    name.contains('/') || name.ends_with(".toml")
}

/// Where files of a layer are looked for by name, in this order.
fn places(layer: Layer, base: &Path, folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut places = vec![base.to_owned()];
    for folder in [base]
        .into_iter()
        .chain(folders.iter().map(PathBuf::as_path))
    {
        let place = folder.join(layer.folder());
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// The names that [`find`] knows, in order; of overlays those in folders of overlays, as any file may lie beside a board.
pub(crate) fn names(layer: Layer, base: &Path, folders: &[PathBuf]) -> Vec<String> {
    let mut names: Vec<String> = places(layer, base, folders)
        .iter()
        .filter(|folder| layer == Layer::Board || *folder != base)
        .flat_map(|folder| stems(folder))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The names of the files in a folder, without their ending, in order.
pub(crate) fn stems(folder: &Path) -> Vec<String> {
    let here = folder.as_os_str().is_empty();
    let folder = if here { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let stem = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        name.strip_suffix(".toml").map(str::to_owned)
    };
    let mut stems: Vec<_> = entries.filter_map(stem).collect();
    stems.sort();
    stems
}
