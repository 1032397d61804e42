//! From names of files to a whole board: each file over the one that it extends, the scanner's over the board's, the
//! site's over both.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use flaw::{Flaw, Source, suggest};
use serde::Deserialize as _;

use super::{
    Board, BoardError, FILE_BYTES_MAX, Layer,
    display::ANY_PANEL,
    leaf::{self, Leaf, Named},
    places, whole,
};

/// How a hint begins that knows what was meant.
const NEAR: &str = "did you mean";
/// How many files can extend one another.
const CHAIN_MAX: usize = 8;

/// What to load.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// The board: a path, or a name.
    pub board: &'a str,
    /// The site's overlay, instead of the board's own.
    pub site: Option<&'a str>,
    /// The scanner's overlay, instead of the board's own.
    pub scanner: Option<&'a str>,
    /// Where names are looked for.
    pub folders: &'a [PathBuf],
}

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What the file is laid down as.
    pub layer: Layer,
}

/// A value of a board.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Section and key: `source.fps`.
    pub key: String,
    /// As TOML writes it.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
    /// What it lies over, the nearest first.
    pub covers: Vec<(String, Origin)>,
}

/// A board with where all of it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// What holds.
    pub board: Board,
    /// The file that was asked for.
    pub file: PathBuf,
    /// All files, each over the ones before.
    pub files: Vec<(PathBuf, Layer)>,
    /// All values that files say, by key.
    pub values: Vec<Value>,
}

/// A file that was read.
pub(crate) struct Read {
    path: PathBuf,
    file: String,
    text: String,
    layer: Layer,
    leaves: Vec<Leaf>,
    with_site: Option<Named>,
    with_scanner: Option<Named>,
}

impl Read {
    pub fn flaw(
        &self,
        at: &std::ops::Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Flaw {
        self.source().flaw(at, message, hint)
    }

    fn source(&self) -> Source<'_> {
        Source {
            text: self.text.as_bytes(),
            file: &self.file,
        }
    }

    fn folder(&self) -> PathBuf {
        folder(&self.path)
    }
}

/// The folder of a file; empty for that in which the program runs.
fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_owned()
}

/// A value that holds, and what it lies over.
pub(crate) struct Held {
    pub value: toml::Value,
    pub read: usize,
    pub at: std::ops::Range<usize>,
    covers: Vec<(String, Origin)>,
}

/// The values that hold, by key.
pub(crate) type Holding = BTreeMap<String, Held>;

impl Resolved {
    /// Loads a board with all that it extends and that lies over it.
    ///
    /// # Errors
    /// Where a file is not there, cannot be read, or says something that no board can mean: everything that is wrong,
    /// with file, line and column.
    pub fn load(wanted: &Wanted) -> Result<Self, BoardError> {
        let mut loader = Loader {
            folders: wanted.folders,
            flaws: Vec::new(),
            open: Vec::new(),
            reads: Vec::new(),
        };
        let file = loader.asked(wanted.board, Layer::Board)?;
        let (site, scanner) = (loader.named(Layer::Site), loader.named(Layer::Scanner));
        for (layer, asked, named) in [
            (Layer::Scanner, wanted.scanner, scanner),
            (Layer::Site, wanted.site, site),
        ] {
            match (asked, named) {
                (Some(name), _) => {
                    loader.asked(name, layer)?;
                }
                (None, Some((by, named))) => loader.linked(by, &named, layer),
                (None, None) => {}
            }
        }
        loader.finish(file)
    }

    /// The value of a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.key == key)
    }
}

struct Loader<'a> {
    folders: &'a [PathBuf],
    flaws: Vec<Flaw>,
    /// The files that are being read, each extended by the one before.
    open: Vec<PathBuf>,
    reads: Vec<Read>,
}

