//! The image: who has signed it, what it is once unpacked, and its bytes from the first to the last.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use ruzstd::decoding::StreamingDecoder;
use sha2::{Digest, Sha256};
use trust::{Keys, Purpose, Signature, Standing, TrustError, signature_place};

use super::{
    disk::gigabytes,
    error::FlashError,
    plan::{self, HEAD_BYTES, Layout, Sector, Sectors},
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
    /// that; where it cannot be unpacked; where it is no disk image; and once `stop` is set.
    pub fn check(
        mut self,
        keys: &Keys,
        allow_unsigned: bool,
        stop: &AtomicBool,
        mut done: impl FnMut(bool, u64),
    ) -> Result<Measured, FlashError> {
        let (standing, signed) = self.standing(keys, stop, |bytes| done(false, bytes))?;
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
        let (mut head, mut starts, mut sectors) = (Vec::new(), Vec::new(), Sectors::new());
        let mut whole = Sha256::new();
        let mut bytes = 0;
        let mut unpacked = self.unpack(stop)?;
        loop {
            let chunk = unpacked.next_chunk(HEAD_BYTES)?;
            if chunk.is_empty() {
                break;
            }
            if head.is_empty() {
                head.extend_from_slice(chunk);
                starts = plan::starts(&mut head);
            }
            for start in &starts {
                let within = usize::try_from(start.saturating_sub(bytes)).unwrap_or(usize::MAX);
                let end = within.saturating_add(512);
                if let Some(sector) = chunk.get(within..end).filter(|_| *start >= bytes) {
                    sectors.extend(sector.try_into().map(|sector: Sector| (*start, sector)));
                }
            }
            whole.update(chunk);
            bytes += chunk.len() as u64;
            done(true, bytes);
        }
        // What was unpacked has to be what was signed.
        if unpacked.finish() != Some(signed) {
            return Err(FlashError::new(Fault::Changed, &[("file", &file)]));
        }
        let layout = Layout::read(&self.path, head, &sectors, bytes)?;
        Ok(Measured {
            image: self,
            standing,
            bytes,
            hash: whole.finalize().into(),
            layout,
        })
    }

    /// Who vouches for the file as it lies there, and its hash.
    fn standing(
        &mut self,
        keys: &Keys,
        stop: &AtomicBool,
        mut done: impl FnMut(u64),
    ) -> Result<(Standing, Hash), FlashError> {
        let signature = Signature::beside(&self.path).map_err(|e| trust_fault(&e))?;
        self.rewind()?;
        let mut hashed = Hashed::new(&self.file, stop);
        let standing = match &signature {
            None => Standing::Unsigned,
            Some(signature) => keys
                .check_stream(
                    &self.path,
                    &mut hashed,
                    signature,
                    &Purpose::Image,
                    &mut done,
                )
                .map_err(|e| unless_stopped(stop, trust_fault(&e)))?,
        };
        // Nothing is left of it where it was checked.
        io::copy(&mut hashed, &mut io::sink())
            .map_err(|e| unless_stopped(stop, no_image(&self.path, &e)))?;
        Ok((standing, hashed.finish()))
    }

    /// The image from its first byte.
    pub(crate) fn unpack<'a>(
        &'a mut self,
        stop: &'a AtomicBool,
    ) -> Result<Unpacked<'a>, FlashError> {
        self.rewind()?;
        Unpacked::new(&self.path, &self.file, stop)
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
    stop: &'a AtomicBool,
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
    fn new(path: &'a Path, file: &'a File, stop: &'a AtomicBool) -> Result<Self, FlashError> {
        let mut packed = BufReader::with_capacity(CHUNK_BYTES, Hashed::new(file, stop));
        let start = packed.fill_buf();
        let start = start.map_err(|e| unless_stopped(stop, no_image(path, &e)))?;
        let is_zstd = start.starts_with(&ZSTD);
        Ok(Self {
            path,
            stop,
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
                    return Err(unless_stopped(
                        self.stop,
                        FlashError::new(Fault::Unpack, values),
                    ));
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

    /// The hash of the file that was read, once nothing is left of it.
    pub fn finish(self) -> Option<Hash> {
        match self.source {
            Source::Plain(packed) | Source::Between(packed) => Some(packed.into_inner().finish()),
            Source::Frame(_) | Source::Gone => None,
        }
    }
}

/// A file that is hashed as it is read, until it is told to stop.
struct Hashed<'a> {
    file: &'a File,
    stop: &'a AtomicBool,
    hash: Sha256,
}

impl<'a> Hashed<'a> {
    fn new(file: &'a File, stop: &'a AtomicBool) -> Self {
        Self {
            file,
            stop,
            hash: Sha256::new(),
        }
    }

    fn finish(self) -> Hash {
        self.hash.finalize().into()
    }
}

impl Read for Hashed<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("broken off"));
        }
        let read = self.file.read(out)?;
        self.hash.update(&out[..read]);
        Ok(read)
    }
}

fn no_image(path: &Path, why: &dyn std::fmt::Display) -> FlashError {
    FlashError::new(Fault::NoImage, &[("file", &path.display()), ("why", why)])
}

/// What is wrong, which may be that it was told to stop.
fn unless_stopped(stop: &AtomicBool, error: FlashError) -> FlashError {
    match stop.load(Ordering::Relaxed) {
        true => FlashError::new(Fault::Interrupted, &[]),
        false => error,
    }
}

fn trust_fault(error: &TrustError) -> FlashError {
    FlashError::new(Fault::Signature, &[("why", error)])
}
