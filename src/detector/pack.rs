//! Opens a model pack: reads the manifest, checks every hash and limit, and keeps the bytes that
//! were checked, so that nothing can change between the check and the use.
//!
//! Must not know the engine.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Component, Path, PathBuf};

use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};
use trust::{Purpose, Signature, Standing, signature_place};

use super::error::{PackError, one_line};
use super::manifest::{Crop, Kind, Manifest};
use super::trusted::Trust;
use crate::anatomy::{Structure, StructureMap};

const MANIFEST: &str = "manifest.toml";
const MANIFEST_BYTES_MAX: u64 = 256 << 10;
const MODEL_BYTES_MAX: u64 = 64 << 20;
const GOLDEN_BYTES_MAX: u64 = 64 << 20;

/// What a pack says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct PackInfo {
    /// Name: `standard`.
    pub name: String,
    /// Version: `0.1.0`.
    pub version: String,
    /// What the pack is for.
    pub kind: Kind,
    /// SHA-256 of the model, 64 hexadecimal digits.
    pub sha256: String,
    /// The model's class names in the order of its output.
    pub classes: Vec<String>,
    /// Confidence from which a structure counts as seen, 0 to 1. Structures that the model does not
    /// know, and all structures of a classifier, stand at 1.
    pub thresholds: StructureMap<f32>,
    /// Who vouches for it.
    pub standing: Standing,
}

impl PackInfo {
    /// The first 8 digits of the hash, for people.
    #[must_use]
    pub fn short_hash(&self) -> &str {
        self.sha256.get(..8).unwrap_or(&self.sha256)
    }
}

/// A pack whose files are those of its manifest.
#[derive(Debug)]
pub struct Pack {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) onnx: Vec<u8>,
    pub(super) golden: Vec<GoldenPair>,
    /// Threads that run its integer layers.
    pub(super) threads: usize,
    info: PackInfo,
}

/// A picture and what the model must make of it.
#[derive(Debug)]
pub(super) struct GoldenPair {
    /// Name of the output file, for messages.
    pub name: String,
    /// Brightness, row by row.
    pub luma: Vec<u8>,
    /// The outputs in manifest order, one behind the other.
    pub values: Vec<f32>,
    pub tolerance: f32,
}

impl Pack {
    /// Opens the pack in a folder, whoever vouches for it.
    ///
    /// # Errors
    /// Where a file is missing, too large, or not the one that the manifest describes, and where
    /// the manifest breaks its schema.
    pub fn open(folder: &Path) -> Result<Self, PackError> {
        Self::open_trusted(folder, &Trust::anyone())
    }

    /// Opens the pack in a folder, where somebody who is trusted vouches for it.
    ///
    /// # Errors
    /// As [`Pack::open`], where nobody does, and always where a trusted key says that the manifest was changed.
    pub fn open_trusted(folder: &Path, trust: &Trust) -> Result<Self, PackError> {
        let path = folder.join(MANIFEST);
        let text = read(&path, MANIFEST_BYTES_MAX)?;
        let fault = |line, message| PackError::Manifest {
            path: path.clone(),
            line,
            message,
        };
        let text = std::str::from_utf8(&text).map_err(|_| fault(None, "is not UTF-8".into()))?;
        let manifest = Manifest::parse(text).map_err(|f| fault(f.line, f.message))?;
        // The bytes that were read, not the file: nobody can exchange it in between.
        let signature = Signature::beside(&path)?;
        let purpose = Purpose::Pack {
            name: manifest.name.clone(),
            version: manifest.version.clone(),
        };
        let standing = trust
            .keys
            .check(&path, text.as_bytes(), signature.as_ref(), &purpose)?;
        if !standing.is_verified() && !trust.allow_unsigned {
            let (pack, keys) = (manifest.name, trust.keys.iter().count());
            return Err(PackError::Unverified {
                pack,
                standing,
                keys,
            });
        }
        let onnx = read_hashed(
            &folder.join(&manifest.model),
            MODEL_BYTES_MAX,
            &manifest.sha256,
        )?;
        let golden = read_golden(folder, &manifest)?;
        let info = info(&manifest, standing);
        Ok(Self {
            folder: folder.into(),
            manifest,
            onnx,
            golden,
            threads: 1,
            info,
        })
    }

    /// The same, to run its integer layers in that many threads, 1 to 4; other numbers are held within. What it finds does
    /// not depend on them.
    #[must_use]
    pub fn with_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// What the pack says of itself.
    #[must_use]
    pub fn info(&self) -> &PackInfo {
        &self.info
    }

