//! The image: who has signed it, what it is once unpacked, and its bytes from the first to the last.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use ruzstd::decoding::StreamingDecoder;
use sha2::{Digest, Sha256};
use trust::{Keys, Purpose, Signature, Standing, TrustError, signature_place};

use super::{
    disk::gigabytes,
    error::FlashError,
    plan::{HEAD_BYTES, Layout},
    words::Fault,
};

/// What a Zstandard frame begins with (RFC 8878, 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Read at once.
const CHUNK_BYTES: usize = 1 << 20;

/// A hash.
pub type Hash = [u8; 32];

/// An image file, open.
#[derive(Debug)]
pub struct Image {
    path: PathBuf,
    file: File,
    bytes: u64,
}

/// An image that somebody vouches for, or need not.
#[derive(Debug)]
pub struct Measured {
    pub(crate) image: Image,
    /// Who vouches for it.
    pub standing: Standing,
    /// Its size once unpacked.
    pub bytes: u64,
    pub(crate) hash: Hash,
    pub(crate) layout: Layout,
}

impl Image {
    /// Opens an image: plain, or compressed by zstd.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(path: &Path) -> Result<Self, FlashError> {
        let fail = |why: &io::Error| no_image(path, &why);
        let file = File::open(path).map_err(|e| fail(&e))?;
        let there = file.metadata().map_err(|e| fail(&e))?;
        if !there.is_file() {
            return Err(no_image(path, &"is not a file"));
        }
        Ok(Self {
            path: path.into(),
            file,
            bytes: there.len(),
        })
    }

    /// Its size in the file.
    #[must_use]
    pub const fn packed_bytes(&self) -> u64 {
        self.bytes
    }

    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Checks the signature of the file as it lies there, and then unpacks all of it once, to see what it is.
    /// `done` is told how many bytes of the file were checked, and then how many were unpacked.
    ///
    /// # Errors
    /// Where nobody who is trusted has signed it and `allow_unsigned` is not said, always where it was changed after
    /// that; where it cannot be unpacked; and where it is no disk image.
    pub fn check(
        mut self,
        keys: &Keys,
        allow_unsigned: bool,
        mut done: impl FnMut(bool, u64),
    ) -> Result<Measured, FlashError> {
        let standing = self.standing(keys, |bytes| done(false, bytes))?;
        let file = self.path.display().to_string();
        match &standing {
            Standing::Unsigned if !allow_unsigned => {
                let signature = signature_place(&self.path);
                let signature = signature.display();
                let values: &[(_, &dyn std::fmt::Display)] =
                    &[("file", &file), ("signature", &signature)];
                return Err(FlashError::new(Fault::Unsigned, values));
            }
            Standing::Stranger { key_id } if !allow_unsigned => {
                let values: &[(_, &dyn std::fmt::Display)] = &[("file", &file), ("key", key_id)];
                return Err(FlashError::new(Fault::Stranger, values));
            }
            _ => {}
        }
        let (hash, packed) = (self.hash()?, self.bytes);
        let mut head = Vec::new();
        let mut whole = Sha256::new();
        let mut bytes = 0;
        let mut unpacked = self.unpack()?;
        loop {
            let chunk = unpacked.next_chunk(CHUNK_BYTES)?;
            if chunk.is_empty() {
                break;
            }
            let wanted = HEAD_BYTES.saturating_sub(head.len()).min(chunk.len());
            head.extend_from_slice(&chunk[..wanted]);
            whole.update(chunk);
            bytes += chunk.len() as u64;
            done(true, bytes);
        }
        // What was unpacked has to be what was signed.
        if unpacked.finish() != (hash, packed) {
            return Err(FlashError::new(Fault::Changed, &[("file", &file)]));
        }
        let layout = Layout::read(&self.path, head, bytes)?;
        Ok(Measured {
            image: self,
            standing,
            bytes,
            hash: whole.finalize().into(),
            layout,
        })
    }

    fn standing(&mut self, keys: &Keys, done: impl FnMut(u64)) -> Result<Standing, FlashError> {
        let signature = Signature::beside(&self.path).map_err(|e| trust_fault(&e))?;
        let Some(signature) = signature else {
            return Ok(Standing::Unsigned);
        };
        self.rewind()?;
        let (path, file) = (self.path.clone(), &mut self.file);
        keys.check_stream(&path, file, &signature, &Purpose::Image, done)
            .map_err(|e| trust_fault(&e))
    }

    /// The hash of the file as it lies there.
    fn hash(&mut self) -> Result<Hash, FlashError> {
        self.rewind()?;
        let mut hashed = Hashed::new(&self.file);
        io::copy(&mut hashed, &mut io::sink()).map_err(|e| no_image(&self.path, &e))?;
        Ok(hashed.finish().0)
    }

    /// The image from its first byte.
    pub(crate) fn unpack(&mut self) -> Result<Unpacked<'_>, FlashError> {
        self.rewind()?;
        Unpacked::new(&self.path, &self.file)
    }

    fn rewind(&mut self) -> Result<(), FlashError> {
        let back = self.file.seek(SeekFrom::Start(0));
        back.map(drop).map_err(|e| no_image(&self.path, &e))
    }
}