impl Loader<'_> {
    /// A file that a person asked for.
    fn asked(&mut self, name: &str, layer: Layer) -> Result<PathBuf, BoardError> {
        let here = PathBuf::from(name);
        let path = if here.is_file() || places::is_path(name) {
            here
        } else {
            let found = places::find(name, layer, Path::new(""), self.folders);
            found.ok_or_else(|| {
                let known = places::names(layer, Path::new(""), self.folders);
                let known: Vec<_> = known.iter().map(String::as_str).collect();
                BoardError::Unknown {
                    name: name.to_owned(),
                    layer: layer.name(),
                    hint: suggest(name, &format!("{}s", layer.name()), &known)
                        + "; a file by its path, such as ./my-board.toml",
                }
            })?
        };
        let text = read_file(&path)?;
        self.file(path.clone(), text, layer);
        Ok(path)
    }

    /// Reads a file, and before it what it extends.
    fn file(&mut self, path: PathBuf, text: String, layer: Layer) {
        let mut read = Read {
            file: path.display().to_string(),
            path,
            text,
            layer,
            leaves: Vec::new(),
            with_site: None,
            with_scanner: None,
        };
        let said = leaf::read(&read.source(), &read.text, &mut self.flaws);
        for leaf in &said.leaves {
            if !layer.may_say(&leaf.key) {
                let message = format!(
                    "`{}` is nothing that a {} file says",
                    leaf.key,
                    layer.name()
                );
                self.flaws
                    .push(read.flaw(&leaf.at, message, "move the line to the board file"));
            }
        }
        for named in [&said.with_site, &said.with_scanner].into_iter().flatten() {
            if layer != Layer::Board {
                let message = format!(
                    "a {} file lies over a board, and nothing lies over it",
                    layer.name()
                );
                self.flaws
                    .push(read.flaw(&named.at, message, "move the line to the board file"));
            }
        }
        read.leaves = said.leaves;
        (read.with_site, read.with_scanner) = (said.with_site, said.with_scanner);
        if let Some(extends) = &said.extends {
            self.open.push(identity(&read.path));
            self.parent(&read, extends);
            self.open.pop();
        }
        self.reads.push(read);
    }

    fn parent(&mut self, read: &Read, extends: &Named) {
        let note = |message: String, hint: String| read.flaw(&extends.at, message, hint);
        let Some(path) = places::find(&extends.name, read.layer, &read.folder(), self.folders)
        else {
            let hint = self.known(&extends.name, read.layer, &read.folder());
            return self.flaws.push(note(
                format!("`{}` is not there to extend", extends.name),
                hint,
            ));
        };
        let this = identity(&path);
        if let Some(first) = self.open.iter().position(|open| *open == this) {
            let names = self.open[first..]
                .iter()
                .chain([&this])
                .map(|path| name(path));
            let message = format!(
                "these extend each other: {}",
                names.collect::<Vec<_>>().join(" -> ")
            );
            return self
                .flaws
                .push(note(message, "take out one of their `extends`".to_owned()));
        }
        if self.open.len() >= CHAIN_MAX {
            let message = format!("more than {CHAIN_MAX} files extend one another");
            return self
                .flaws
                .push(note(message, "join some of them".to_owned()));
        }
        match read_file(&path) {
            Ok(text) => self.file(path, text, read.layer),
            Err(error) => self.flaws.push(note(
                error.to_string(),
                "check the file and its permissions".to_owned(),
            )),
        }
    }

    /// The overlay that the nearest file of the board names, and which file that is.
    fn named(&self, layer: Layer) -> Option<(usize, Named)> {
        let of = |read: &Read| match layer {
            Layer::Site => read.with_site.clone(),
            _ => read.with_scanner.clone(),
        };
        let reads = self.reads.iter().enumerate().rev();
        reads.into_iter().find_map(|(n, read)| Some((n, of(read)?)))
    }

    /// An overlay that a board file names.
    fn linked(&mut self, by: usize, named: &Named, layer: Layer) {
        let base = self.reads[by].folder();
        let text = places::find(&named.name, layer, &base, self.folders)
            .map(|path| (read_file(&path), path));
        let (message, hint) = match text {
            Some((Ok(text), path)) => return self.file(path, text, layer),
            Some((Err(error), _)) => (
                error.to_string(),
                "check the file and its permissions".to_owned(),
            ),
            None => {
                let message = format!("there is no {} `{}`", layer.name(), named.name);
                (message, self.known(&named.name, layer, &base))
            }
        };
        self.flaws
            .push(self.reads[by].flaw(&named.at, message, hint));
    }

    fn known(&self, name: &str, layer: Layer, base: &Path) -> String {
        let known = places::names(layer, base, self.folders);
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        let stem = name.rsplit('/').next().unwrap_or(name);
        let near = suggest(
            stem.trim_end_matches(".toml"),
            &format!("{} files", layer.name()),
            &known,
        );
        // All names that there are help nobody who has written a path.
        match places::is_path(name) && !near.starts_with(NEAR) || known.is_empty() {
            true => "a path is relative to the file that names it; a name is that of a file without .toml".to_owned(),
            false => near,
        }
    }

    fn finish(mut self, file: PathBuf) -> Result<Resolved, BoardError> {
        let mut holding = Holding::new();
        for (n, read) in self.reads.iter().enumerate() {
            lay(&mut holding, n, read, &self.reads);
        }
        let board = board(&holding);
        // Without a part of it, whatever the whole lacks is an echo.
        if self.flaws.is_empty()
            && let Some(board) = &board
        {
            self.flaws = whole::flaws(board, &holding, &self.reads);
        }
        let board = match board {
            Some(board) if self.flaws.is_empty() => board,
            _ => return Err(BoardError::Invalid { flaws: self.flaws }),
        };
        let value = |(key, held): (String, Held)| Value {
            key,
            text: held.value.to_string(),
            origin: origin(&self.reads[held.read], &held.at),
            covers: held.covers,
        };
        Ok(Resolved {
            board,
            file,
            values: holding.into_iter().map(value).collect(),
            files: self
                .reads
                .iter()
                .map(|read| (read.path.clone(), read.layer))
                .collect(),
        })
    }
}

