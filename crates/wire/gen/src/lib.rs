//! Makes what is checked in of the vendor link from its contract, `proto/second_reader.proto`: the Rust code of its
//! messages and the list of its numbers. A number that was used once is never used for anything else.

mod code;
mod numbers;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

pub use numbers::{Conflict, Numbers};

/// Why nothing can be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be read or written.
    #[error("{place}: {source}")]
    File {
        /// Which.
        place: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The contract is no proto3.
    #[error("{0}")]
    Proto(String),
    /// A line of the bounds.
    #[error("second_reader.options:{line}: `{text}` is no bound")]
    Options {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// No code can be made of it.
    #[error("no code can be made of the contract: {0}")]
    Code(String),
    /// A number is used anew.
    #[error("{0}")]
    Number(#[from] Conflict),
}

impl Error {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::File { .. } => "run it within the repository",
            Self::Proto(_) => "mend proto/second_reader.proto",
            Self::Options { .. } => {
                "write `srlink.Message.field max_length:24`, max_size or max_count"
            }
            Self::Code(_) => "leave out what micropb-gen does not know",
            Self::Number(_) => {
                "give it a number that was never used, and `reserved` the one of a field that is gone"
            }
        }
    }
}

/// All that is made, as it is to be checked in.
#[derive(Debug)]
pub struct Made {
    /// `src/generated.rs`.
    pub code: String,
    /// `proto/schema.lock`.
    pub lock: String,
}

impl Made {
    /// Makes it from the contract and the numbers that were ever used.
    ///
    /// # Errors
    /// Where a number is used anew, and where the contract is none.
    pub fn from_contract() -> Result<Self, Error> {
        let folder = wire().join("proto");
        let mut compiler = protox::Compiler::new([&folder]).map_err(proto)?;
        compiler.include_source_info(true);
        compiler.open_file("second_reader.proto").map_err(proto)?;
        let used = match fs::read_to_string(folder.join("schema.lock")) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(at(&folder.join("schema.lock"))(source)),
        };
        let numbers = Numbers::of(&compiler.file_descriptor_set());
        let lock = numbers.merge(&used)?;
        let options = folder.join("second_reader.options");
        let options = fs::read_to_string(&options).map_err(at(&options))?;
        let descriptors = compiler.encode_file_descriptor_set();
        let code = code::make(&descriptors, &options, numbers::hash(&lock))?;
        Ok(Self { code, lock })
    }

    /// Writes it to its places.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn write(&self) -> Result<(), Error> {
        for (place, text) in [
            ("src/generated.rs", &self.code),
            ("proto/schema.lock", &self.lock),
        ] {
            let place = wire().join(place);
            fs::write(&place, text).map_err(at(&place))?;
        }
        Ok(())
    }
}

/// Folder of the crate that all of it is for.
fn wire() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn at(place: &Path) -> impl FnOnce(io::Error) -> Error + use<> {
    let place = place.to_owned();
    |source| Error::File { place, source }
}

fn proto(error: protox::Error) -> Error {
    Error::Proto(error.to_string())
}

#[cfg(test)]
mod tests;