impl Measured {
    /// Whether it has a place for the site's files.
    ///
    /// # Errors
    /// Where it has none.
    pub fn needs_site_place(&self) -> Result<(), FlashError> {
        self.layout.site(self.image.path()).map(drop)
    }

    /// Whether a disk has room for it.
    ///
    /// # Errors
    /// Where it has not.
    pub fn fits(&self, disk: &super::Disk) -> Result<(), FlashError> {
        if self.bytes <= disk.bytes {
            return Ok(());
        }
        let (device, bytes) = (disk.device.display(), gigabytes(disk.bytes));
        let needs = gigabytes(self.bytes);
        let values: &[(_, &dyn std::fmt::Display)] =
            &[("device", &device), ("bytes", &bytes), ("needs", &needs)];
        Err(FlashError::new(Fault::Small, values))
    }
}

/// An image as it is unpacked.
pub struct Unpacked<'a> {
    path: &'a Path,
    source: Source<'a>,
    chunk: Vec<u8>,
}

type Packed<'a> = BufReader<Hashed<'a>>;

enum Source<'a> {
    Plain(Packed<'a>),
    /// Within a frame.
    Frame(Box<StreamingDecoder<Packed<'a>, ruzstd::decoding::FrameDecoder>>),
    /// Behind the last frame, or between two.
    Between(Packed<'a>),
    /// After a fault.
    Gone,
}

impl<'a> Unpacked<'a> {
    fn new(path: &'a Path, file: &'a File) -> Result<Self, FlashError> {
        let mut packed = BufReader::with_capacity(CHUNK_BYTES, Hashed::new(file));
        let start = packed.fill_buf().map_err(|e| no_image(path, &e))?;
        let is_zstd = start.starts_with(&ZSTD);
        Ok(Self {
            path,
            source: match is_zstd {
                true => Source::Between(packed),
                false => Source::Plain(packed),
            },
            chunk: Vec::new(),
        })
    }

    /// The next bytes, `size` of them unless they are the last; empty behind the last.
    pub fn next_chunk(&mut self, size: usize) -> Result<&[u8], FlashError> {
        self.chunk.resize(size, 0);
        let mut filled = 0;
        while filled < size {
            match self.read(filled) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => {
                    let file = self.path.display();
                    let values: &[(_, &dyn std::fmt::Display)] = &[("file", &file), ("why", &e)];
                    return Err(FlashError::new(Fault::Unpack, values));
                }
            }
        }
        Ok(&self.chunk[..filled])
    }

    fn read(&mut self, from: usize) -> io::Result<usize> {
        loop {
            let out = &mut self.chunk[from..];
            match std::mem::replace(&mut self.source, Source::Gone) {
                Source::Gone => return Ok(0),
                Source::Plain(mut packed) => {
                    let read = packed.read(out);
                    self.source = Source::Plain(packed);
                    return read;
                }
                Source::Frame(mut frame) => {
                    let read = frame.read(out)?;
                    if read > 0 {
                        self.source = Source::Frame(frame);
                        return Ok(read);
                    }
                    self.source = Source::Between(frame.into_inner());
                }
                Source::Between(mut packed) => {
                    if packed.fill_buf()?.is_empty() {
                        self.source = Source::Between(packed);
                        return Ok(0);
                    }
                    let frame = StreamingDecoder::new(packed).map_err(io::Error::other)?;
                    self.source = Source::Frame(Box::new(frame));
                }
            }
        }
    }

    /// The hash and the size of the file that was read, once nothing is left of it.
    pub fn finish(self) -> (Hash, u64) {
        match self.source {
            Source::Plain(packed) | Source::Between(packed) => packed.into_inner().finish(),
            Source::Frame(_) | Source::Gone => Default::default(),
        }
    }
}

/// A file that is hashed as it is read.
struct Hashed<'a> {
    file: &'a File,
    hash: Sha256,
    bytes: u64,
}

impl<'a> Hashed<'a> {
    fn new(file: &'a File) -> Self {
        Self {
            file,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    fn finish(self) -> (Hash, u64) {
        (self.hash.finalize().into(), self.bytes)
    }
}

impl Read for Hashed<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(out)?;
        self.hash.update(&out[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}

fn no_image(path: &Path, why: &dyn std::fmt::Display) -> FlashError {
    FlashError::new(Fault::NoImage, &[("file", &path.display()), ("why", why)])
}

fn trust_fault(error: &TrustError) -> FlashError {
    FlashError::new(Fault::Signature, &[("why", error)])
}
