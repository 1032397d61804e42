use image::ImageFormat;

use super::super::Y4mWriter;
use super::super::samples::{avi, drain, gradient, picture, strf};
use super::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, data: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, data).unwrap();
        path
    }
}

fn frames(paths: &[PathBuf]) -> (String, usize) {
    let mut source = open(paths, OpenOptions::default()).unwrap();
    let (frames, error) = drain(source.as_mut());
    assert!(error.is_none(), "{error:?}");
    (source.info().name.clone(), frames.len())
}

fn refused(paths: &[PathBuf]) -> CaptureError {
    let error = open(paths, OpenOptions::default()).err().unwrap();
    let text = error.to_string();
    assert!(!text.contains('\n'), "{text}");
    assert!(
        error.hint().is_some_and(|hint| !hint.contains('\n')),
        "{text}"
    );
    error
}

#[test]
fn files_are_known_by_their_content() {
    let folder = Folder::new();
    let luma = gradient(64, 64, 0);
    let mut writer = Y4mWriter::new(Vec::new(), 64, 64, 25.0).unwrap();
    writer.write(&luma).unwrap();
    let y4m = folder.write("really-y4m.png", &writer.finish().unwrap());
    let strf = strf(64, 64, *b"Y800", 8, &[]);
    let avi = folder.write("really-avi.y4m", &avi(strf, &[luma.clone(), luma.clone()]));
    let png = folder.write("really-png.avi", &picture(&luma, 64, 64, ImageFormat::Png));
    let jpeg = folder.write("jpeg", &picture(&luma, 64, 64, ImageFormat::Jpeg));
    assert_eq!(frames(&[y4m]), ("really-y4m.png".to_owned(), 1));
    assert_eq!(frames(&[avi]), ("really-avi.y4m".to_owned(), 2));
    assert_eq!(
        frames(std::slice::from_ref(&png)),
        ("really-png.avi".to_owned(), 1)
    );
    assert_eq!(
        frames(&[jpeg.clone(), png]),
        ("jpeg and 1 more".to_owned(), 2)
    );
}

#[test]
fn bad_inputs_are_refused_at_once() {
    let folder = Folder::new();
    let text = folder.write("clip.png", b"this is no picture");
    assert_eq!(
        refused(std::slice::from_ref(&text)).to_string(),
        format!(
            "{}: not a picture or a video that can be read",
            text.display()
        )
    );
    let missing = folder.0.path().join("missing.y4m");
    assert!(matches!(
        refused(std::slice::from_ref(&missing)),
        CaptureError::Missing { .. }
    ));
    let empty = folder.write("empty.y4m", b"");
    assert!(matches!(
        refused(std::slice::from_ref(&empty)),
        CaptureError::Empty { .. }
    ));
    let dot = folder.write("dot.png", &picture(&[1], 1, 1, ImageFormat::Png));
    assert!(matches!(
        refused(std::slice::from_ref(&dot)),
        CaptureError::TooSmall {
            width: 1,
            height: 1,
            ..
        }
    ));
    let png = folder.write(
        "a.png",
        &picture(&gradient(64, 64, 0), 64, 64, ImageFormat::Png),
    );
    for second in [text, empty, folder.0.path().to_owned()] {
        assert!(matches!(
            refused(&[png.clone(), second]),
            CaptureError::NotAPicture { .. }
        ));
    }
    assert!(matches!(
        refused(&[png, missing]),
        CaptureError::Missing { .. }
    ));
    assert!(matches!(refused(&[]), CaptureError::NoInput));
    let nested = Folder::new();
    assert!(matches!(
        refused(&[nested.0.path().to_owned()]),
        CaptureError::Empty { .. }
    ));
}

#[test]
fn a_frame_rate_must_be_one() {
    for stills_fps in [0.0, -1.0, f64::NAN, 1e9] {
        let error = open(&["x".into()], OpenOptions { stills_fps })
            .err()
            .unwrap();
        assert!(matches!(error, CaptureError::BadRate { .. }));
    }
}