fn origin(read: &Read, at: &std::ops::Range<usize>) -> Origin {
    Origin {
        file: read.file.clone(),
        line: read.source().place(at.start).0,
        layer: read.layer,
    }
}

/// Lays the values of a file over those that hold so far.
fn lay(holding: &mut Holding, n: usize, read: &Read, reads: &[Read]) {
    let says = |key: &str| read.leaves.iter().find(|leaf| leaf.key == key);
    let other = |holding: &Holding, key: &str| {
        says(key).is_some_and(|leaf| holding.get(key).is_none_or(|held| held.value != leaf.value))
    };
    // What another kind of source was asked for is nothing to ask this one for.
    if other(holding, "source.kind") {
        holding.retain(|key, _| !key.starts_with("source."));
    }
    // A panel and all that is said of it are one choice.
    if other(holding, "display.panel") {
        let of_panel = |key: &str| {
            key.strip_prefix("display.")
                .is_some_and(|key| !ANY_PANEL.contains(&key))
        };
        holding.retain(|key, _| !of_panel(key));
    }
    // The name and the file are one choice.
    if says("profile.name").is_some() || says("profile.file").is_some() {
        holding.retain(|key, _| !key.starts_with("profile."));
    }
    for leaf in &read.leaves {
        let covers = match holding.remove(&leaf.key) {
            Some(held) => {
                let place = origin(&reads[held.read], &held.at);
                [(held.value.to_string(), place)]
                    .into_iter()
                    .chain(held.covers)
                    .collect()
            }
            None => Vec::new(),
        };
        let held = Held {
            value: leaf::beside(&leaf.key, leaf.value.clone(), &read.folder()),
            read: n,
            at: leaf.at.clone(),
            covers,
        };
        holding.insert(leaf.key.clone(), held);
    }
}

/// The board that says all of this; `None` where no board can.
fn board(holding: &Holding) -> Option<Board> {
    let mut root = toml::Table::new();
    for (key, held) in holding {
        let mut table = &mut root;
        let mut names = key.splitn(3, '.').peekable();
        while let Some(name) = names.next() {
            if names.peek().is_none() {
                table.insert(name.to_owned(), held.value.clone());
                break;
            }
            let inner = table
                .entry(name)
                .or_insert_with(|| toml::Value::Table(toml::Table::new()));
            table = inner.as_table_mut()?;
        }
    }
    Board::deserialize(root).ok()
}

fn read_file(path: &Path) -> Result<String, BoardError> {
    let file = path.display().to_string();
    let io = |source| BoardError::Io {
        file: file.clone(),
        source,
    };
    let about = fs::metadata(path).map_err(io)?;
    let no_board = |message: String| BoardError::NoBoard {
        file: file.clone(),
        message,
    };
    if !about.is_file() {
        return Err(no_board("this is no file".to_owned()));
    }
    if about.len() > FILE_BYTES_MAX {
        let bytes = about.len();
        return Err(no_board(format!(
            "{bytes} bytes are too many for a board file (at most {FILE_BYTES_MAX})"
        )));
    }
    String::from_utf8(fs::read(path).map_err(io)?)
        .map_err(|_| no_board("this is no text in UTF-8".to_owned()))
}

/// The path without links and dots, as far as it exists.
fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