    /// All files of the pack: its manifest, the signature where there is one, and what the manifest names.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        let manifest = self.folder.join(MANIFEST);
        let signature = Some(signature_place(&manifest)).filter(|place| place.exists());
        let golden = self.manifest.golden.iter();
        let mut files: Vec<_> = golden
            .flat_map(|golden| [&golden.input, &golden.output])
            .chain([&self.manifest.model])
            .map(|name| self.folder.join(name))
            .chain([manifest])
            .chain(signature)
            .collect();
        files.sort();
        files.dedup();
        files
    }

    /// The manifest of the pack in a folder: what is signed.
    #[must_use]
    pub fn manifest_place(folder: &Path) -> PathBuf {
        folder.join(MANIFEST)
    }

    /// The model file, for messages.
    pub(super) fn model_path(&self) -> PathBuf {
        self.folder.join(&self.manifest.model)
    }
}

/// The folder of a pack: the path itself where it holds a manifest, else that name within one of
/// the folders, the first that has it.
///
/// # Errors
/// Where there is no such pack.
pub fn find(name_or_path: &str, folders: &[PathBuf]) -> Result<PathBuf, PackError> {
    let itself = Path::new(name_or_path);
    let parts: Vec<_> = itself.components().collect();
    let folders = if matches!(parts[..], [Component::Normal(_)]) {
        folders
    } else {
        &[]
    };
    let named = folders.iter().map(|folder| folder.join(itself));
    let holds = |place: &PathBuf| !parts.is_empty() && place.join(MANIFEST).is_file();
    let place = std::iter::once(itself.to_path_buf())
        .chain(named)
        .find(holds);
    place.ok_or_else(|| {
        let mut searched = "the path itself".to_owned();
        for folder in folders {
            searched = format!("{searched}, {}", folder.display());
        }
        PackError::NotFound {
            name: name_or_path.into(),
            searched,
        }
    })
}

fn info(manifest: &Manifest, standing: Standing) -> PackInfo {
    let mut thresholds = StructureMap([1.0; Structure::COUNT]);
    for (class, threshold) in manifest.classes.iter().zip(&manifest.thresholds) {
        if let Some(structure) = Structure::from_name(class) {
            thresholds[structure] = *threshold;
        }
    }
    PackInfo {
        name: manifest.name.clone(),
        version: manifest.version.clone(),
        kind: manifest.kind,
        sha256: manifest.sha256.clone(),
        classes: manifest.classes.clone(),
        thresholds,
        standing,
    }
}

fn read_golden(folder: &Path, manifest: &Manifest) -> Result<Vec<GoldenPair>, PackError> {
    let size = match manifest.input.crop {
        Crop::Sector => (manifest.input.width, manifest.input.height),
        Crop::Fixed([_, _, w, h]) => (w, h),
    };
    let mut pairs = Vec::new();
    for golden in &manifest.golden {
        let (input, output) = (folder.join(&golden.input), folder.join(&golden.output));
        let png = read_hashed(&input, GOLDEN_BYTES_MAX, &golden.sha256_input)?;
        let values = read_hashed(&output, GOLDEN_BYTES_MAX, &golden.sha256_output)?;
        if !values.len().is_multiple_of(4) {
            let message = "is not a row of 32-bit floats".into();
            return Err(PackError::Golden {
                path: output,
                message,
            });
        }
        let float = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        pairs.push(GoldenPair {
            name: golden.output.clone(),
            luma: grey_png(&png, size).map_err(|message| PackError::Golden {
                path: input,
                message,
            })?,
            values: values.chunks_exact(4).map(float).collect(),
            tolerance: golden.tolerance,
        });
    }
    Ok(pairs)
}

fn grey_png(png: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, String> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(width);
    limits.max_image_height = Some(height);
    let mut reader = ImageReader::with_format(Cursor::new(png), ImageFormat::Png);
    reader.limits(limits);
    match reader.decode() {
        Ok(DynamicImage::ImageLuma8(grey)) if grey.dimensions() == (width, height) => {
            Ok(grey.into_raw())
        }
        Ok(other) => Err(format!(
            "is {}x{} {:?}, but the self-test needs {width}x{height} L8 (8-bit grey)",
            other.width(),
            other.height(),
            other.color()
        )),
        Err(e) => Err(format!(
            "no grey PNG of {width}x{height}: {}",
            one_line(&e.to_string())
        )),
    }
}

fn read_hashed(path: &Path, limit: u64, says: &str) -> Result<Vec<u8>, PackError> {
    let bytes = read(path, limit)?;
    let is: String = Sha256::digest(&bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    if is == says {
        Ok(bytes)
    } else {
        Err(PackError::Hash {
            path: path.into(),
            is,
            says: says.into(),
        })
    }
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, PackError> {
    let io = |source| PackError::Io {
        path: path.into(),
        source,
    };
    let metadata = std::fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(io(std::io::Error::other("is not a file")));
    }
    let file = File::open(path).map_err(io)?;
    let bytes = metadata.len();
    if bytes > limit {
        return Err(PackError::TooLarge {
            path: path.into(),
            bytes,
            limit,
        });
    }
    let mut content = Vec::new();
    file.take(limit).read_to_end(&mut content).map_err(io)?;
    Ok(content)
}
