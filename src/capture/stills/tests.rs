use image::ImageFormat;

use super::super::samples::{drain, gradient, picture};
use super::*;

fn write(folder: &Path, name: &str, data: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, data).unwrap();
    path
}

#[test]
fn names_sort_as_people_count() {
    let mut names = [
        "frame10", "frame2", "frame02", "frame1", "b", "frame2a", "Frame3", "frame", "a9b2",
        "a9b10",
    ];
    names.sort_by(|a, b| natural(a.as_bytes(), b.as_bytes()));
    let sorted = [
        "Frame3", "a9b2", "a9b10", "b", "frame", "frame1", "frame02", "frame2", "frame2a",
        "frame10",
    ];
    assert_eq!(names, sorted);
    // Numbers that no integer holds.
    let (low, high) = ("9".repeat(40), format!("1{}", "0".repeat(40)));
    assert_eq!(natural(low.as_bytes(), high.as_bytes()), Ordering::Less);
}

#[test]
fn a_folder_is_a_clip() {
    let folder = tempfile::tempdir().unwrap();
    for (name, value) in [("f10.png", 10), ("f9.png", 9), ("f1", 1)] {
        write(
            folder.path(),
            name,
            &picture(&vec![value; 64 * 64], 64, 64, ImageFormat::Png),
        );
    }
    let jpeg = picture(&vec![11; 64 * 64], 64, 64, ImageFormat::Jpeg);
    write(folder.path(), "f11.JPG", &jpeg);
    write(folder.path(), "labels.jsonl", b"{}");
    write(folder.path(), ".hidden.png", b"not a picture");
    std::fs::create_dir(folder.path().join("more.png")).unwrap();

    let paths = pictures_in(folder.path()).unwrap();
    let mut source = StillsSource::new(paths, "folder", Rate::from_fps(10.0).unwrap()).unwrap();
    assert_eq!(source.info().frames, Some(4));
    let (frames, error) = drain(&mut source);
    assert!(error.is_none());
    let seen: Vec<_> = frames
        .iter()
        .map(|f| (f.number, f.time.as_millis(), f.luma[0]))
        .collect();
    assert_eq!(seen, [(0, 0, 1), (1, 100, 9), (2, 200, 10), (3, 300, 11)]);
}

#[test]
fn a_folder_without_pictures_is_empty_and_a_false_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "notes.txt", b"text");
    assert!(matches!(
        pictures_in(folder.path()),
        Err(CaptureError::Empty { .. })
    ));
    let path = write(folder.path(), "clip.png", b"text");
    let error = pictures_in(folder.path()).unwrap_err().to_string();
    assert_eq!(
        error,
        format!(
            "{}: not a picture or a video that can be read",
            path.display()
        )
    );
}

#[test]
fn a_sequence_keeps_one_size_and_ends_at_a_broken_file() {
    let folder = tempfile::tempdir().unwrap();
    let png = picture(&gradient(64, 65, 0), 64, 65, ImageFormat::Png);
    let good = write(folder.path(), "a.png", &png);
    let wide = picture(&gradient(65, 64, 0), 65, 64, ImageFormat::Png);
    let wide = write(folder.path(), "b.png", &wide);
    let cut = write(folder.path(), "c.png", &png[..png.len() / 2]);
    let gone = folder.path().join("d.png");
    let text = write(folder.path(), "e.png", b"text");
    let run = |second: &PathBuf| {
        let paths = vec![good.clone(), second.clone(), good.clone()];
        let (frames, error) = drain(&mut StillsSource::new(paths, "x", Rate::default()).unwrap());
        assert_eq!(frames.len(), 1);
        error.unwrap()
    };
    assert!(matches!(
        run(&wide),
        CaptureError::SizeChanged {
            frame: 1,
            width: 65,
            ..
        }
    ));
    assert!(matches!(run(&cut), CaptureError::Damaged { frame: 1, .. }));
    assert!(matches!(run(&gone), CaptureError::Missing { .. }));
    assert!(matches!(run(&text), CaptureError::NotRecognised { .. }));
}
